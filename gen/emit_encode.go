package gen

import (
	"github.com/dave/jennifer/jen"
)

// writers returns the function that writes a t without being told more, or nil.
func (c *coder) writers(t *Type) *jen.Statement {
	switch {
	case t.Method == ByJSON:
		return c.codec("AppendMarshalJSON")
	case t.Method == ByText:
		return c.codec("AppendMarshalText")
	case t.Method == ByFallback && t.Mode == WritingCopy:
		return c.fallback("AppendCopy")
	case t.Method == ByFallback, t.Kind == Interface && !t.Options.NativeAny:
		return c.fallback("Append")
	case direct(t) == "":
		return nil
	case t.Kind == Any:
		return c.anyWriter(t)
	}
	return c.codec("Append" + direct(t))
}

// anyWriter returns the function that writes what is in an any.
func (c *coder) anyWriter(t *Type) *jen.Statement {
	if t.Options.NativeAny {
		return c.codec("AppendAny")
	}
	return c.fallback("AppendAny")
}

// emitEncoder writes
//
//	// encodeItem writes a shop.Item.
//	func encodeItem(e *codec.Enc, b []byte, v *shop.Item) []byte {
//		…
//	}
func (c *coder) emitEncoder(f *jen.File, t *Type) {
	name := "encode" + c.base(t, c.encoders.hints[t])
	f.Line()
	f.Commentf("%s writes %s.", name, spoken(t))
	f.Func().Id(name).Params(c.encoderParams(typeExpr(t.Go))...).Index().Byte().BlockFunc(func(g *jen.Group) {
		switch v := jen.Id("v"); t.Kind {
		case Struct:
			c.emitStructEncoder(g, t)
		case Map:
			c.emitMapEncoder(g, t)
		case Array:
			g.Return(c.writeWith(t, v.Index(jen.Op(":"))))
		case Any:
			g.Return(c.anyWriter(t).Call(jen.Id("e"), jen.Id("b"), asAny(v)))
		default:
			g.Return(c.writeWith(t, v))
		}
	})
}

func (c *coder) encoderParams(typ jen.Code) []jen.Code {
	return []jen.Code{jen.Id("e").Op("*").Add(c.codec("Enc")), jen.Id("b").Index().Byte(), jen.Id("v").Op("*").Add(typ)}
}

// write is the expression that appends the operand at selector "v.Items" to b:
//
//	codec.AppendSlice(e, b, &v.Items, encodeItem)
func (c *coder) write(t *Type, selector string) *jen.Statement {
	if t.Kind == Array && c.writers(t) == nil {
		return c.writeWith(t, jen.Id(selector).Index(jen.Op(":")))
	}
	return c.writeWith(t, jen.Op("&").Id(selector))
}

// writeQuoted is write for a field with the option string: codec.AppendQuotedInt(e, b, &v.ID).
func (c *coder) writeQuoted(t *Type, selector string) *jen.Statement {
	args := []jen.Code{jen.Id("e"), jen.Id("b"), jen.Op("&").Id(selector)}
	if t.Kind == Pointer {
		return c.codec("AppendPointer").Call(append(args, c.codec("AppendQuoted"+direct(t.Elem)))...)
	}
	return c.codec("AppendQuoted" + direct(t)).Call(args...)
}

// writeWith is write with the pointer, or for an array the slice, that the writer is given.
func (c *coder) writeWith(t *Type, v jen.Code) *jen.Statement {
	args := []jen.Code{jen.Id("e"), jen.Id("b"), v}
	if direct := c.writers(t); direct != nil {
		return direct.Call(args...)
	}
	switch t.Kind {
	case Slice:
		return c.codec("AppendSlice").Call(append(args, c.writer(t.Elem))...)
	case Array:
		return c.codec("AppendArray").Call(append(args, c.writer(t.Elem))...)
	case Pointer:
		return c.codec("AppendPointer").Call(append(args, c.writer(t.Elem))...)
	}
	return c.writer(t).Call(args...)
}

// writer is the function that writes a t, as a value to pass to a container.
func (c *coder) writer(t *Type) *jen.Statement {
	if direct := c.writers(t); direct != nil {
		return direct
	}
	return jen.Id("encode" + c.base(t, c.encoders.hints[t]))
}

// emitStructEncoder writes the members in order. The opening brace is part of the first key, as the comma is part of every
// other one. Where it is not known which member comes first, each brings a comma, and codec.Close makes the first of
// them a brace.
func (c *coder) emitStructEncoder(g *jen.Group, t *Type) {
	switch {
	case len(t.Fields) == 0:
		g.Return(jen.Append(jen.Id("b"), jen.Lit("{}").Op("...")))
	case c.always(t.Fields[0]):
		for k, f := range t.Fields {
			c.emitMember(g, f, "{,"[min(k, 1)])
		}
		g.Return(jen.Append(jen.Id("b"), jen.LitRune('}')))
	default:
		g.Id("open").Op(":=").Len(jen.Id("b"))
		for _, f := range t.Fields {
			c.emitMember(g, f, ',')
		}
		g.Return(c.codec("Close").Call(jen.Id("b"), jen.Id("open")))
	}
}

// emitMember writes
//
//	if v.Note != "" {
//		b = append(b, `,"note":`...)
//		b = codec.AppendString(e, b, &v.Note)
//	}
func (c *coder) emitMember(g *jen.Group, f Field, lead byte) {
	if dropped(f) {
		return
	}
	write := c.write
	if f.Quoted && scalar(f.Type).Method == ByKind { // what methods write is not quoted
		write = c.writeQuoted
	}
	member := []jen.Code{
		jen.Id("b").Op("=").Append(jen.Id("b"), keyExpr(string(lead), f.Name).Op("...")),
		jen.Id("b").Op("=").Add(write(f.Type, "v."+f.Go)),
	}
	if cond := c.present(f); cond != nil {
		g.If(cond).Block(member...)
		return
	}
	for _, m := range member {
		g.Add(m)
	}
}

// keyExpr is the text of a member's key: `,"note":`. If HTML is in it, options decide at run time:
//
//	e.HTML(`,"a\u0026b":`, `,"a&b":`)
func keyExpr(lead, name string) *jen.Statement {
	escaped := jen.Id("`" + lead + keyText(name, true) + ":`")
	raw := jen.Id("`" + lead + keyText(name, false) + ":`")
	if keyText(name, true) == keyText(name, false) {
		return escaped
	}
	return jen.Id("e").Dot("HTML").Call(escaped, raw)
}

// emitMapEncoder writes the entries in the order of their keys, between e.Enter and e.Leave if the type is recursive:
//
//	if *v == nil {
//		return e.Nil(b, "{}")
//	}
//	var space [16]string
//	open := len(b)
//	for _, k := range codec.Keys(*v, space[:0]) {
//		x := (*v)[k]
//		b = codec.AppendKey(e, b, k)
//		b = encodeItem(e, b, &x)
//	}
//	return codec.Close(b, open)
func (c *coder) emitMapEncoder(g *jen.Group, t *Type) {
	g.If(jen.Op("*").Id("v").Op("==").Nil()).Block(jen.Return(jen.Id("e").Dot("Nil").Call(jen.Id("b"), jen.Lit("{}"))))
	recursive := t.Elem.reaches(t, map[*Type]bool{})
	if recursive { // a value may contain itself
		g.If(jen.Op("!").Id("e").Dot("Enter").Call(jen.Id("b"))).Block(jen.Return(jen.Id("b")))
	}
	key, text := jen.Id("k"), jen.Id("k")
	keys := c.codec(keyName(t.Key)+"Keys").Call(jen.Op("*").Id("v"), jen.Id("space").Index(jen.Op(":").Lit(0)))
	appendKey := "Append" + keyName(t.Key) + "Key"
	if t.Key.Method == ByText {
		key, text = jen.Id("k").Dot("Key"), jen.Id("k").Dot("Text")
		keys = c.codec("TextKeys").Call(jen.Id("e"), jen.Id("b"), jen.Op("*").Id("v"))
		appendKey = "AppendKey"
	} else {
		g.Var().Id("space").Index(jen.Lit(16)).Add(typeExpr(t.Key.Go))
	}
	g.Id("open").Op(":=").Len(jen.Id("b"))
	g.For(jen.List(jen.Id("_"), jen.Id("k")).Op(":=").Range().Add(keys)).Block(
		jen.Id("x").Op(":=").Parens(jen.Op("*").Id("v")).Index(key),
		jen.Id("b").Op("=").Add(c.codec(appendKey)).Call(jen.Id("e"), jen.Id("b"), text),
		jen.Id("b").Op("=").Add(c.write(t.Elem, "x")),
	)
	if recursive {
		g.Id("e").Dot("Leave").Call()
	}
	g.Return(c.codec("Close").Call(jen.Id("b"), jen.Id("open")))
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

// always reports whether the field is in every object.
func (c *coder) always(f Field) bool { return !dropped(f) && c.present(f) == nil }

// dropped reports whether the field is in no object: omitempty leaves out an array without elements.
func dropped(f Field) bool { return f.OmitEmpty && f.Type.Kind == Array && f.Type.Len == 0 }

// present is the condition under which a field is written, or nil if it always is.
func (c *coder) present(f Field) *jen.Statement {
	var conds []jen.Code
	for _, e := range f.Embeds {
		conds = append(conds, jen.Id("v."+e.Go).Op("!=").Nil())
	}
	v := "v." + f.Go
	if f.OmitEmpty {
		conds = append(conds, notEmpty(f.Type, v)...)
	}
	if f.OmitZero {
		conds = append(conds, c.notZero(f.Type, v))
	}
	if len(conds) == 0 {
		return nil
	}
	all := jen.Add(conds[0])
	for _, cond := range conds[1:] {
		all.Op("&&").Add(cond)
	}
	return all
}

// notEmpty is the condition of omitempty, or nothing for a type that is never empty.
func notEmpty(t *Type, v string) []jen.Code {
	switch t.Kind {
	case Bool, Int, Uint, Float, String, Number:
		return []jen.Code{notDefault(t, v)}
	case Bytes, Raw, Slice, Map:
		return []jen.Code{jen.Len(jen.Id(v)).Op("!=").Lit(0)}
	case Pointer, Any, Interface:
		return []jen.Code{jen.Id(v).Op("!=").Nil()}
	}
	return nil
}

// notZero is the condition of omitzero.
func (c *coder) notZero(t *Type, v string) jen.Code {
	switch {
	case t.Zero == ZeroMethod && t.Kind == Pointer: // a nil pointer is zero without being asked
		return jen.Id(v).Op("!=").Nil().Op("&&").Op("!").Id(v).Dot("IsZero").Call()
	case t.Zero == ZeroMethod:
		return jen.Op("!").Id(v).Dot("IsZero").Call()
	case t.Zero == ZeroSays:
		return jen.Op("!").Add(c.zero("Says")).Call(jen.Id(v))
	case t.Zero == ZeroReflect:
		return jen.Op("!").Add(c.zero("Is")).Call(jen.Op("&").Id(v))
	case t.Zero == ZeroNil:
		return jen.Id(v).Op("!=").Nil()
	}
	return notDefault(t, v)
}

// notDefault compares with the zero value of a comparable type.
func notDefault(t *Type, v string) jen.Code {
	switch t.Kind {
	case Bool:
		return jen.Id(v)
	case Int, Uint, Float:
		return jen.Id(v).Op("!=").Lit(0)
	case String, Number:
		return jen.Id(v).Op("!=").Lit("")
	}
	return jen.Id(v).Op("!=").Parens(typeExpr(t.Go).Values())
}
