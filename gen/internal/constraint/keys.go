package constraint

import "slices"

// A Key is one key of a struct tag and its value.
type Key struct{ Name, Value string }

// A Problem is what is wrong with a key, and what to write instead.
type Problem struct{ Key, Msg, Hint string }

// The keys by what they are for.
var (
	numberKeys = []string{"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
	stringKeys = []string{"minLength", "maxLength", "pattern", "format"}
	itemKeys   = []string{"minItems", "maxItems", "uniqueItems"}
	// Those behind enum, which is for numbers and strings, are for all types.
	otherKeys = []string{"enum", "default", "example", "deprecated"}

	allKeys = slices.Concat(numberKeys, stringKeys, itemKeys, otherKeys)
)

// Names returns the names of all keys.
func Names() []string { return slices.Clone(allKeys) }

// Of returns those keys of a tag that are read here.
func Of(tag []Key) []Key {
	var keys []Key
	for _, key := range tag {
		if slices.Contains(allKeys, key.Name) {
			keys = append(keys, key)
		}
	}
	return keys
}

// Checks reports whether the key is a constraint, which values are checked against, rather than an annotation.
func (k Key) Checks() bool {
	return k.Name != "default" && k.Name != "example" && k.Name != "deprecated"
}
