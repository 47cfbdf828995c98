package emit

import (
	"go/types"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// A coder writes the Go files. It knows which functions codec.go holds, and all plans.
type coder struct {
	*names
	planner
	functions [2][]*plan // that codec.go has functions for, by direction, in the order of first use
	matchers  []matcher

	at           string            // the variable for where a value begins that is checked
	patterns     map[string]string // the variables of patterns, by their text
	patternOrder []string

	presetting  map[*model.Type]bool   // whether a struct has defaults, once it was asked
	presetNames map[*model.Type]string // the functions that set defaults
	presetOrder []*model.Type
}

// newCoder returns a coder that has collected and named all functions that the handlers of p need.
func newCoder(p *model.Package) *coder {
	c := &coder{names: newNames(p), planner: planner{}, presetting: map[*model.Type]bool{}}
	for _, h := range p.Handlers {
		if t := h.Input.JSON(); t != nil {
			c.collect(c.plan(t), h.Func+"Params")
		}
		if t := parameters(h.Input); t != nil {
			c.collectMatcher(t, h.Func+"Params")
		}
		if t := h.Output.JSON(); t != nil && h.WrapsResult() && !h.HasOptions(model.Writing) {
			c.collectInPlace(c.plan(t), h.Func+"Result")
		} else if t != nil {
			c.collect(c.plan(t), h.Func+"Result")
		}
	}
	c.collectPresets()
	c.importChecks()
	c.importAll(c.packages())
	c.at = c.free("at") // the last of all names, since few programs need it
	return c
}

// collect names the function that is passed where a value is to be treated, if the runtime has none, and those that it calls.
// hint names a type that has no name.
func (c *coder) collect(p *plan, hint string) {
	if !p.own || p.name != "" {
		return
	}
	if p.checked != nil && p.checked.ownName() {
		c.collectChecked(p, hint)
		return
	}
	base := c.base(p.typ, hint)
	p.name = verbs[p.dir] + base
	if p.checked != nil {
		p.checked.name = base
	}
	c.functions[p.dir] = append(c.functions[p.dir], p)
	for k, field := range p.fields {
		if field != nil {
			c.collectField(field, base+model.Title(model.LastStep(p.typ.Fields[k].Go)))
		}
	}
	switch {
	case p.elem != nil && p.always:
		c.collectInPlace(p.elem, hint)
	case p.elem != nil:
		c.collect(p.elem, hint)
	}
	if p.key != nil {
		c.collect(p.key, hint)
	}
}

// collectInPlace names what is called where a value is treated in place.
func (c *coder) collectInPlace(p *plan, hint string) {
	if p.elem != nil && !p.always {
		if p.key != nil {
			c.collect(p.key, hint)
		}
		p = p.elem
	}
	c.collect(p, hint)
}

// verbs begin the names of the functions of codec.go.
var verbs = [2]string{"decode", "encode"}

// emitCodec fills codec.go.
func (c *coder) emitCodec(f *jen.File) {
	c.emitGuards(f)
	c.emitPatterns(f)
	for _, h := range c.pkg.Handlers {
		c.emitAdapter(f, h)
		c.emitRequest(f, h)
		c.emitReply(f, h)
	}
	for _, p := range c.functions[decoding] {
		c.emitDecoder(f, p)
	}
	for _, m := range c.matchers {
		c.emitMatcher(f, m)
	}
	c.emitPresets(f)
	for _, p := range c.functions[encoding] {
		c.emitEncoder(f, p)
	}
}

// packages returns the packages that main.go and codec.go name, by path.
func (c *coder) packages() map[string]*types.Package {
	pkgs := map[string]*types.Package{c.pkg.Types.Path(): c.pkg.Types}
	for _, h := range c.pkg.Handlers {
		for _, f := range forms(h) {
			addPackages(pkgs, f.Go)
		}
	}
	for _, p := range slices.Concat(c.functions[decoding], c.functions[encoding]) {
		addPackages(pkgs, p.typ.Go)
		for _, f := range p.typ.Fields {
			for _, e := range f.Embeds {
				addPackages(pkgs, e.Struct)
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
	if pkg := model.PackageOf(t); pkg != nil {
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
