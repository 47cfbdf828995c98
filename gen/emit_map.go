package gen

import "github.com/dave/jennifer/jen"

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
func (c *coder) emitMapEncoder(g *jen.Group, t *Type) {
	g.If(jen.Op("*").Id("v").Op("==").Nil()).Block(jen.Return(jen.Id("e").Dot("Nil").Call(jen.Id("b"), jen.Lit("{}"))))
	recursive := t.Elem.reaches(t, map[*Type]bool{})
	if recursive { // a value may contain itself
		g.If(jen.Op("!").Id("e").Dot("Enter").Call(jen.Id("b"))).Block(jen.Return(jen.Id("b")))
	}
	if t.Key.Method == ByText {
		c.emitTextEntries(g, t)
	} else {
		c.emitEntries(g, t)
	}
	if recursive {
		g.Id("e").Dot("Leave").Call()
	}
	g.Return(c.codec("Close").Call(jen.Id("b"), jen.Id("open")))
}

// emitEntries writes the entries of a map with keys of a kind.
func (c *coder) emitEntries(g *jen.Group, t *Type) {
	key := keyName(t.Key)
	g.Var().Id("space").Index(jen.Lit(16)).Add(typeExpr(t.Key.Go))
	g.Id("open").Op(":=").Len(jen.Id("b"))
	keys := c.codec(key+"Keys").Call(jen.Op("*").Id("v"), jen.Id("space").Index(jen.Op(":").Lit(0)))
	g.For(jen.List(jen.Id("_"), jen.Id("k")).Op(":=").Range().Add(keys)).Block(
		c.entry(t, jen.Op("&").Id("k"), c.codec("Append"+key+"Key"), jen.Id("k"))...,
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
func (c *coder) emitTextEntries(g *jen.Group, t *Type) {
	g.Id("open").Op(":=").Len(jen.Id("b"))
	g.Id("keys").Op(":=").Add(c.codec("TextKeys")).Call(jen.Id("e"), jen.Id("b"), jen.Op("*").Id("v"))
	key := jen.Id("keys").Index(jen.Id("i"))
	g.For(jen.Id("i").Op(":=").Range().Id("keys")).Block(
		c.entry(t, jen.Op("&").Add(key).Dot("Key"), c.codec("AppendKey"), jen.Add(key).Dot("Text"))...,
	)
}

// entry writes the entry of a map at a key, given a pointer to the key, and the function that writes its text.
func (c *coder) entry(t *Type, key jen.Code, appendKey *jen.Statement, text jen.Code) []jen.Code {
	x := jen.Id("x")
	if t.Elem.Kind == Array && !c.isWritten(t.Elem) {
		x.Index(jen.Op(":"))
	}
	return []jen.Code{
		jen.Id("x").Op(":=").Add(c.codec("At")).Call(jen.Op("*").Id("v"), key),
		jen.Id("b").Op("=").Add(appendKey).Call(jen.Id("e"), jen.Id("b"), text),
		jen.Id("b").Op("=").Add(c.writeWith(t.Elem, x)),
	}
}

// reaches reports whether a value of type t may hold one of type goal. Types in seen are known not to.
func (t *Type) reaches(goal *Type, seen map[*Type]bool) bool {
	if t == goal {
		return true
	}
	if seen[t] {
		return false
	}
	seen[t] = true
	for _, f := range t.Fields {
		if f.Type.reaches(goal, seen) {
			return true
		}
	}
	return t.Elem != nil && t.Elem.reaches(goal, seen)
}
