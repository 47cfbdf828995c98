package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file is about objects of which it matters what is absent: required members, and those with a default. Their decoder
// notes which of these it has seen, as bits in the order of the fields, and goes to a label when the object is finished:
//
//		var seen uint64
//		start := i
//		…
//	ID:
//		if !codec.IsNull(s, i) {
//			seen |= 1 << 0
//		}
//		…
//	end:
//		if i != -1 && seen != 1<<2-1 {
//			return d.Missing(s, start, i, []uint64{seen}, "id", "name")
//		}
//		return codec.End(i)

// end is what a decoder does when the object is finished, or wrong.
func (o object) end() *jen.Statement {
	if len(o.noted.fields) > 0 {
		return jen.Goto().Id("end")
	}
	return jen.Return(o.codec("End").Call(jen.Id("i")))
}

// emitStart writes what comes before the object.
func (o object) emitStart(g *jen.Group) {
	if len(o.noted.fields) > 0 {
		g.Add(o.noted.declaration())
		g.Id("start").Op(":=").Id("i")
	}
}

// emitSeen notes that f is there. Null is only a value for types that have one.
func (o object) emitSeen(g *jen.Group, f model.Field) {
	bit := o.noted.index(f)
	switch {
	case bit < 0:
	case f.Type.Nullable():
		g.Add(o.noted.set(bit))
	default:
		g.If(jen.Op("!").Add(o.codec("IsNull")).Call(jen.Id("s"), jen.Id("i"))).Block(o.noted.set(bit))
	}
}

// emitEnd writes what comes behind the object that p reads. Null in its place gets no defaults:
//
//	end:
//		if i != -1 && seen != 1<<2-1 && d.IsObject(s, start) {
//			…
//			return d.Missing(s, start, i, []uint64{seen}, "id")
//		}
//		return codec.End(i)
func (c *coder) emitEnd(g *jen.Group, o object, p *plan) {
	if len(o.noted.fields) == 0 {
		return
	}
	names := o.requiredNames()
	incomplete := jen.Id("i").Op("!=").Lit(-1).Op("&&").Id(o.noted.name).Op("!=").Add(o.noted.full())
	if slices.ContainsFunc(o.noted.fields, c.presets) {
		incomplete.Op("&&").Id("d").Dot("IsObject").Call(jen.Id("s"), jen.Id("start"))
	}
	g.Id("end").Op(":")
	g.If(incomplete).BlockFunc(func(g *jen.Group) {
		for k, f := range o.fields {
			if c.presets(f) {
				g.If(o.noted.isClear(o.noted.index(f))).BlockFunc(func(g *jen.Group) { c.emitPreset(g, f, p.fields[k]) })
			}
		}
		if len(names) > 0 {
			args := append([]jen.Code{jen.Id("s"), jen.Id("start"), jen.Id("i"), o.noted.slice()}, names...)
			g.Return(jen.Id("d").Dot("Missing").Call(args...))
		}
	})
	g.Return(o.codec("End").Call(jen.Id("i")))
}

// requiredNames are the names of the fields that must be there, by their bits: "" for others, and none behind the last.
func (o object) requiredNames() []jen.Code {
	var names []jen.Code
	last := 0
	for k, f := range o.noted.fields {
		name := ""
		if f.Required {
			name, last = f.Name, k+1
		}
		names = append(names, jen.Lit(name))
	}
	return names[:last:last]
}

// noted returns those of the fields whose absence matters.
func (c *coder) noted(fields []model.Field) []model.Field {
	return slices.DeleteFunc(slices.Clone(fields), func(f model.Field) bool { return !f.Required && !c.presets(f) })
}
