package gen

import (
	"go/types"

	"github.com/dave/jennifer/jen"
)

// A coder knows which functions codec.go holds and how a value of any type is read and written.
//
// Scalars, slices, arrays and pointers are read and written by functions of runtime/codec; structs, and maps on the way
// out, by functions of codec.go. A container is told how to treat its elements by passing it a function, so a composite
// element, as in [][]Item, has a function in codec.go too.
type coder struct {
	n        *names
	decoders funcs
	encoders funcs
}

// funcs are the types that have a function in codec.go, in the order of first use.
type funcs struct {
	types []*Type
	hints map[*Type]string // names for types that have none
}

func newCoder(n *names) *coder {
	return &coder{n: n, decoders: funcs{hints: map[*Type]string{}}, encoders: funcs{hints: map[*Type]string{}}}
}

// add registers t and reports whether it is new.
func (f *funcs) add(t *Type, hint string) bool {
	if _, known := f.hints[t]; known {
		return false
	}
	f.hints[t] = hint
	f.types = append(f.types, t)
	return true
}

// addHandler registers all functions that h needs.
func (c *coder) addHandler(h *Handler) {
	c.addDecoder(h.Params, h.Func+"Params")
	c.addEncoder(h.Result, h.Func+"Result")
}

// addDecoder registers the function for t and those for what t is made of.
func (c *coder) addDecoder(t *Type, hint string) {
	if !c.decoders.add(t, hint) {
		return
	}
	for part, hint := range t.parts(c.n.base(t, hint)) {
		if readers(part) == nil && (part.Kind == Struct || part.Kind == Any) {
			c.addDecoder(part, hint)
		}
		c.addElems(part, hint, c.addDecoder, isRead)
	}
	c.addElems(t, hint, c.addDecoder, isRead)
}

// addEncoder registers the function for t and those for what t is made of.
func (c *coder) addEncoder(t *Type, hint string) {
	if !c.encoders.add(t, hint) {
		return
	}
	for part, hint := range t.parts(c.n.base(t, hint)) {
		if writers(part) == nil && (part.Kind == Struct || part.Kind == Map || part.Kind == Any) {
			c.addEncoder(part, hint)
		}
		c.addElems(part, hint, c.addEncoder, isWritten)
	}
	c.addElems(t, hint, c.addEncoder, isWritten)
}

// addElems registers what the elements of t need, unless t or they need nothing.
func (c *coder) addElems(t *Type, hint string, add func(*Type, string), done func(*Type) bool) {
	if t.Elem != nil && !done(t) && !done(t.Elem) {
		add(t.Elem, hint)
	}
}

func isRead(t *Type) bool    { return readers(t) != nil }
func isWritten(t *Type) bool { return writers(t) != nil }

// parts yields the types of the fields of t, each with a name for it should it have none.
func (t *Type) parts(base string) func(yield func(*Type, string) bool) {
	return func(yield func(*Type, string) bool) {
		for _, f := range t.Fields {
			if !yield(f.Type, base+title(lastStep(f.Go))) {
				return
			}
		}
	}
}

// emitCodec fills codec.go.
func (c *coder) emitCodec(f *jen.File) {
	c.emitGuards(f)
	for _, t := range c.decoders.types {
		c.emitDecoder(f, t)
	}
	for _, t := range c.encoders.types {
		c.emitEncoder(f, t)
	}
}

// packages returns the packages that main.go and codec.go name, by path.
func (c *coder) packages() map[string]*types.Package {
	pkgs := map[string]*types.Package{c.n.pkg.Types.Path(): c.n.pkg.Types}
	for _, fs := range []funcs{c.decoders, c.encoders} {
		for _, t := range fs.types {
			addPackages(pkgs, t.Go)
			for _, f := range t.Fields {
				for _, e := range f.Embeds {
					addPackages(pkgs, e.Struct)
				}
			}
		}
	}
	guards, _ := c.guards()
	for _, g := range guards {
		addPackages(pkgs, g.fields)
	}
	return pkgs
}

// addPackages adds the packages that spelling t names.
func addPackages(pkgs map[string]*types.Package, t types.Type) {
	addArgs := func(args *types.TypeList) {
		for arg := range args.Types() {
			addPackages(pkgs, arg)
		}
	}
	if pkg := packageOf(t); pkg != nil {
		pkgs[pkg.Path()] = pkg
	}
	switch t := t.(type) {
	case *types.Alias:
		addArgs(t.TypeArgs())
	case *types.Named:
		addArgs(t.TypeArgs())
	case *types.Map:
		addPackages(pkgs, t.Key())
		addPackages(pkgs, t.Elem())
	case interface{ Elem() types.Type }: // pointer, slice, array
		addPackages(pkgs, t.Elem())
	case *types.Struct:
		for f := range t.Fields() {
			addPackages(pkgs, f.Type())
		}
	}
}

// codecFunc names a function of runtime/codec.
func codecFunc(name string) *jen.Statement { return jen.Qual(codecPath, name) }
