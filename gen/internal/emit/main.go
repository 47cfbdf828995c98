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
//			ow.Bind("Reverse", ow.Params(decodeParams, matchParams), reverse.Reverse, ow.Result(encodeResult)),
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

// call is the name of the user's function, or of the variable.
func (c *coder) call(h *model.Handler) *jen.Statement { return jen.Qual(c.pkg.Types.Path(), h.Func) }
