package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// emitMapEncoder writes the entries in the order of their keys, between e.Enter and e.Leave if the type is recursive:
//
//	if *v == nil {
//		return e.Nil(b, "{}")
//	}
//	var space [16]string
//	open := len(b)
//	for _, k := range codec.Keys(*v, space[:0]) {
//		x := codec.At(*v, &k)
//		b = codec.AppendKey(e, b, k)
//		b = encodeItem(e, b, x)
//	}
//	return codec.Close(b, open)
func (c *coder) emitMapEncoder(g *jen.Group, p *plan) {
	g.If(jen.Op("*").Id("v").Op("==").Nil()).Block(jen.Return(jen.Id("e").Dot("Nil").Call(jen.Id("b"), jen.Lit("{}"))))
	recursive := isRecursive(p.typ)
	if recursive { // a value may contain itself
		g.If(jen.Op("!").Id("e").Dot("Enter").Call(jen.Id("b"))).Block(jen.Return(jen.Id("b")))
	}
	if p.typ.Key.Method == model.ByText {
		c.emitTextEntries(g, p)
	} else {
		c.emitEntries(g, p)
	}
	if recursive {
		g.Id("e").Dot("Leave").Call()
	}
	g.Return(c.codec("Close").Call(jen.Id("b"), jen.Id("open")))
}

// emitEntries writes the entries of a map with keys of a kind.
func (c *coder) emitEntries(g *jen.Group, p *plan) {
	key := keyName(p.typ.Key)
	g.Var().Id("space").Index(jen.Lit(16)).Add(typeExpr(p.typ.Key.Go))
	g.Id("open").Op(":=").Len(jen.Id("b"))
	keys := c.codec(key+"Keys").Call(jen.Op("*").Id("v"), jen.Id("space").Index(jen.Op(":").Lit(0)))
	g.For(jen.List(jen.Id("_"), jen.Id("k")).Op(":=").Range().Add(keys)).Block(
		c.entry(p, jen.Op("&").Id("k"), c.codec("Append"+key+"Key"), jen.Id("k"))...,
	)
}

// emitTextEntries writes the entries of a map with keys that write themselves. Such a key may hold a lock, so it is not
// copied either:
//
//	open := len(b)
//	keys := codec.TextKeys(e, b, *v)
//	for i := range keys {
//		x := codec.At(*v, &keys[i].Key)
//		b = codec.AppendKey(e, b, keys[i].Text)
//		b = encodeItem(e, b, x)
//	}
func (c *coder) emitTextEntries(g *jen.Group, p *plan) {
	g.Id("open").Op(":=").Len(jen.Id("b"))
	g.Id("keys").Op(":=").Add(c.codec("TextKeys")).Call(jen.Id("e"), jen.Id("b"), jen.Op("*").Id("v"))
	key := jen.Id("keys").Index(jen.Id("i"))
	g.For(jen.Id("i").Op(":=").Range().Id("keys")).Block(
		c.entry(p, jen.Op("&").Add(key).Dot("Key"), c.codec("AppendKey"), jen.Add(key).Dot("Text"))...,
	)
}

// entry writes the entry of a map at a key, given a pointer to the key, and the function that writes its text.
func (c *coder) entry(p *plan, key jen.Code, appendKey *jen.Statement, text jen.Code) []jen.Code {
	x := jen.Id("x")
	if p.elem.takesSlice() {
		x.Index(jen.Op(":"))
	}
	return []jen.Code{
		jen.Id("x").Op(":=").Add(c.codec("At")).Call(jen.Op("*").Id("v"), key),
		jen.Id("b").Op("=").Add(appendKey).Call(jen.Id("e"), jen.Id("b"), text),
		jen.Id("b").Op("=").Add(c.apply(p.elem, x)),
	}
}

// isRecursive reports whether a value of type t may hold another one.
func isRecursive(t *model.Type) bool {
	seen := map[*model.Type]bool{} // these hold none
	var holds func(part *model.Type) bool
	holds = func(part *model.Type) bool {
		if part == t || part == nil || seen[part] {
			return part == t
		}
		seen[part] = true
		for _, f := range part.Fields {
			if holds(f.Type) {
				return true
			}
		}
		return holds(part.Elem)
	}
	return holds(t.Elem)
}
