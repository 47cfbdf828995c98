package constraint

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/internal/typo"
)

// unchecked are the formats that are printed and not checked: the others of JSON Schema 2020-12 (Validation, section 7.3),
// and those of OpenAPI (its format registry) that strings can have.
var unchecked = []string{
	"idn-email", "idn-hostname", "iri", "iri-reference", "json-pointer", "regex", "relative-json-pointer", "uri-reference", "uri-template",
	"base64url", "binary", "byte", "char", "commonmark", "decimal", "decimal128", "double", "float", "html", "http-date", "int32", "int64",
	"media-range", "password",
}

// formatName reads the name of a format.
func formatName(key Key, v *string) Problem {
	if _, known := model.Formats[key.Value]; known || slices.Contains(unchecked, key.Value) {
		*v = key.Value
		return Problem{}
	}
	known := slices.Sorted(maps.Keys(model.Formats))
	hint := "the formats that are checked are " + strings.Join(known, ", ")
	if near := typo.Meant(key.Value, append(known, unchecked...)); near != "" {
		hint = "write " + near
	}
	return Problem{key.Name, fmt.Sprintf("%q is not known", key.Value), hint}
}

// pattern reads a regular expression that means the same to Go and to JSON Schema.
func pattern(key Key, v *string) Problem {
	if key.Value == "" {
		return Problem{key.Name, "is empty, which all strings match", "remove it"}
	}
	if _, err := regexp.Compile(key.Value); err != nil {
		why := strings.TrimPrefix(err.Error(), "error parsing regexp: ")
		return Problem{key.Name, "is no regular expression of Go: " + why, goInstead(key.Value, why)}
	}
	if what, hint := foreign(key.Value); what != "" {
		return Problem{key.Name, what + " means something else, or nothing, in the regular expressions of JSON Schema (ECMA-262)", hint}
	}
	*v = key.Value
	return Problem{}
}

var backreference = regexp.MustCompile(`\\([1-9]|k)`)

// goInstead is what to do about a pattern that only ECMA-262 has, or nobody. Go says what is wrong with it.
func goInstead(pattern, wrong string) string {
	for _, only := range []struct{ text, name string }{{"(?=", "look-ahead"}, {"(?!", "look-ahead"}, {"(?<=", "look-behind"}, {"(?<!", "look-behind"}} {
		if strings.Contains(pattern, only.text) {
			return "there is no " + only.name + "; check in the handler or in Validate"
		}
	}
	switch {
	case strings.Contains(wrong, `\u`):
		return "write the character itself"
	case backreference.MatchString(wrong):
		return "there are no backreferences; check in the handler or in Validate"
	}
	return "see go doc regexp/syntax"
}
