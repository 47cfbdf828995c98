package emit

import (
	"go/types"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/owgen/owgen/gen/internal/model"
)

// A guard is a line of codec.go that stops compiling when a struct no longer has the fields codec.go was generated for.
type guard struct {
	typ    types.Type
	fields *types.Struct
	tagged bool // the tags are part of it
}

// guards returns a guard for each struct type whose fields can be spelled in the output, and whether there is more that the
// compiler does not compare: other types, or tags.
func (c *coder) guards() (all []guard, others bool) {
	var seen typeutil.Map
	for _, p := range slices.Concat(c.functions[decoding], c.functions[encoding]) {
		t := p.typ
		fields, ok := t.Go.Underlying().(*types.Struct)
		if !ok || t.Kind != model.Struct || t.Method != model.ByKind || seen.At(t.Go) != nil || model.PackageOf(t.Go) == nil {
			continue
		}
		seen.Set(t.Go, true)
		tagged := model.HasTidyTags(fields)
		if !tagged {
			fields = model.WithoutTags(fields).(*types.Struct)
		}
		spelled := model.Spellable(fields, c.pkg.OutPath)
		if spelled {
			all = append(all, guard{t.Go, fields, tagged})
		}
		others = others || !spelled || !tagged
	}
	return all, others
}

// guardName is the name of the type that a guard spells out. The compiler names it when the types differ, and so tells what
// to do: cannot use hello.Params{} … as run_go_generate value.
const guardName = "run_go_generate"

// emitGuards writes
//
//	// These stop compiling when …
//	func _() {
//		type run_go_generate = func(hello.Params) (hello.Result, error)
//		var _ run_go_generate = hello.Hello
//	}
//
//	func _() {
//		type run_go_generate = struct{ Name string "json:\"name\"" }
//		var _ run_go_generate = hello.Params{}
//	}
func (c *coder) emitGuards(f *jen.File) {
	guards, others := c.guards()
	if others {
		f.Comment("Some types, or their tags, cannot be spelled out here: owgen -check tells whether they have changed.")
		f.Line()
	}
	f.Comment("These stop compiling when a function or type is no longer the one that this file was generated for.")
	for _, h := range c.pkg.Handlers {
		if h.Input.IsHTTP() {
			have := c.httpValue(h)
			if h.Input.Kind == model.HTTPNew {
				have.Call()
			}
			emitGuard(f, jen.Qual("net/http", "Handler"), have)
			continue
		}
		emitGuard(f, signatureExpr(h), c.call(h))
	}
	for _, g := range guards {
		have := typeExpr(g.typ).Values()
		if !g.tagged { // converting does not compare tags
			have = jen.Id(guardName).Call(have)
		}
		emitGuard(f, structExpr(g.fields), have)
	}
}

func emitGuard(f *jen.File, want, have jen.Code) {
	f.Func().Id("_").Params().Block(
		jen.Type().Id(guardName).Op("=").Add(want),
		jen.Var().Id("_").Id(guardName).Op("=").Add(have),
	)
	f.Line()
}

// spoken names a type in a comment: an Item, a []Item.
func spoken(t *model.Type) string {
	name := types.TypeString(t.Go, func(p *types.Package) string { return p.Name() })
	if strings.ContainsRune("aeiouAEIOU", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}
