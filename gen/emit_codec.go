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
	*names
	decoders funcs
	encoders funcs
}

// funcs are the types that have a function in codec.go, in the order of first use.
type funcs struct {
	types []*Type
	hints map[*Type]string // names for types that have none
}

func newCoder(n *names) *coder {
	return &coder{names: n, decoders: funcs{hints: map[*Type]string{}}, encoders: funcs{hints: map[*Type]string{}}}
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
	if h.wrapsResult() && h.inOptions(Writing) == "" {
		c.addWrite(h.Result, h.Func+"Result")
		return
	}
	c.addEncoder(h.Result, h.Func+"Result")
}

// addDecoder registers the function that is passed where a t is to be read, if runtime/codec has none, and what it calls.
func (c *coder) addDecoder(t *Type, hint string) {
	if c.isRead(t) || !c.decoders.add(t, hint) {
		return
	}
	base := c.base(t, hint)
	for _, f := range t.Fields {
		c.addRead(f.Type, base+title(lastStep(f.Go)))
	}
	if t.Elem != nil {
		c.addDecoder(t.Elem, hint)
	}
}

// addRead registers what is called where a t is read in place.
func (c *coder) addRead(t *Type, hint string) {
	switch {
	case c.isRead(t):
	case t.Elem != nil:
		c.addDecoder(t.Elem, hint)
	default:
		c.addDecoder(t, hint)
	}
}

// addEncoder registers the function that is passed where a t is to be written, if runtime/codec has none, and what it
// calls.
func (c *coder) addEncoder(t *Type, hint string) {
	if c.isWritten(t) || !c.encoders.add(t, hint) {
		return
	}
	base := c.base(t, hint)
	for _, f := range t.Fields {
		if !dropped(f) {
			c.addWrite(f.Type, base+title(lastStep(f.Go)))
		}
	}
	switch {
	case t.Kind == Map:
		c.addWrite(t.Elem, hint)
	case t.Elem != nil:
		c.addEncoder(t.Elem, hint)
	}
}

// addWrite registers what is called where a t is written in place. Maps are written by functions of their own.
func (c *coder) addWrite(t *Type, hint string) {
	switch {
	case c.isWritten(t):
	case t.Elem != nil && t.Kind != Map:
		c.addEncoder(t.Elem, hint)
	default:
		c.addEncoder(t, hint)
	}
}

func (c *coder) isRead(t *Type) bool    { return c.readers(t) != nil }
func (c *coder) isWritten(t *Type) bool { return c.writers(t) != nil }

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
	pkgs := map[string]*types.Package{c.pkg.Types.Path(): c.pkg.Types}
	for _, h := range c.pkg.Handlers {
		addPackages(pkgs, h.Params.Go)
		addPackages(pkgs, h.Result.Go)
	}
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
