package schema

import (
	"encoding/json"
	"go/token"
	"go/types"

	"github.com/owgen/owgen/gen/internal/model"
)

// Comments are those of the user's sources.
type Comments interface {
	// Text returns the comment on what is declared at pos under the name, in paragraphs of one line, or "".
	Text(pos token.Pos, name string) string
}

// A builder makes the schemas of one document.
type builder struct {
	*model.Package
	comments Comments
	defs     map[use]*def
	order    []*def // of first use
	shared   object // failures that operations refer to
}

// A use is a type and what decides, besides the type, which schema it has.
type use struct {
	*model.Type
	closed   bool // objects have no other members than those that are read
	emptyNil bool // nil slices and maps are written like empty ones
}

// useOf is how a handler uses the type of its parameter or result.
func useOf(h *model.Handler, t *model.Type) use {
	return use{t, h.Options.RejectUnknown && t.Mode == model.Reading, h.Options.EmptyNil && t.Mode != model.Reading}
}

// of is the use of a part of what is used.
func (u use) of(t *model.Type) use {
	u.Type = t
	return u
}

// reads reports whether values come from callers.
func (u use) reads() bool { return u.Mode == model.Reading }

// schema returns what stands where the type is met: a reference, or the schema itself.
func (b *builder) schema(u use) schema {
	if u.Inside != nil {
		return b.schema(use{Type: u.Inside}) // encoding/json knows no options
	}
	if u.isDef() {
		return schema{"$ref": b.def(u)}
	}
	return b.described(b.inPlace(u), u.Go)
}

// inPlace returns the schema itself.
func (b *builder) inPlace(u use) schema {
	switch {
	case u.Schema != "":
		return verbatim(u.Schema)
	case u.Method == model.ByJSON || u.Method == model.ByFallback:
		return schema{}
	case u.Method == model.ByText:
		return schema{"type": "string"}
	}
	s := b.ofKind(u)
	if u.Enum != nil && u.reads() {
		s["enum"] = raws(u.Enum)
	}
	return s
}

// ofKind is inPlace for a type without methods of its own.
func (b *builder) ofKind(u use) schema {
	switch u.Kind {
	case model.Bool:
		return schema{"type": "boolean"}
	case model.Int, model.Uint:
		return b.integer(u)
	case model.Float:
		return b.float(u)
	case model.Number:
		return schema{"type": "number"}
	case model.String:
		return schema{"type": "string"}
	case model.Time:
		return schema{"type": "string", "format": "date-time"}
	case model.Bytes:
		return u.nilable(schema{"type": "string", "contentEncoding": "base64"})
	case model.Interface:
		if u.reads() {
			return schema{"type": "null"}
		}
		return schema{}
	case model.Pointer:
		return b.schema(u.of(u.Elem)).orNull()
	case model.Struct:
		return b.object(u)
	case model.Map:
		return u.nilable(b.dictionary(u))
	case model.Slice:
		return u.nilable(schema{"type": "array", "items": b.schema(u.of(u.Elem))})
	case model.Array:
		return schema{"type": "array", "minItems": u.Len, "maxItems": u.Len, "items": b.schema(u.of(u.Elem))}
	}
	return schema{} // model.Raw, model.Any
}

// nilable returns the schema of values some of which are written as null.
func (u use) nilable(s schema) schema {
	if u.reads() || u.emptyNil {
		return s
	}
	return s.orNull()
}

// verbatim returns a schema that the user has written.
func verbatim(text string) schema {
	var members map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &members); err != nil {
		return schema{} // unreachable: it was read before
	}
	s := schema{}
	for keyword, value := range members {
		s[keyword] = raw(value)
	}
	return s
}

// raws returns values that are JSON.
func raws(values []string) list {
	l := make(list, len(values))
	for k, v := range values {
		l[k] = raw(v)
	}
	return l
}

// isDef reports whether the type has a name in a document: a struct with a name, one whose values are listed, one that holds
// itself.
func (u use) isDef() bool {
	return isNamed(u.Go) && u.Method == model.ByKind && u.Schema == "" && (u.Kind == model.Struct || u.Enum != nil || holdsItself(u.Type))
}

func isNamed(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.Named)
	return ok
}

// holdsItself reports whether values of type t may hold others.
func holdsItself(t *model.Type) bool {
	seen := map[*model.Type]bool{}
	var reaches func(part *model.Type) bool
	reaches = func(part *model.Type) bool {
		if part == nil || seen[part] {
			return part == t && part != nil
		}
		seen[part] = true
		if reaches(part.Elem) || reaches(part.Inside) {
			return true
		}
		for _, f := range part.Fields {
			if reaches(f.Type) {
				return true
			}
		}
		return false
	}
	return reaches(t)
}
