package schema

import (
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
)

// dialect is that of all documents. (json-schema-org/json-schema-spec: 2020-12)
const dialect = "https://json-schema.org/draft/2020-12/schema"

func newBuilder(p *model.Package, comments Comments) *builder {
	return &builder{Package: p, comments: comments, defs: map[use]*def{}}
}

// Document returns the JSON Schema of t, which is what h takes or what it gives. It stands at the root, whatever it is.
func Document(p *model.Package, h *model.Handler, t *model.Type, comments Comments) []byte {
	b := newBuilder(p, comments)
	root := b.schema(useOf(h, t).root())
	b.name()
	self, isDef := root["$ref"].(*def)
	if isDef {
		root = maps.Clone(self.self)
	}
	changed := root.neverNil(t)
	refs := func(d *def) string {
		if isDef && !changed && d.class == self.class {
			return "#"
		}
		return "#/$defs/" + d.name
	}
	if defs := b.reachable(root, refs, "#/$defs/"); defs != nil {
		root["$defs"] = defs
	}
	root["$schema"] = dialect
	if title := b.title(t.Go); title != "" {
		root["title"] = title
	}
	return text(root, refs)
}

// root is the use of a whole result, which is never null: nil becomes an empty object or array.
func (u use) root() use {
	if !u.reads() && u.Method == model.ByKind && u.Kind == model.Pointer {
		return u.of(u.Elem)
	}
	return u
}

// neverNil changes the schema of a value of type t to that of a whole result of type t: nil is an empty object or array then.
// It reports whether that is a change.
func (s schema) neverNil(t *model.Type) bool {
	if t.Mode == model.Reading {
		return false
	}
	_, changed := s["required"]
	if t.Kind == model.Pointer {
		delete(s, "required")
		return changed
	}
	kinds, changed := s["type"].(list)
	if changed {
		s["type"] = kinds[0]
	}
	return changed
}

// reachable returns the definitions that a part of a document refers to, or that these refer to, by name: those whose
// reference has the prefix.
func (b *builder) reachable(v any, refs func(*def) string, prefix string) object {
	var defs object
	firsts := b.firsts()
	var follow func(any)
	follow = func(v any) {
		appendValue(nil, v, func(d *def) string {
			ref := refs(d)
			name, listed := strings.CutPrefix(ref, prefix)
			if listed && !slices.ContainsFunc(defs, func(m member) bool { return m.name == name }) {
				first := firsts[d.class]
				defs = append(defs, member{name, first.self})
				follow(first.self)
			}
			return ref
		})
	}
	follow(v)
	return defs.sorted()
}

// title is the name of a type, or of what it points to, or "".
func (b *builder) title(t types.Type) string {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return ""
	}
	title := named.Obj().Name()
	for arg := range named.TypeArgs().Types() {
		title += "_" + scope{path: b.Path, steps: 1}.name(arg)
	}
	return title
}
