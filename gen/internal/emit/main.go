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
//		ow.Main(
//			ow.Bind("Reverse", decodeParams, reverse.Reverse, encodeResult), // signature changed? run go generate
//		)
//	}
func (c *coder) emitMain(f *jen.File) {
	handlers := c.pkg.Handlers
	if !c.pkg.Main() {
		f.PackageComment(packageComment(c.pkg))
	}
	c.emitHandshake(f)
	f.Line()
	f.Func().Id("main").Params().Block(c.runtime("Main").CustomFunc(
		jen.Options{Open: "(", Close: ")"},
		func(g *jen.Group) {
			for _, h := range handlers {
				g.Line().Add(c.bind(h)).Op(",").Comment("signature changed? run go generate")
			}
			g.Line()
		},
	))
	for _, h := range handlers {
		c.emitAdapter(f, h)
	}
	for _, h := range handlers {
		c.emitRequest(f, h)
		c.emitReply(f, h)
	}
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
	decoder, encoder := c.passed(c.plan(h.Params)), c.passed(c.plan(h.Result))
	if h.WrapsParams() {
		decoder = jen.Id(c.request(h))
	}
	if h.WrapsResult() {
		encoder = jen.Id(c.reply(h))
	}
	action := c.runtime(bind).Call(jen.Lit(h.Name), decoder, handler, encoder)
	if h.Unnamed && len(c.pkg.Handlers) > 1 {
		return c.runtime("Default").Call(action)
	}
	return action
}

// call is the name of the user's function.
func (c *coder) call(h *model.Handler) *jen.Statement { return jen.Qual(c.pkg.Types.Path(), h.Func) }

// emitAdapter gives a handler of another shape the one that a Bind function takes:
//
//	// callPing calls Ping, which takes no parameters, as an action is called.
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
	if h.TakesPointer {
		param.Op("*")
	}
	params = append(params, param.Add(typeExpr(h.Params.Go)))
	call := c.call(h).Call(args...)

	f.Line()
	f.Commentf("%s calls %s in the form in which all actions are called.", name, h.Func)
	f.Func().Id(name).Params(params...).Params(typeExpr(h.Result.Go), jen.Error()).BlockFunc(func(g *jen.Group) {
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
