package schema

import (
	"slices"

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
		paths = append(paths, member{path, b.path(h)})
	}
	b.name(errorName)
	const prefix = "#/components/schemas/"
	refs := func(d *def) string { return prefix + d.name }
	schemas := b.reachable(paths, refs, prefix)
	if slices.ContainsFunc(p.Handlers, func(h *model.Handler) bool { return !h.Input.IsHTTP() }) {
		schemas = append(schemas, member{errorName, errorSchema()})
	}
	document := object{
		{"openapi", version},
		{"info", object{{"title", info.Title}, {"description", b.rules()}, {"version", info.Version}}},
		{"paths", paths},
	}
	var components object
	if schemas != nil {
		components = append(components, member{"schemas", schemas.sorted()})
	}
	if b.shared != nil {
		components = append(components, member{"responses", b.shared.sorted()})
	}
	if components != nil {
		document = append(document, member{"components", components})
	}
	return text(document, refs)
}

// result is the JSON that h gives, of type t. A result that is nil is an empty object or array.
func (b *builder) result(h *model.Handler, t *model.Type) schema {
	s := b.component(useOf(h, t).root())
	if _, required := s.resolved()["required"]; required && t.Kind == model.Pointer {
		return schema{"anyOf": list{s, schema{"type": "object", "maxProperties": 0}}}
	}
	return s
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
