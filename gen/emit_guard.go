package gen

import (
	"encoding/json"
	"go/types"
	"strings"

	"github.com/dave/jennifer/jen"
	"golang.org/x/tools/go/types/typeutil"
)

// A guard is a line of codec.go that stops compiling when a struct no longer has the fields codec.go was generated for.
type guard struct {
	typ    types.Type
	fields *types.Struct
}

// guards returns a guard for each struct type whose fields can be spelled in the output, and whether there are others.
func (c *coder) guards() (all []guard, others bool) {
	var seen typeutil.Map
	for _, fs := range []funcs{c.decoders, c.encoders} {
		for _, t := range fs.types {
			fields, ok := t.Go.Underlying().(*types.Struct)
			if !ok || t.Kind != Struct || t.Method != ByKind || seen.At(t.Go) != nil || packageOf(t.Go) == nil {
				continue
			}
			seen.Set(t.Go, true)
			if spellable(fields, c.n.pkg.OutPath) {
				all = append(all, guard{t.Go, fields})
			} else {
				others = true
			}
		}
	}
	return all, others
}

// emitGuards writes
//
//	// This stops compiling when a type is no longer …
//	var (
//		_ struct{ Name string "json:\"name\"" } = hello.Params{}
//	)
func (c *coder) emitGuards(f *jen.File) {
	guards, others := c.guards()
	if others {
		f.Comment("Not every type of this file can be spelled out here: whether one has changed, owgen -check tells.")
		f.Line()
	}
	if len(guards) == 0 {
		return
	}
	f.Comment("This stops compiling when a type is no longer the one that this file was generated for: run go generate.")
	f.Var().DefsFunc(func(g *jen.Group) {
		for _, d := range guards {
			g.Id("_").Add(structExpr(d.fields)).Op("=").Add(typeExpr(d.typ)).Values()
		}
	})
}

// spoken names a type in a comment: an Item, a []Item.
func spoken(t *Type) string {
	name := types.TypeString(t.Go, func(p *types.Package) string { return p.Name() })
	if strings.ContainsRune("aeiouAEIOU", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}

// keyText is a member's name as encoding/json writes it, quotes included.
func keyText(name string, escapeHTML bool) string {
	var text strings.Builder
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(escapeHTML)
	if err := enc.Encode(name); err != nil {
		panic("a string is always JSON") // unreachable: encoding/json refuses no string
	}
	return strings.TrimSuffix(text.String(), "\n")
}

// lastStep returns the last field of a selector: Base.ID → ID.
func lastStep(selector string) string { return selector[strings.LastIndexByte(selector, '.')+1:] }
