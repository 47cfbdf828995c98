package schema

import (
	"go/doc"
	"go/types"

	"github.com/owgen/owgen/gen/internal/model"
)

// version is that of the OpenAPI Specification. (OAI/OpenAPI-Specification: versions/3.1.1.md)
const version = "3.1.1"

// Info is what an OpenAPI document says of a program.
type Info struct{ Title, Version string }

// OpenAPI returns the OpenAPI document of all handlers of p.
func OpenAPI(p *model.Package, info Info, comments Comments) []byte {
	b := newBuilder(p, comments)
	var paths object
	for _, h := range p.Handlers {
		path := "/"
		if len(p.Handlers) > 1 {
			path += h.Name
		}
		paths = append(paths, member{path, object{{"post", b.operation(h)}}})
	}
	b.name(errorName)
	const prefix = "#/components/schemas/"
	refs := func(d *def) string { return prefix + d.name }
	schemas := append(b.reachable(paths, refs, prefix), member{errorName, errorSchema()})
	return text(object{
		{"openapi", version},
		{"info", object{{"title", info.Title}, {"version", info.Version}}},
		{"paths", paths},
		{"components", object{{"schemas", schemas.sorted()}}},
	}, refs)
}

// operation is a call of h.
func (b *builder) operation(h *model.Handler) object {
	o := object{{"operationId", h.Name}}
	if comment := b.comments.Text(h.Pos, h.Func); comment != "" {
		o = append(o, member{"summary", new(doc.Package).Synopsis(comment)}, member{"description", comment})
		if deprecates(comment) {
			o = append(o, member{"deprecated", true})
		}
	}
	if h.TakesParams {
		if body := b.request(h); body != nil {
			o = append(o, member{"requestBody", body})
		}
	}
	return append(o, member{"responses", object{
		{"200", b.response("The result.", h, h.Output)},
		{"400", response("The request is not what the function takes.", schema{"$ref": errorRef})},
		{"default", response("The call failed.", schema{"$ref": errorRef})},
	}})
}

// request is the body that h takes, or nil.
func (b *builder) request(h *model.Handler) object {
	t := h.Input.JSON()
	if t == nil {
		if media := mediaType(h.Input); media != "" {
			return object{{"content", content(media, schema{})}}
		}
		return nil
	}
	s := b.component(useOf(h, t))
	var o object
	if _, required := s.resolved()["required"]; required {
		o = object{{"required", true}}
	}
	return append(o, member{"content", content(mediaType(h.Input), s)})
}

// response is an answer of h in the form f.
func (b *builder) response(description string, h *model.Handler, f *model.Form) object {
	o := object{{"description", description}}
	if media := mediaType(f); media != "" {
		s := schema{}
		if t := f.JSON(); t != nil {
			s = b.result(h, t)
		}
		o = append(o, member{"content", content(media, s)})
	}
	return o
}

// result is the JSON that h gives, of type t. A result that is nil is an empty object or array.
func (b *builder) result(h *model.Handler, t *model.Type) schema {
	s := b.component(useOf(h, t).root())
	if _, required := s.resolved()["required"]; required && t.Kind == model.Pointer {
		return schema{"anyOf": list{s, schema{"type": "object", "maxProperties": 0}}}
	}
	return s
}

// mediaType is that of bodies in the form f, as far as it is known before a call; "" if there are none, or it is not known. Values
// of a stream come as lines, unless the caller accepts something else.
func mediaType(f *model.Form) string {
	media := ""
	for g := range f.Chain() {
		switch g.Kind {
		case model.JSON:
			media = "application/json"
		case model.RawBody:
			media = "application/octet-stream"
			if basic, ok := g.Go.Underlying().(*types.Basic); ok && basic.Kind() == types.String {
				media = "text/plain"
			}
		case model.Reader:
			media = "application/octet-stream"
		}
	}
	if media == "application/json" && f.Has(model.Stream) {
		return "application/x-ndjson"
	}
	return media
}

// component returns what stands where a whole parameter or result is met: a reference if its type has a name.
func (b *builder) component(u use) schema {
	s := b.schema(u)
	switch u.Kind {
	case model.Map, model.Slice, model.Array:
		if _, isDef := s["$ref"]; !isDef && u.Method == model.ByKind && isNamed(u.Go) {
			s.neverNil(u.Type)
			return schema{"$ref": b.add(u, s)}
		}
		s.neverNil(u.Type)
	}
	return s
}

// resolved follows a reference.
func (s schema) resolved() schema {
	if d, ok := s["$ref"].(*def); ok {
		return d.self
	}
	return s
}

func response(description string, s schema) object {
	return object{{"description", description}, {"content", content("application/json", s)}}
}

func content(media string, s schema) object {
	return object{{media, object{{"schema", s}}}}
}

// The name of errors among the components, and a reference to them.
const (
	errorName = "Error"
	errorRef  = "#/components/schemas/" + errorName
)

// errorSchema is that of the object that runtime makes of all errors. (runtime/errors.go)
func errorSchema() schema {
	texts := func(description string) schema { return schema{"type": "string", "description": description} }
	return schema{
		"type": "object",
		"properties": object{{"error", schema{"anyOf": list{
			texts("What is wrong."),
			schema{
				"type": "object",
				"properties": object{
					{"message", texts("What is wrong.")},
					{"code", texts("What is wrong, for programs.")},
					{"fields", schema{
						"type":                 "object",
						"description":          "What is wrong with single parameters, by where they are: items[3].sku.",
						"additionalProperties": schema{"type": "string"},
					}},
				},
				"required": list{"message"},
			},
		}}}},
		"required": list{"error"},
	}
}
