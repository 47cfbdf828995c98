package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file is about objects with required members. Their decoder notes which of these it has seen, as bits in the order
// of the fields, and goes to a label when the object is finished:
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
	if len(o.required.fields) > 0 {
		return jen.Goto().Id("end")
	}
	return jen.Return(o.codec("End").Call(jen.Id("i")))
}

// emitStart writes what comes before the object.
func (o object) emitStart(g *jen.Group) {
	if len(o.required.fields) > 0 {
		g.Add(o.required.declaration())
		g.Id("start").Op(":=").Id("i")
	}
}

// emitSeen notes that f is there. Null is only a value for types that have one.
func (o object) emitSeen(g *jen.Group, f model.Field) {
	bit := o.required.index(f)
	switch {
	case bit < 0:
	case f.Type.Nullable():
		g.Add(o.required.set(bit))
	default:
		g.If(jen.Op("!").Add(o.codec("IsNull")).Call(jen.Id("s"), jen.Id("i"))).Block(o.required.set(bit))
	}
}

// emitEnd writes what comes behind the object.
func (o object) emitEnd(g *jen.Group) {
	if len(o.required.fields) == 0 {
		return
	}
	args := []jen.Code{jen.Id("s"), jen.Id("start"), jen.Id("i"), o.required.slice()}
	for _, f := range o.required.fields {
		args = append(args, jen.Lit(f.Name))
	}
	g.Id("end").Op(":")
	g.If(jen.Id("i").Op("!=").Lit(-1).Op("&&").Id(o.required.name).Op("!=").Add(o.required.full())).Block(
		jen.Return(jen.Id("d").Dot("Missing").Call(args...)),
	)
	g.Return(o.codec("End").Call(jen.Id("i")))
}

// required returns those of the fields that an object must have.
func required(fields []model.Field) []model.Field {
	return slices.DeleteFunc(slices.Clone(fields), func(f model.Field) bool { return !f.Required })
}
