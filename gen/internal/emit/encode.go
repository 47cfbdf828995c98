package emit

import (
	"encoding/json"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// emitEncoder writes
//
//	// encodeItem writes a shop.Item.
//	func encodeItem(e *codec.Enc, b []byte, v *shop.Item) []byte {
//		…
//	}
func (c *coder) emitEncoder(f *jen.File, p *plan) {
	f.Line()
	f.Commentf("%s writes %s.", p.name, spoken(p.typ))
	f.Func().Id(p.name).Params(c.encoderParams(typeExpr(p.typ.Go))...).Index().Byte().BlockFunc(func(g *jen.Group) {
		switch p.typ.Kind {
		case model.Struct:
			c.emitStructEncoder(g, p)
		case model.Map:
			c.emitMapEncoder(g, p)
		default:
			g.Return(c.callRuntime(p, p.argument(jen.Id("v"))))
		}
	})
}

func (c *coder) encoderParams(typ jen.Code) []jen.Code {
	return []jen.Code{jen.Id("e").Op("*").Add(c.codec("Enc")), jen.Id("b").Index().Byte(), jen.Id("v").Op("*").Add(typ)}
}

// emitStructEncoder writes the members in order. The opening brace is part of the first key, as the comma is part of every
// other one. Where it is not known which member comes first, each brings a comma, and codec.Close makes the first of
// them a brace.
func (c *coder) emitStructEncoder(g *jen.Group, p *plan) {
	fields := p.typ.Fields
	switch {
	case len(fields) == 0:
		g.Return(jen.Append(jen.Id("b"), jen.Lit("{}").Op("...")))
	case c.always(fields[0]):
		for k, f := range fields {
			c.emitMember(g, f, p.fields[k], "{,"[min(k, 1)])
		}
		g.Return(jen.Append(jen.Id("b"), jen.LitRune('}')))
	default:
		g.Id("open").Op(":=").Len(jen.Id("b"))
		for k, f := range fields {
			c.emitMember(g, f, p.fields[k], ',')
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
func (c *coder) emitMember(g *jen.Group, f model.Field, p *plan, lead byte) {
	if p == nil {
		return
	}
	member := []jen.Code{
		jen.Id("b").Op("=").Append(jen.Id("b"), keyExpr(string(lead), f.Name).Op("...")),
		jen.Id("b").Op("=").Add(c.inPlace(p, "v."+f.Go)),
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
	escaped, raw := keyTexts(name)
	if escaped == raw {
		return jen.Id("`" + lead + raw + ":`")
	}
	return jen.Id("e").Dot("HTML").Call(jen.Id("`"+lead+escaped+":`"), jen.Id("`"+lead+raw+":`"))
}

// keyTexts are a member's name as encoding/json writes it, quotes included: with HTML escaped, and as it is.
func keyTexts(name string) (escaped, raw string) {
	write := func(configure func(*json.Encoder)) string {
		var text strings.Builder
		e := json.NewEncoder(&text)
		configure(e)
		if err := e.Encode(name); err != nil {
			panic("a string is always JSON") // unreachable: encoding/json refuses no string
		}
		return strings.TrimSuffix(text.String(), "\n")
	}
	return write(func(*json.Encoder) {}), write(func(e *json.Encoder) { e.SetEscapeHTML(false) })
}
