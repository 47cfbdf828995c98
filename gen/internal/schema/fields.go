package schema

import (
	"go/token"
	"slices"

	"github.com/owgen/owgen/gen/internal/model"
)

// object is what a struct stands for. What is always written is required of what is given; what the tag requires, of what is
// taken.
func (b *builder) object(u use) schema {
	s := schema{"type": "object"}
	var properties object
	var required list
	for _, f := range u.Fields {
		if u.reads() && slices.ContainsFunc(f.Embeds, isHidden) {
			properties = append(properties, member{f.Name, false})
			continue
		}
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

// isHidden reports whether encoding/json cannot set an embedded pointer: then it refuses all members behind it.
func isHidden(e model.Embed) bool { return !token.IsExported(model.LastStep(e.Go)) }

func alwaysWritten(f model.Field) bool { return !f.OmitEmpty && !f.OmitZero && len(f.Embeds) == 0 }

// property is the schema of a member.
func (b *builder) property(f model.Field, of use) schema {
	u := of.of(f.Type)
	s := b.schema(u)
	if f.Quoted {
		s = b.described(u.quoted(), u.Go)
	}
	if u.reads() && f.Required && saysNothing(s) && !u.Nullable() {
		s["type"] = list{"object", "array", "string", "number", "boolean"} // null is as good as nothing
	}
	s.tagged(f, u.reads())
	return s.commented(b.comments.Text(f.Pos, model.LastStep(f.Go)))
}

// saysNothing reports whether all values are valid: those of a type that reads itself.
func saysNothing(s schema) bool {
	for keyword := range s {
		if keyword != "description" && keyword != "deprecated" {
			return false
		}
	}
	return true
}
