package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file is about objects that may not have every member: those that name no field, and those that were there before.

// emitOnce refuses a second member for f, under duplicates=reject:
//
//	ID:
//		if had&(1<<0) != 0 {
//			return d.Duplicate(i)
//		}
//		had |= 1 << 0
func (o object) emitOnce(g *jen.Group, f model.Field) {
	bit := o.once.index(f)
	if bit < 0 {
		return
	}
	g.If(o.once.isSet(bit)).Block(jen.Return(jen.Id("d").Dot("Duplicate").Call(jen.Id("i"))))
	g.Add(o.once.set(bit))
}

// emitUnknown writes what is done with a member that names no field: it is skipped,
//
//	if i = d.Next(s, d.Skip(s, i)); i < 0 {
//		return codec.End(i)
//	}
//	goto key
//
// or refused, under unknown=reject. Beside parameters there may be those that platforms add.
//
//	return d.Unknown(i)
func (o object) emitUnknown(g *jen.Group) {
	skip := jen.Id("d").Dot("Skip").Call(jen.Id("s"), jen.Id("i"))
	switch {
	case !o.goesOn():
		g.Return(jen.Id("d").Dot("Unknown").Call(jen.Id("i")))
		return
	case o.rejectsUnknown:
		skip = jen.Id("d").Dot("UnknownParam").Call(jen.Id("s"), jen.Id("i"), jen.Id("k"))
	}
	g.Add(o.next(skip))
	g.Goto().Id("key")
}

// goesOn reports whether more can follow a member that names no field.
func (o object) goesOn() bool { return !o.rejectsUnknown || o.isParams }

// looksAtKeys reports whether it matters what a key is.
func (o object) looksAtKeys() bool { return len(o.fields) > 0 || o.rejectsUnknown && o.isParams }
