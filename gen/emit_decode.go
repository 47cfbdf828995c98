package gen

import (
	"go/types"

	"github.com/dave/jennifer/jen"
)

// readers returns the function that reads a t without being told more, or nil.
func (c *coder) readers(t *Type) *jen.Statement {
	switch t.Method {
	case ByJSON, ByText:
		return c.codec(methodNames[t.Method])
	case ByFallback:
		return c.fallback("Decode")
	}
	if t.Kind == Slice && t.Elem.Method == ByKind { // numbers or strings are counted first
		switch t.Elem.Kind {
		case Int, Uint, Float, String:
			return c.codec(kindNames[t.Elem.Kind] + "s")
		}
	}
	if name := direct(t); name != "" {
		return c.codec(name)
	}
	return nil
}

// methodNames are the methods by which types read themselves.
var methodNames = map[Method]string{ByJSON: "UnmarshalJSON", ByText: "UnmarshalText"}

// direct returns the name in runtime/codec of a type that needs no function of its own, or "".
func direct(t *Type) string {
	switch {
	case t.Kind == Any && packageOf(types.Unalias(t.Go)) != nil: // an interface type of its own name is another type
		return ""
	case t.Kind == Bytes && !types.Identical(t.Elem.Go, types.Typ[types.Uint8]):
		return "NamedBytes"
	}
	return kindNames[t.Kind]
}

// kindNames are the kinds that runtime/codec has functions for.
var kindNames = map[Kind]string{
	Bool: "Bool", Int: "Int", Uint: "Uint", Float: "Float", String: "String", Number: "Number",
	Bytes: "Bytes", Raw: "Raw", Time: "Time", Any: "Any", Interface: "Interface",
}

// emitDecoder writes
//
//	// decodeItem reads a shop.Item.
//	func decodeItem(d *codec.Dec, s string, i int, v *shop.Item) int {
//		…
//	}
func (c *coder) emitDecoder(f *jen.File, t *Type) {
	name := "decode" + c.base(t, c.decoders.hints[t])
	f.Line()
	f.Commentf("%s reads %s.", name, spoken(t))
	f.Func().Id(name).Params(c.decoderParams(typeExpr(t.Go))...).Int().BlockFunc(func(g *jen.Group) {
		switch v := jen.Id("v"); t.Kind {
		case Struct:
			c.emitStructDecoder(g, t)
		case Any:
			g.Return(c.codec("Any").Call(jen.Id("d"), jen.Id("s"), jen.Id("i"), asAny(v)))
		case Array:
			g.Return(c.readWith(t, v.Index(jen.Op(":"))))
		default:
			g.Return(c.readWith(t, v))
		}
	})
}

func (c *coder) decoderParams(typ jen.Code) []jen.Code {
	return []jen.Code{
		jen.Id("d").Op("*").Add(c.codec("Dec")), jen.Id("s").String(), jen.Id("i").Int(), jen.Id("v").Op("*").Add(typ),
	}
}

// asAny makes a pointer to any of a pointer to an empty interface type: (*any)(v).
func asAny(v jen.Code) *jen.Statement {
	return jen.Parens(jen.Op("*").Interface()).Call(v)
}

// read is the expression that reads a t into the operand at selector "v.Items" and gives the next index:
//
//	codec.Slice(d, s, i, &v.Items, decodeItem)
func (c *coder) read(t *Type, selector string) *jen.Statement {
	if t.Kind == Array && c.readers(t) == nil {
		return c.readWith(t, jen.Id(selector).Index(jen.Op(":")))
	}
	return c.readWith(t, jen.Op("&").Id(selector))
}

// readQuoted is read for a field with the option string: codec.QuotedInt(d, s, i, &v.ID).
func (c *coder) readQuoted(t *Type, selector string) *jen.Statement {
	args := []jen.Code{jen.Id("d"), jen.Id("s"), jen.Id("i"), jen.Op("&").Id(selector)}
	name := direct(scalar(t))
	if method := scalar(t).Method; method != ByKind {
		name = methodNames[method]
	}
	if t.Kind == Pointer {
		return c.codec("QuotedPointer").Call(append(args, c.codec("Quoted"+name))...)
	}
	return c.codec("Quoted" + name).Call(args...)
}

// readWith is read with the pointer, or for an array the slice, that the reader is given.
func (c *coder) readWith(t *Type, v jen.Code) *jen.Statement {
	args := []jen.Code{jen.Id("d"), jen.Id("s"), jen.Id("i"), v}
	if direct := c.readers(t); direct != nil {
		return direct.Call(args...)
	}
	switch t.Kind {
	case Slice:
		return c.codec("Slice").Call(append(args, c.reader(t.Elem))...)
	case Array:
		return c.codec("Array").Call(append(args, c.reader(t.Elem))...)
	case Map:
		return c.codec(keyName(t.Key) + "Map").Call(append(args, c.reader(t.Elem))...)
	case Pointer:
		return c.codec("Pointer").Call(append(args, c.reader(t.Elem))...)
	}
	return c.reader(t).Call(args...)
}

// keyName is the part of a function's name that stands for the keys of a map: "" for strings.
func keyName(key *Type) string {
	switch {
	case key.Method == ByJSON:
		return "JSON"
	case key.Method == ByText:
		return "Text"
	case key.Kind == String:
		return ""
	}
	return kindNames[key.Kind]
}

// reader is the function that reads a t, as a value to pass to a container.
func (c *coder) reader(t *Type) *jen.Statement {
	if direct := c.readers(t); direct != nil {
		return direct
	}
	return jen.Id("decode" + c.base(t, c.decoders.hints[t]))
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
// Where fields are required, see required.go, it does not return at the end of the object but goes to end. What it does not
// take under some options is in strict.go.
func (c *coder) emitStructDecoder(g *jen.Group, t *Type) {
	o := c.newObject(t)
	if o.looksAtKeys() {
		g.Var().Id("k").String()
	}
	if len(o.once.fields) > 0 {
		g.Add(o.once.declaration())
	}
	o.emitStart(g)
	g.Add(o.endIfNegative(jen.Id("d").Dot("Object").Call(jen.Id("s"), jen.Id("i"))))
	for k := range t.Fields {
		c.emitField(g, o, k)
	}
	o.emitKey(g)
	o.emitEnd(g)
}

// An object is the JSON object that a struct decoder reads.
type object struct {
	*names
	fields         []Field
	labels         []string // by field
	required       bitset   // the fields that must be there, and those seen so far
	once           bitset   // the fields that must not be there twice, and those had so far
	foldsCase      bool
	rejectsUnknown bool
	isParams       bool // of a handler
}

func (c *coder) newObject(t *Type) object {
	o := object{
		names:  c.names,
		fields: t.Fields, labels: labels(t.Fields), required: bitset{"seen", required(t.Fields)}, once: bitset{name: "had"},
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
func (c *coder) emitField(g *jen.Group, o object, k int) {
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
	for _, e := range f.Embeds {
		g.If(jen.Id("v." + e.Go).Op("==").Nil()).Block(jen.Id("v." + e.Go).Op("=").Op("&").Add(typeExpr(e.Struct)).Values())
	}
	read := c.read
	if f.Quoted {
		read = c.readQuoted
	}
	g.Add(o.next(read(f.Type, "v."+f.Go)))
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
		o.emitSwitch(g, jen.String().Call(jen.Id("d").Dot("Fold").Call(jen.Id("k"))), foldName)
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
