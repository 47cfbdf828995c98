package schema

import (
	"go/types"
	"slices"

	"github.com/owgen/owgen/gen/internal/model"
)

const jsonType = "application/json"

// A media is a media type with the schema of its bodies, which is nil for bytes.
type media struct {
	name string
	schema
}

// content is the media type as the only one.
func (m media) content() object {
	if m.schema == nil {
		return object{{m.name, object{}}}
	}
	return object{{m.name, object{{"schema", m.schema}}}}
}

// bodies are the media types of what h takes or gives in the form f, each with its schema; nil if there is no body.
func (b *builder) bodies(h *model.Handler, f *model.Form) object {
	switch f.Kind {
	case model.JSON:
		return media{jsonType, b.whole(h, f.Type)}.content()
	case model.RawBody:
		if isText(f.Go) {
			return media{"text/plain", schema{"type": "string"}}.content()
		}
		return media{"application/octet-stream", nil}.content()
	case model.Reader:
		return media{"application/octet-stream", nil}.content()
	case model.Stream:
		return b.streamed(h, f.Of)
	case model.Event:
		if f == h.Input {
			return append(b.bodies(h, f.Of), b.structured(h, f.Of)...)
		}
	}
	if f.Of == nil {
		return nil
	}
	return b.bodies(h, f.Of)
}

// streamed are the media types of a stream of values in the form f: the caller chooses by the header Accept. In the first two
// each value follows on the one before, and the schema is that of a value.
func (b *builder) streamed(h *model.Handler, f *model.Form) object {
	if f.Kind != model.JSON {
		events := media{"text/event-stream", schema{"type": "string"}}.content()
		return append(b.bodies(h, f), events...)
	}
	value := b.whole(h, f.Type)
	return slices.Concat(
		media{"application/x-ndjson", value}.content(),
		media{"text/event-stream", value}.content(),
		media{jsonType, schema{"type": "array", "items": value}}.content(),
	)
}

// whole is the schema of a whole parameter or result of type t.
func (b *builder) whole(h *model.Handler, t *model.Type) schema {
	if t.Mode == model.Reading {
		return b.component(useOf(h, t))
	}
	return b.result(h, t)
}

// anyOf is the schema of what is valid under one of several.
func anyOf(schemas list) schema {
	if len(schemas) == 1 {
		return schemas[0].(schema)
	}
	var flat list
	for _, s := range schemas {
		if within, ok := s.(schema)["anyOf"].(list); ok && len(s.(schema)) == 1 {
			flat = append(flat, within...)
		} else {
			flat = append(flat, s)
		}
	}
	return schema{"anyOf": flat}
}

// isText reports whether raw bodies of a type are text.
func isText(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Kind() == types.String
}
