package schema

import "github.com/owgen/owgen/gen/internal/model"

// object is what a struct stands for. What is always written is required of what is given; what the tag requires, of what is
// taken.
func (b *builder) object(u use) schema {
	s := schema{"type": "object"}
	var properties object
	var required list
	for _, f := range u.Fields {
		properties = append(properties, member{f.Name, b.property(f, u)})
		if u.reads() && f.Required || !u.reads() && alwaysWritten(f) {
			required = append(required, f.Name)
		}
	}
	if properties != nil {
		s["properties"] = properties
	}
	if required != nil {
		s["required"] = required
	}
	if u.closed {
		s["additionalProperties"] = false
	}
	return s
}

func alwaysWritten(f model.Field) bool { return !f.OmitEmpty && !f.OmitZero && len(f.Embeds) == 0 }

// property is the schema of a member.
func (b *builder) property(f model.Field, of use) schema {
	u := of.of(f.Type)
	s := b.schema(u)
	if f.Quoted {
		s = b.described(u.quoted(), u.Go)
	}
	s.tagged(f, u.reads())
	return s.commented(b.comments.Text(f.Pos, model.LastStep(f.Go)))
}
