package emit

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file is about members that are set where they are absent, when the object ends. A scalar is assigned. All else is read
// from JSON by the decoder of the member, so that each call gets a value of its own:
//
//	if seen&(1<<0) == 0 {
//		v.Limit = 20
//	}
//	if seen&(1<<1) == 0 {
//		d, s, i := codec.Preset("[\"new\"]" + codec.Padding)
//		codec.Strings(d, s, i, &v.Tags)
//	}
//	if seen&(1<<2) == 0 {
//		defaultPage(&v.Page)
//	}

// presets reports whether something is set where f is absent: its default, or those of the members of a struct that is a
// part of this one.
func (c *coder) presets(f model.Field) bool {
	return f.Default != "" || isPart(f) && c.hasPresets(f.Type)
}

// isPart reports whether f is a struct that generated code reads.
func isPart(f model.Field) bool { return f.Type.Kind == model.Struct && f.Type.Method == model.ByKind }

// hasPresets looks at each struct once, however many ways lead to it.
func (c *coder) hasPresets(t *model.Type) bool {
	has, known := c.presetting[t]
	if !known {
		has = slices.ContainsFunc(t.Fields, c.presets)
		c.presetting[t] = has
	}
	return has
}

// emitPreset sets f, which plan reads, in the struct *v.
func (c *coder) emitPreset(g *jen.Group, f model.Field, p *plan) {
	emitEmbeds(g, f)
	selector := "v." + f.Go
	switch {
	case f.Default == "":
		g.Id(c.presetNames[f.Type]).Call(jen.Op("&").Id(selector))
	case isAssigned(f):
		g.Id(selector).Op("=").Add(c.literal(f.Type, f.Default))
	default:
		g.List(jen.Id("d"), jen.Id("s"), jen.Id("i")).Op(":=").Add(c.codec("Preset")).Call(jen.Lit(f.Default).Op("+").Add(c.codec("Padding")))
		if p.checkedInPlace() {
			p = p.checked.base // the default was checked before
		}
		g.Add(c.inPlace(p, selector))
	}
}

// emitEmbeds allocates the embedded pointers on the way to f.
func emitEmbeds(g *jen.Group, f model.Field) {
	for _, e := range f.Embeds {
		g.If(jen.Id("v." + e.Go).Op("==").Nil()).Block(jen.Id("v." + e.Go).Op("=").Op("&").Add(typeExpr(e.Struct)).Values())
	}
}

// collectPresets names a function for each struct that is a part of another one and has defaults.
func (c *coder) collectPresets() {
	c.presetNames = map[*model.Type]string{}
	for _, p := range c.functions[decoding] {
		for _, f := range p.typ.Fields {
			if p.checked == nil && f.Default == "" && c.presets(f) {
				c.namePresets(f.Type)
			}
		}
	}
}

func (c *coder) namePresets(t *model.Type) {
	if c.presetNames[t] != "" {
		return
	}
	c.presetNames[t] = c.free("default" + strings.TrimPrefix(c.plan(t).name, verbs[decoding]))
	c.presetOrder = append(c.presetOrder, t)
	for _, f := range t.Fields {
		if f.Default == "" && c.presets(f) {
			c.namePresets(f.Type)
		}
	}
}

// emitPresets writes
//
//	// defaultPage sets the defaults of a shop.Page.
//	func defaultPage(v *shop.Page) {
//		v.Limit = 20
//	}
func (c *coder) emitPresets(f *jen.File) {
	for _, t := range c.presetOrder {
		f.Line()
		f.Commentf("%s sets the defaults of %s.", c.presetNames[t], spoken(t))
		f.Func().Id(c.presetNames[t]).Params(jen.Id("v").Op("*").Add(typeExpr(t.Go))).BlockFunc(func(g *jen.Group) {
			p := c.plan(t)
			for k, f := range t.Fields {
				switch {
				case !c.presets(f):
				case f.Default != "" && !isAssigned(f): // it declares names of its own
					g.BlockFunc(func(g *jen.Group) { c.emitPreset(g, f, p.fields[k]) })
				default:
					c.emitPreset(g, f, p.fields[k])
				}
			}
		})
	}
}

// isAssigned reports whether the default of f is a literal.
func isAssigned(f model.Field) bool {
	return !f.Quoted && f.Type.Method == model.ByKind && (f.Type.Kind <= model.Float || f.Type.Kind == model.String)
}
