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
