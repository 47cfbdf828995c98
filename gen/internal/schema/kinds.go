package schema

import "github.com/owgen/owgen/gen/internal/model"

// Patterns of texts that are numbers. They mean the same to RE2 and to ECMA-262.
const (
	intPattern   = `-?(0|[1-9][0-9]*)`
	uintPattern  = `(0|[1-9][0-9]*)`
	floatPattern = intPattern + `(\.[0-9]+)?([eE][+-]?[0-9]+)?`
	// textPattern is that of a JSON string.
	textPattern = `"([^"\\\x00-\x1f]|\\(["\\/bfnrt]|u[0-9a-fA-F]{4}))*"`
)

// integer has the range of its type, but for 64 bits: who reads a schema is told by the format.
func (b *builder) integer(u use) schema {
	bits := 8 * b.Sizes.Sizeof(u.Go)
	s := schema{"type": "integer"}
	switch unsigned := u.Kind == model.Uint; {
	case bits == 64 && unsigned:
		s["format"], s["minimum"] = "uint64", 0
	case bits == 64:
		s["format"] = "int64"
	case unsigned:
		s["minimum"], s["maximum"] = 0, int64(1)<<bits-1
	default:
		s["minimum"], s["maximum"] = -int64(1)<<(bits-1), int64(1)<<(bits-1)-1
		if bits == 32 {
			s["format"] = "int32"
		}
	}
	return s
}

func (b *builder) float(u use) schema {
	format := "double"
	if b.Sizes.Sizeof(u.Go) == 4 {
		format = "float"
	}
	return schema{"type": "number", "format": format}
}

// quoted is the schema of a value that stands in a JSON string: that of the option string.
func (u use) quoted() schema {
	s := schema{"type": "string"}
	switch t := u.Scalar(); t.Kind {
	case model.Bool:
		s["enum"] = list{"true", "false"}
	case model.Int:
		s["pattern"] = whole(intPattern)
	case model.Uint:
		s["pattern"] = whole(uintPattern)
	case model.Float, model.Number:
		s["pattern"] = whole(floatPattern)
	case model.String:
		s["pattern"] = whole(textPattern)
	}
	if u.Scalar() != u.Type {
		return s.orNull()
	}
	return s
}

// whole makes a pattern that of a whole text.
func whole(pattern string) string { return "^" + pattern + "$" }

// dictionary is an object whose members are those of a map.
func (b *builder) dictionary(u use) schema {
	s := schema{"type": "object", "additionalProperties": b.schema(u.of(u.Elem))}
	switch {
	case u.Key.Method != model.ByKind:
	case u.Key.Enum != nil && u.reads():
		s["propertyNames"] = schema{"enum": keys(u.Key)}
	case u.Key.Kind == model.Int:
		s["propertyNames"] = schema{"pattern": whole(intPattern)}
	case u.Key.Kind == model.Uint:
		s["propertyNames"] = schema{"pattern": whole(uintPattern)}
	}
	return s
}

// keys are the names of members that the values of an enum stand for.
func keys(t *model.Type) list {
	l := raws(t.Enum)
	if t.Kind != model.String {
		for k, text := range t.Enum {
			l[k] = text
		}
	}
	return l
}
