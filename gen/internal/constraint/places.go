package constraint

import (
	"go/types"
	"slices"

	"github.com/owgen/owgen/gen/internal/model"
)

// A Place is a field that has keys.
type Place struct {
	Type   *model.Type
	Quoted bool // the option string
	World
}

// A World knows what the model does not say of Go types.
type World struct {
	Sizes types.Sizes
	Spell func(types.Type) string
}

// bits is the width of a number.
func (w World) bits(t *model.Type) int { return 8 * int(w.Sizes.Sizeof(t.Go)) }

// Target is what t leads to through pointers.
func Target(t *model.Type) *model.Type {
	for t.Kind == model.Pointer && t.Method == model.ByKind && t.Elem != nil {
		t = t.Elem
	}
	return t
}

// isList reports whether t is made of elements, to which keys for numbers and strings apply.
func isList(t *model.Type) bool {
	return (t.Kind == model.Slice || t.Kind == model.Array) && t.Method == model.ByKind && t.Elem != nil
}

// A spot is what a key constrains: the value of a field, or its elements.
type spot struct {
	typ  *model.Type
	elem bool
}

// spotOf returns what the key constrains, or why it cannot.
func (p Place) spotOf(key string) (spot, Problem) {
	s := spot{typ: Target(p.Type)}
	isItemKey := slices.Contains(itemKeys, key)
	if isList(s.typ) && !isItemKey {
		s = spot{Target(s.typ.Elem), true}
	}
	if p.Quoted {
		return s, Problem{key, "has no effect on a field with the option string", "remove one of the two"}
	}
	if s.fits(key) {
		return s, Problem{}
	}
	what := p.Spell(p.Type.Go)
	if s.elem {
		what = "elements of " + what
	}
	if why := s.unchecked(); why != "" && (!isItemKey || s.typ.Method != model.ByKind) {
		return s, Problem{key, "cannot be checked on " + what + ", " + why, "remove it, and check in the handler or in Validate"}
	}
	return s, Problem{key, "is for " + audience(key) + ", not for " + what, s.instead(key)}
}

// fits reports whether the key is for what s is.
func (s spot) fits(key string) bool {
	t := s.typ
	if t.Method != model.ByKind {
		return key == "format" && t.Method == model.ByText
	}
	isNumber := t.Kind == model.Int || t.Kind == model.Uint || t.Kind == model.Float
	switch {
	case slices.Contains(numberKeys, key):
		return isNumber
	case slices.Contains(stringKeys, key):
		return t.Kind == model.String
	case slices.Contains(itemKeys, key):
		return t.Kind == model.Slice
	}
	return isNumber || t.Kind == model.String
}

// unchecked is why values of s are known to others alone, or "".
func (s spot) unchecked() string {
	switch {
	case s.typ.Method == model.ByJSON:
		return "which has an UnmarshalJSON"
	case s.typ.Method == model.ByText:
		return "which has an UnmarshalText"
	case s.typ.Method == model.ByFallback:
		return "which goes through encoding/json"
	}
	switch s.typ.Kind {
	case model.Number, model.Raw, model.Any, model.Interface:
		return "which may hold anything"
	}
	return ""
}

// audience names what a key is for.
func audience(key string) string {
	switch {
	case slices.Contains(numberKeys, key):
		return "numbers"
	case slices.Contains(stringKeys, key):
		return "strings"
	case slices.Contains(itemKeys, key):
		return "slices"
	}
	return "strings and numbers"
}

// counterparts are keys that mean for one kind what others mean for another.
var counterparts = map[string]map[model.Kind]string{
	"minimum":   {model.String: "minLength"},
	"maximum":   {model.String: "maxLength"},
	"minLength": {model.Int: "minimum", model.Uint: "minimum", model.Float: "minimum"},
	"maxLength": {model.Int: "maximum", model.Uint: "maximum", model.Float: "maximum"},
	"minItems":  {model.String: "minLength"},
	"maxItems":  {model.String: "maxLength"},
}

// instead is what to write in place of a key that does not fit s.
func (s spot) instead(key string) string {
	if other := counterparts[key][s.typ.Kind]; other != "" {
		return "write " + other
	}
	return "remove it"
}
