package schema

import "github.com/owgen/owgen/gen/internal/model"

// tagged adds to the schema of a member what the tag of its field says.
func (s schema) tagged(f model.Field, reads bool) {
	if reads {
		s.constrain(f.Constraints)
		if items, ok := s["items"].(schema); ok {
			items.constrain(f.ElemConstraints)
		}
		if f.Default != "" {
			s["default"] = raw(f.Default)
		}
	}
	if f.Example != "" {
		s["examples"] = list{raw(f.Example)}
	}
	if f.Deprecated {
		s["deprecated"] = true
	}
}

// constrain adds what is demanded of values. Keywords say nothing of null, except for enum.
func (s schema) constrain(c *model.Constraints) {
	if c == nil {
		return
	}
	if c.Minimum != nil || c.ExclusiveMinimum != nil {
		delete(s, "minimum") // that of the type
	}
	if c.Maximum != nil || c.ExclusiveMaximum != nil {
		delete(s, "maximum")
	}
	for keyword, n := range map[string]*model.Numeral{
		"minimum": c.Minimum, "maximum": c.Maximum, "exclusiveMinimum": c.ExclusiveMinimum, "exclusiveMaximum": c.ExclusiveMaximum,
		"multipleOf": c.MultipleOf,
	} {
		if n != nil {
			s[keyword] = raw(n.Text)
		}
	}
	for keyword, n := range map[string]*int{
		"minLength": c.MinLength, "maxLength": c.MaxLength, "minItems": c.MinItems, "maxItems": c.MaxItems,
	} {
		if n != nil {
			s[keyword] = *n
		}
	}
	if c.Pattern != "" {
		s["pattern"] = c.Pattern
	}
	if c.Format != "" {
		s["format"] = c.Format
	}
	if c.UniqueItems {
		s["uniqueItems"] = true
	}
	if c.Enum != nil {
		s["enum"] = raws(c.Enum)
		if s.allowsNull() {
			s["enum"] = append(raws(c.Enum), raw("null"))
		}
	}
}
