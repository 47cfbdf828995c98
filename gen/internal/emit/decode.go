package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// emitDecoder writes
//
//	// decodeItem reads a shop.Item.
//	func decodeItem(d *codec.Dec, s string, i int, v *shop.Item) int {
//		…
//	}
func (c *coder) emitDecoder(f *jen.File, p *plan) {
	if p.checked != nil {
		c.emitChecked(f, p)
		return
	}
	f.Line()
	f.Commentf("%s reads %s.", p.name, spoken(p.typ))
	f.Func().Id(p.name).Params(c.decoderParams(typeExpr(p.typ.Go))...).Int().BlockFunc(func(g *jen.Group) {
		if p.typ.Kind == model.Struct {
			c.emitStructDecoder(g, p)
		} else {
			g.Return(c.callRuntime(p, p.argument(jen.Id("v"))))
		}
	})
}

func (c *coder) decoderParams(typ jen.Code) []jen.Code {
	return []jen.Code{
		jen.Id("d").Op("*").Add(c.codec("Dec")), jen.Id("s").String(), jen.Id("i").Int(), jen.Id("v").Op("*").Add(typ),
	}
}

// emitStructDecoder writes a label for each field, in declaration order. Behind each member the decoder first tries the
// key of the next field, which is what encoders that keep the order send, and otherwise goes to key, where the name
// decides:
//
//	var k string
//	if i = d.Object(s, i); i < 0 {
//		return codec.End(i)
//	}
//	…fields…
//	key:
//	…
//
// Where it matters which fields are absent, see required.go and defaults.go, it does not return at the end of the
// object but goes to end. What it does not take under some options is in strict.go.
func (c *coder) emitStructDecoder(g *jen.Group, p *plan) {
	o := c.newObject(p.typ)
	if o.looksAtKeys() {
		g.Var().Id("k").String()
	}
	if len(o.once.fields) > 0 {
		g.Add(o.once.declaration())
	}
	if slices.ContainsFunc(p.fields, (*plan).checkedInPlace) {
		g.Var().Id(c.at).Int()
	}
	o.emitStart(g)
	g.Add(o.endIfNegative(jen.Id("d").Dot("Object").Call(jen.Id("s"), jen.Id("i"))))
	for k, field := range p.fields {
		c.emitField(g, o, k, field)
	}
	o.emitKey(g)
	c.emitEnd(g, o, p)
}

// An object is the JSON object that a struct decoder reads.
type object struct {
	*names
	fields         []model.Field
	labels         []string // by field
	noted          bitset   // the fields whose absence matters, and those seen so far
	once           bitset   // the fields that must not be there twice, and those had so far
	foldsCase      bool
	rejectsUnknown bool
	isParams       bool // of a handler
}

func (c *coder) newObject(t *model.Type) object {
	o := object{
		names:  c.names,
		fields: t.Fields, labels: labels(t.Fields), noted: bitset{"seen", c.noted(t.Fields)}, once: bitset{name: "had"},
		foldsCase: !t.Options.ExactCase, rejectsUnknown: t.Options.RejectUnknown, isParams: c.pkg.IsParams(t),
	}
	if t.Options.RejectDuplicates {
		o.once.fields = t.Fields
	}
	return o
}

// padding is how many bytes of an input may be looked at from the place of a key on: the input is followed by so many.
const padding = 16

// emitField writes
//
//		if s[i:i+8] != `"price":` {
//			goto key
//		}
//		i += 8
//	Price:
//		if i = d.Next(s, codec.Float(d, s, i, &v.Price)); i < 0 {
//			return codec.End(i)
//		}
func (c *coder) emitField(g *jen.Group, o object, k int, p *plan) {
	f := o.fields[k]
	text := `"` + f.Name + `":` // as most senders write it, and no name holds what JSON must escape
	key := jen.Id("`" + text + "`")
	other := jen.Id("s").Index(jen.Id("i").Op(":").Id("i").Op("+").Lit(len(text))).Op("!=").Add(key)
	if len(text) > padding {
		other = jen.Op("!").Qual("strings", "HasPrefix").Call(jen.Id("s").Index(jen.Id("i").Op(":")), key)
	}
	g.If(other).Block(jen.Goto().Id("key"))
	g.Id("i").Op("+=").Lit(len(text))
	g.Id(o.labels[k]).Op(":")
	o.emitOnce(g, f)
	o.emitSeen(g, f)
	emitEmbeds(g, f)
	if p.checkedInPlace() {
		c.emitCheckedField(g, p, "v."+f.Go)
		g.Add(o.next(jen.Id("i")))
		return
	}
	g.Add(o.next(c.inPlace(p, "v."+f.Go)))
}

// emitKey writes the general path:
//
//	key:
//		if k, i = d.Key(s, i); i < 0 {
//			return -1
//		}
//		switch k {
//		case "price":
//			goto Price
//		}
//		switch string(d.Fold(k)) {
//		case "PRICE":
//			goto Price
//		}
//		…see emitUnknown…
//
// Without case=exact there is the second switch.
func (o object) emitKey(g *jen.Group) {
	name := "_"
	if o.looksAtKeys() {
		name = "k"
	}
	if len(o.fields) > 0 || o.goesOn() {
		g.Id("key").Op(":")
	}
	g.If(jen.List(jen.Id(name), jen.Id("i")).Op("=").Id("d").Dot("Key").Call(jen.Id("s"), jen.Id("i")), jen.Id("i").Op("<").Lit(0)).Block(
		jen.Return(jen.Lit(-1)),
	)
	if len(o.fields) > 0 {
		o.emitSwitch(g, jen.Id("k"), func(name string) string { return name })
	}
	if len(o.fields) > 0 && o.foldsCase {
		o.emitSwitch(g, jen.String().Call(jen.Id("d").Dot("Fold").Call(jen.Id("k"))), model.FoldName)
	}
	o.emitUnknown(g)
}

// emitSwitch goes to the label of the field whose spelled name the subject is; of several, to the first's.
func (o object) emitSwitch(g *jen.Group, subject jen.Code, spell func(string) string) {
	seen := map[string]bool{}
	g.Switch(subject).BlockFunc(func(g *jen.Group) {
		for k, f := range o.fields {
			name := spell(f.Name)
			if !seen[name] {
				seen[name] = true
				g.Case(jen.Lit(name)).Block(jen.Goto().Id(o.labels[k]))
			}
		}
	})
}

// next goes on behind a member's value: if i = d.Next(s, value); i < 0 { return codec.End(i) }.
func (o object) next(value jen.Code) *jen.Statement {
	return o.endIfNegative(jen.Id("d").Dot("Next").Call(jen.Id("s"), value))
}

func (o object) endIfNegative(index jen.Code) *jen.Statement {
	return jen.If(jen.Id("i").Op("=").Add(index), jen.Id("i").Op("<").Lit(0)).Block(o.end())
}
