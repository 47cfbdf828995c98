package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file is about the lines of main. Forms become calls, one in the other as the forms are:
//
//	ow.Bind("Hook", ow.RequestOf(ow.Raw[[]byte]()), hook.Hook, ow.ResponseOf(ow.Result(encodeReply))),

// bind is the line of main that makes an action of h.
func (c *coder) bind(h *model.Handler) jen.Code {
	action := c.action(h)
	if h.Unnamed && len(c.pkg.Handlers) > 1 {
		return c.runtime("Default").Call(action)
	}
	return action
}

func (c *coder) action(h *model.Handler) *jen.Statement {
	if h.Input.IsHTTP() {
		return c.httpAction(h)
	}
	handler, bind := c.call(h), "Bind"
	if !h.Bindable() {
		handler = jen.Id(c.adapter(h))
	}
	if h.TakesContext {
		bind += "Context"
	}
	if h.Input.Pointer {
		bind += "Pointer"
	}
	return c.runtime(bind).Call(jen.Lit(h.Name), c.in(h, h.Input), handler, c.out(h, h.Output))
}

// in says how f, what h takes or a part of it, is made: ow.Params(decodeParams, matchParams).
func (c *coder) in(h *model.Handler, f *model.Form) *jen.Statement {
	switch f.Kind {
	case model.Request:
		return c.runtime("RequestOf").Call(c.in(h, f.Of))
	case model.Event:
		return c.runtime("EventOf").Call(c.in(h, f.Of))
	case model.RawBody:
		return c.runtime("Raw").Types(typeExpr(f.Go)).Call()
	case model.Reader:
		return c.runtime("Reader").Call()
	case model.NoBody:
		return c.runtime("Nothing").Call()
	}
	if o := parameters(f); o != nil {
		return c.decoded(h, "Params", f.Type, jen.Id(c.matcher(o)))
	}
	return c.decoded(h, "JSON", f.Type)
}

// decoded is in for a form that is given the decoder of a type.
func (c *coder) decoded(h *model.Handler, name string, t *model.Type, more ...jen.Code) *jen.Statement {
	if h.WrapsParams() {
		return c.runtime(name).Call(append([]jen.Code{jen.Id(c.request(h))}, more...)...)
	}
	return c.codecForm(name, c.plan(t), more...)
}

// out says what becomes of f, what h gives or a part of it: ow.Result(encodeResult).
func (c *coder) out(h *model.Handler, f *model.Form) *jen.Statement {
	if f.Pointer {
		value := *f
		value.Pointer = false
		return c.runtime("Optional").Call(c.out(h, &value))
	}
	switch f.Kind {
	case model.Response:
		return c.runtime("ResponseOf").Call(c.out(h, f.Of))
	case model.Event:
		return c.runtime("EventResult").Call(c.out(h, f.Of))
	case model.Stream:
		return c.runtime("Stream").Call(c.out(h, f.Of))
	case model.RawBody:
		return c.runtime("RawResult").Types(typeExpr(f.Go)).Call()
	case model.Reader:
		return c.runtime("ReaderResult").Call()
	case model.NoBody:
		return c.runtime("NoResult").Call()
	}
	form := "Result"
	if h.SaysStatus() {
		form = "WebResult"
	}
	if h.WrapsResult() {
		return c.runtime(form).Call(jen.Id(c.reply(h)))
	}
	return c.codecForm(form, c.plan(f.Type))
}

// codecForm gives a function of a codec to one of the runtime's forms. The compiler infers the type from a function that was
// generated, but not from one of the runtime, which is generic: ow.JSON[[]int](codec.Ints).
func (c *coder) codecForm(name string, p *plan, more ...jen.Code) *jen.Statement {
	form := c.runtime(name)
	if !p.own {
		form.Types(typeExpr(p.typ.Go))
	}
	return form.Call(append([]jen.Code{c.passed(p)}, more...)...)
}

// httpAction is an action that net/http serves: owhttp.Handler("Mux", web.Mux), owhttp.Constructor("New", web.New).
func (c *coder) httpAction(h *model.Handler) *jen.Statement {
	function := "Handler"
	if h.Input.Kind == model.HTTPNew {
		function = "Constructor"
	}
	return jen.Qual(c.ow+model.HTTPStep, function).Call(jen.Lit(h.Name), c.httpValue(h))
}

// httpValue is h, converted if it has no method yet: http.HandlerFunc(web.Serve).
func (c *coder) httpValue(h *model.Handler) *jen.Statement {
	if h.Input.Kind == model.HTTPFunc {
		return jen.Qual("net/http", "HandlerFunc").Call(c.call(h))
	}
	return c.call(h)
}

// forms are the forms of h that generated code spells.
func forms(h *model.Handler) []*model.Form {
	if h.Input.IsHTTP() {
		return nil
	}
	return []*model.Form{h.Input, h.Output}
}

// formExpr spells the type of a parameter or a result: *ow.Request[[]byte].
func formExpr(f *model.Form) *jen.Statement {
	if f.Pointer {
		return jen.Op("*").Add(typeExpr(f.Go))
	}
	return typeExpr(f.Go)
}
