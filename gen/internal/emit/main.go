package emit

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// emitMain fills main.go:
//
//	// This program needs version 1 of owgen's runtime. …
//	const _ = ow.IsAtLeastVersion1
//
//	func main() {
//		// signature changed? run go generate
//		ow.Main(
//			ow.Bind("Reverse", ow.JSON(decodeParams), reverse.Reverse, ow.Result(encodeResult)),
//		)
//	}
func (c *coder) emitMain(f *jen.File) {
	handlers := c.pkg.Handlers
	if !c.pkg.Main() {
		f.PackageComment(packageComment(c.pkg))
	}
	c.emitHandshake(f)
	f.Line()
	actions := func(g *jen.Group) {
		for _, h := range handlers {
			g.Line().Add(c.bind(h)).Op(",")
		}
		g.Line()
	}
	f.Func().Id("main").Params().Block(
		jen.Comment("signature changed? run go generate"),
		c.runtime("Main").CustomFunc(jen.Options{Open: "(", Close: ")"}, actions),
	)
}

// emitHandshake writes the line that compiles with a runtime that is new enough, and what to do if it does not. A copy of
// the runtime comes with what is generated.
func (c *coder) emitHandshake(f *jen.File) {
	remedy := []string{"update both and generate again:", "", "\tgo get -tool github.com/owgen/owgen/cmd/owgen@latest", "\tgo generate ./..."}
	if c.pkg.Runtime != "" {
		remedy = []string{"generate again:", "", "\tgo generate ./..."}
	}
	f.Comment("This program needs version 1 of owgen's runtime. If the next line does not compile, " + remedy[0])
	for _, line := range remedy[1:] {
		f.Comment(line)
	}
	f.Const().Id("_").Op("=").Add(c.runtime("IsAtLeastVersion1"))
}

// packageComment says what the program does: "Command reverse serves the action Reverse."
func packageComment(p *model.Package) string {
	names := make([]string, len(p.Handlers))
	for k, h := range p.Handlers {
		names[k] = h.Name
	}
	if len(names) == 1 {
		return fmt.Sprintf("Command %s serves the action %s.", model.ProgramName(p), names[0])
	}
	last := len(names) - 1
	return fmt.Sprintf("Command %s serves the actions %s and %s.", model.ProgramName(p), strings.Join(names[:last], ", "), names[last])
}

// bind is the line of main that makes an action of h.
func (c *coder) bind(h *model.Handler) jen.Code {
	handler, bind := c.call(h), "Bind"
	if !h.Bindable() {
		handler = jen.Id(c.adapter(h))
	}
	if h.TakesContext {
		bind += "Context"
	}
	if h.TakesPointer {
		bind += "Pointer"
	}
	action := c.runtime(bind).Call(jen.Lit(h.Name), c.in(h), handler, c.out(h))
	if h.Unnamed && len(c.pkg.Handlers) > 1 {
		return c.runtime("Default").Call(action)
	}
	return action
}

// in says how the parameters of h are made: ow.JSON(decodeParams).
func (c *coder) in(h *model.Handler) jen.Code {
	if h.WrapsParams() {
		return c.runtime("JSON").Call(jen.Id(c.request(h)))
	}
	return c.form("JSON", c.plan(h.Params))
}

// out says what becomes of the result of h: ow.Result(encodeResult).
func (c *coder) out(h *model.Handler) jen.Code {
	if h.WrapsResult() {
		return c.runtime("Result").Call(jen.Id(c.reply(h)))
	}
	return c.form("Result", c.plan(h.Result))
}

// form gives a function of a codec to one of the runtime's forms. The compiler infers the type from a function that was
// generated, but not from one of the runtime, which is generic: ow.JSON[[]int](codec.Ints).
func (c *coder) form(name string, p *plan) jen.Code {
	form := c.runtime(name)
	if !p.own {
		form.Types(typeExpr(p.typ.Go))
	}
	return form.Call(c.passed(p))
}

// call is the name of the user's function.
func (c *coder) call(h *model.Handler) *jen.Statement { return jen.Qual(c.pkg.Types.Path(), h.Func) }
