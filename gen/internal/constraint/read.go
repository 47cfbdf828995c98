package constraint

import (
	"fmt"
	"slices"

	"github.com/owgen/owgen/gen/internal/model"
)

// A Reading is what the keys of a field say.
type Reading struct {
	Own, Elem  *model.Constraints // of the value, and of its elements; nil without keys for them
	Deprecated bool
	Problems   []Problem
}

// Read reads the keys of a field. What has a problem is left out. Default and example are read by Value.
func Read(p Place, keys []Key) Reading {
	r := Reading{Own: &model.Constraints{}, Elem: &model.Constraints{}}
	for k, key := range keys {
		if slices.ContainsFunc(keys[:k], func(other Key) bool { return other.Name == key.Name }) {
			r.Problems = append(r.Problems, Problem{key.Name, "stands twice in the tag, and only the first is read", "remove one of the two"})
			continue
		}
		if problem := r.read(p, key); problem.Msg != "" {
			r.Problems = append(r.Problems, problem)
		}
	}
	own, elem := Target(p.Type), (*model.Type)(nil)
	if isList(own) {
		elem = Target(own.Elem)
	}
	r.Problems = append(r.Problems, p.conflicts(r.Own, own)...)
	if elem != nil {
		r.Problems = append(r.Problems, p.conflicts(r.Elem, elem)...)
	}
	if isEmpty(r.Own) {
		r.Own = nil
	}
	if isEmpty(r.Elem) {
		r.Elem = nil
	}
	return r
}

// isEmpty reports whether c allows all.
func isEmpty(c *model.Constraints) bool {
	return c.Minimum == nil && c.Maximum == nil && c.ExclusiveMinimum == nil && c.ExclusiveMaximum == nil && c.MultipleOf == nil &&
		c.MinLength == nil && c.MaxLength == nil && c.Pattern == "" && c.Format == "" &&
		c.MinItems == nil && c.MaxItems == nil && !c.UniqueItems && c.Enum == nil
}

// read reads one key.
func (r *Reading) read(p Place, key Key) Problem {
	switch {
	case key.Name == "deprecated":
		return flag(key, &r.Deprecated)
	case !key.Checks():
		return Problem{}
	}
	s, problem := p.spotOf(key.Name)
	if problem.Msg != "" {
		return problem
	}
	c := r.Own
	if s.elem {
		c = r.Elem
	}
	switch key.Name {
	case "minimum":
		return p.bound(key, s.typ, &c.Minimum)
	case "maximum":
		return p.bound(key, s.typ, &c.Maximum)
	case "exclusiveMinimum":
		return p.bound(key, s.typ, &c.ExclusiveMinimum)
	case "exclusiveMaximum":
		return p.bound(key, s.typ, &c.ExclusiveMaximum)
	case "multipleOf":
		return p.multiple(key, s.typ, &c.MultipleOf)
	case "minLength":
		return length(key, &c.MinLength)
	case "maxLength":
		return length(key, &c.MaxLength)
	case "minItems":
		return length(key, &c.MinItems)
	case "maxItems":
		return length(key, &c.MaxItems)
	case "uniqueItems":
		return p.unique(key, s.typ, &c.UniqueItems)
	case "pattern":
		return pattern(key, &c.Pattern)
	case "format":
		return formatName(key, &c.Format)
	}
	return p.enum(key, s.typ, &c.Enum)
}

// unique reads uniqueItems: only what can be compared as a Go value.
func (p Place) unique(key Key, t *model.Type, v *bool) Problem {
	elem := t.Elem
	switch {
	case elem.Method == model.ByKind && (elem.Kind <= model.Float || elem.Kind == model.String):
		return flag(key, v)
	default:
		return Problem{key.Name, fmt.Sprintf("is for elements that are strings, numbers or bools, not for %s", p.Spell(elem.Go)), "remove it, and check in the handler or in Validate"}
	}
}
