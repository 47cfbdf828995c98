package gen

import (
	"strings"

	"github.com/dave/jennifer/jen"
)

// This file is about what is said of parameters and results as a whole, and not of the types in them: a result that is nil,
// and options that runtime/codec is given.

// wrapsParams reports whether the parameters of h have a decoder of their own.
func (h *Handler) wrapsParams() bool { return h.inOptions(Reading) != "" }

// wrapsResult reports whether the result of h has an encoder of its own.
func (h *Handler) wrapsResult() bool { return h.nilable() || h.inOptions(Writing) != "" }

// nilable reports whether h may return nil where a platform wants an object or an array.
func (h *Handler) nilable() bool {
	return h.Result.Kind == Map || h.Result.Kind == Slice || h.Result.Kind == Pointer
}

// codecOptions is codec.CopyStrings | codec.ValidUTF8, or nil if there is nothing to say.
func (c *coder) codecOptions(h *Handler, mode Mode) *jen.Statement {
	var all *jen.Statement
	for opt := range h.Options.given(mode) {
		switch {
		case opt.codec == "":
		case all == nil:
			all = c.codec(opt.codec)
		default:
			all.Op("|").Add(c.codec(opt.codec))
		}
	}
	return all
}

// inOptions says in a comment which options these are: " (utf8=reject strings=copy)".
func (h *Handler) inOptions(mode Mode) string {
	var words []string
	for opt := range h.Options.given(mode) {
		if opt.codec != "" {
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
func (c *coder) emitRequest(f *jen.File, h *Handler) {
	if !h.wrapsParams() {
		return
	}
	name := c.request(h)
	f.Line()
	f.Commentf("%s reads what %s is called with%s.", name, h.Func, h.inOptions(Reading))
	f.Func().Id(name).Params(c.decoderParams(typeExpr(h.Params.Go))...).Int().Block(
		jen.Return(c.codec("With").Call(jen.Id("d"), jen.Id("s"), jen.Id("i"), jen.Id("v"), c.codecOptions(h, Reading), c.passed(c.plan(h.Params)))),
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
func (c *coder) emitReply(f *jen.File, h *Handler) {
	if !h.wrapsResult() {
		return
	}
	write := c.apply(c.plan(h.Result), jen.Id("v"))
	if options := c.codecOptions(h, Writing); options != nil {
		write = c.codec("AppendWith").Call(jen.Id("e"), jen.Id("b"), jen.Id("v"), options, c.passed(c.plan(h.Result)))
	}
	empty, remark := "{}", ""
	if h.Result.Kind == Slice {
		empty = "[]"
	}
	if h.nilable() {
		remark = "; nil is " + empty
	}
	name := c.reply(h)
	f.Line()
	f.Commentf("%s writes what %s returns%s%s.", name, h.Func, h.inOptions(Writing), remark)
	f.Func().Id(name).Params(c.encoderParams(typeExpr(h.Result.Go))...).Index().Byte().BlockFunc(func(g *jen.Group) {
		if h.nilable() {
			g.If(jen.Op("*").Id("v").Op("==").Nil()).Block(jen.Return(jen.Append(jen.Id("b"), jen.Lit(empty).Op("..."))))
		}
		g.Return(write)
	})
}
