package schema

import (
	"encoding/json"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file is about parameters that come as text: in a query, and in a form.

// queryOf are the members of the parameters of h that a query can have; nil if there are none.
func (b *builder) queryOf(h *model.Handler) list {
	var parameters list
	for _, p := range b.textual(h) {
		o := object{{"name", p.Name}, {"in", "query"}}
		if description, ok := p.schema["description"]; ok {
			o = append(o, member{"description", description})
			delete(p.schema, "description")
		}
		if p.Required {
			o = append(o, member{"required", true})
		}
		if p.schema["deprecated"] == true {
			o = append(o, member{"deprecated", true})
			delete(p.schema, "deprecated")
		}
		parameters = append(parameters, append(o, member{"schema", p.schema}))
	}
	return parameters
}

// form is the media type of forms that HTML sends, if h reads parameters from them.
func (b *builder) form(h *model.Handler) object {
	const name = "application/x-www-form-urlencoded"
	if t := h.Input.Params(); t != nil && t.Kind == model.Map && t.Method == model.ByKind {
		if u := useOf(h, t); isTextual(t.Elem) {
			return media{name, schema{"type": "object", "additionalProperties": b.unquoted(u.of(t.Elem))}}.content()
		}
		return nil
	}
	var properties object
	var required list
	for _, p := range b.textual(h) {
		properties = append(properties, member{p.Name, p.schema})
		if p.Required {
			required = append(required, p.Name)
		}
	}
	if properties == nil {
		return nil
	}
	s := schema{"type": "object", "properties": properties}
	if required != nil {
		s["required"] = required
	}
	return media{name, s}.content()
}

// A parameter is a member of the parameters that text can fill.
type parameter struct {
	model.Field
	schema
}

// textual are the members of the parameters of h that text can fill; nil if there are none, or if another one is required.
func (b *builder) textual(h *model.Handler) []parameter {
	t := h.Input.Params()
	if t == nil || t.Kind != model.Struct || t.Method != model.ByKind {
		return nil
	}
	u := useOf(h, t)
	var all []parameter
	for _, f := range u.Fields {
		switch textual := isTextual(f.Type); {
		case !textual && f.Required:
			return nil
		case !textual:
			continue
		}
		if f.Quoted {
			f.Default, f.Example = quotedValue(f.Default), quotedValue(f.Example)
		}
		s := b.unquoted(u.of(f.Type))
		s.tagged(f, true)
		all = append(all, parameter{f, s.commented(b.comments.Text(f.Pos, model.LastStep(f.Go)))})
	}
	return all
}

// unquoted is the schema of what text becomes: it cannot be null, and the option string is of no concern.
func (b *builder) unquoted(u use) schema {
	for u.Kind == model.Pointer && u.Method == model.ByKind {
		u = u.of(u.Elem)
	}
	return b.schema(u)
}

// quotedValue is the JSON that stands in a JSON string, or "".
func quotedValue(text string) string {
	var value string
	if text != "" && json.Unmarshal([]byte(text), &value) != nil {
		return "" // unreachable: the value of a tag was read as one
	}
	return value
}

// isTextual reports whether text becomes a value of type t: that of a scalar, or one for each element of a list of them.
func isTextual(t *model.Type) bool {
	t = scalar(t)
	if t.Method == model.ByKind && (t.Kind == model.Slice || t.Kind == model.Array) {
		t = scalar(t.Elem)
	}
	switch {
	case t.Method == model.ByText:
		return true
	case t.Method != model.ByKind:
		return false
	}
	switch t.Kind {
	case model.Bool, model.Int, model.Uint, model.Float, model.String, model.Number, model.Bytes, model.Time, model.Any:
		return true
	}
	return false
}

// scalar is what pointers lead to.
func scalar(t *model.Type) *model.Type {
	for t.Kind == model.Pointer && t.Method == model.ByKind {
		t = t.Elem
	}
	return t
}
