package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file is about what codec.go has for a handler as a whole, and not for the types in its parameters and results: the form
// in which it is called, a result that is nil, and options that runtime/codec is given.

// codecOptions is codec.CopyStrings | codec.ValidUTF8, or nil if there is nothing to say.
func (c *coder) codecOptions(h *model.Handler, mode model.Mode) *jen.Statement {
	var all *jen.Statement
	for opt := range h.Options.Given(mode) {
		switch {
		case opt.Codec == "":
		case all == nil:
			all = c.codec(opt.Codec)
		default:
			all.Op("|").Add(c.codec(opt.Codec))
		}
	}
	return all
}

// inOptions says in a comment which options these are: " (utf8=reject strings=copy)".
func inOptions(h *model.Handler, mode model.Mode) string {
	var words []string
	for opt := range h.Options.Given(mode) {
		if opt.Codec != "" {
			words = append(words, opt.Name+"="+opt.Values[1])
		}
	}
	if len(words) == 0 {
		return ""
	}
	return " (" + strings.Join(words, " ") + ")"
}

// emitRequest writes the decoder of parameters with options:
//
//	// decodeCountRequest reads what Count is called with (strings=copy).
//	func decodeCountRequest(d *codec.Dec, s string, i int, v *shop.Params) int {
//		return codec.With(d, s, i, v, codec.CopyStrings, decodeParams)
//	}
func (c *coder) emitRequest(f *jen.File, h *model.Handler) {
	if !h.WrapsParams() {
		return
	}
	name := c.request(h)
	f.Line()
	f.Commentf("%s reads what %s is called with%s.", name, h.Func, inOptions(h, model.Reading))
	f.Func().Id(name).Params(c.decoderParams(typeExpr(h.Input.JSON().Go))...).Int().Block(
		jen.Return(c.codec("With").Call(jen.Id("d"), jen.Id("s"), jen.Id("i"), jen.Id("v"), c.codecOptions(h, model.Reading), c.passed(c.plan(h.Input.JSON())))),
	)
}

// emitReply writes the encoder of a result with options, or of one that may be nil, for which a platform gets an empty
// object or array:
//
//	// encodeCountReply writes what Count returns (html=raw); nil is {}.
//	func encodeCountReply(e *codec.Enc, b []byte, v *map[string]int) []byte {
//		if *v == nil {
//			return append(b, "{}"...)
//		}
//		return codec.AppendWith(e, b, v, codec.RawHTML, encodeMapOfInt)
//	}
func (c *coder) emitReply(f *jen.File, h *model.Handler) {
	if !h.WrapsResult() {
		return
	}
	result := h.Output.JSON()
	write := c.apply(c.plan(result), jen.Id("v"))
	if options := c.codecOptions(h, model.Writing); options != nil {
		write = c.codec("AppendWith").Call(jen.Id("e"), jen.Id("b"), jen.Id("v"), options, c.passed(c.plan(result)))
	}
	empty, remark := "{}", ""
	if result.Kind == model.Slice {
		empty = "[]"
	}
	if h.Nilable() {
		remark = "; nil is " + empty
	}
	name := c.reply(h)
	f.Line()
	f.Commentf("%s writes what %s returns%s%s.", name, h.Func, inOptions(h, model.Writing), remark)
	f.Func().Id(name).Params(c.encoderParams(typeExpr(result.Go))...).Index().Byte().BlockFunc(func(g *jen.Group) {
		if h.Nilable() {
			g.If(jen.Op("*").Id("v").Op("==").Nil()).Block(jen.Return(jen.Append(jen.Id("b"), jen.Lit(empty).Op("..."))))
		}
		g.Return(write)
	})
}

// emitAdapter gives a handler of another shape, or with a Validate, the one that a Bind function takes:
//
//	// callPing calls Ping in the form in which all actions are called.
//	func callPing(struct{}) (ping.Result, error) {
//		return ping.Ping()
//	}
func (c *coder) emitAdapter(f *jen.File, h *model.Handler) {
	if h.Bindable() {
		return
	}
	name := c.adapter(h)
	var params, args []jen.Code
	if h.TakesContext {
		params, args = append(params, jen.Id("ctx").Qual("context", "Context")), append(args, jen.Id("ctx"))
	}
	param := jen.Id("_")
	if h.TakesParams {
		param, args = jen.Id("p"), append(args, jen.Id("p"))
	}
	params = append(params, param.Add(formExpr(h.Input)))
	call := c.call(h).Call(args...)

	f.Line()
	if h.Validates {
		f.Commentf("%s calls %s with what Validate finds no fault with.", name, h.Func)
	} else {
		f.Commentf("%s calls %s in the form in which all actions are called.", name, h.Func)
	}
	f.Func().Id(name).Params(params...).ParamsFunc(func(g *jen.Group) {
		if h.Validates {
			g.Id("x").Add(formExpr(h.Output))
			g.Id("e").Error()
		} else {
			g.Add(formExpr(h.Output))
			g.Error()
		}
	}).BlockFunc(func(g *jen.Group) {
		if h.Validates {
			c.emitValidate(g, h)
		}
		switch {
		case h.GivesResult && h.GivesError:
			g.Return(call)
		case h.GivesResult:
			g.Return(call, jen.Nil())
		case h.GivesError:
			g.Return(jen.Struct().Values(), call)
		default:
			g.Add(call)
			g.Return(jen.Struct().Values(), jen.Nil())
		}
	})
}

// emitValidate writes
//
//	if e = p.Validate(); e != nil {
//		return x, ow.Invalid(e)
//	}
func (c *coder) emitValidate(g *jen.Group, h *model.Handler) {
	p := jen.Id("p")
	for f := range h.Input.Chain() {
		switch f.Kind {
		case model.Request:
			p.Dot("Body")
		case model.Event:
			p.Dot("Data")
		}
	}
	g.If(jen.Id("e").Op("=").Add(p).Dot("Validate").Call(), jen.Id("e").Op("!=").Nil()).Block(
		jen.Return(jen.Id("x"), c.runtime("Invalid").Call(jen.Id("e"))),
	)
}
