package emit

import (
	"encoding/json"
	"go/types"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// literals are values of type t, each given as JSON.
func (c *coder) literals(t *model.Type, values []string) []jen.Code {
	var all []jen.Code
	for _, value := range values {
		all = append(all, c.literal(t, value))
	}
	return all
}

// literal is a value of type t, given as JSON: a string, a number or a bool. A float is rounded as it is when it is read.
func (c *coder) literal(t *model.Type, value string) jen.Code {
	switch t.Kind {
	case model.String:
		var text string
		if err := json.Unmarshal([]byte(value), &text); err == nil {
			return jen.Lit(text)
		}
	case model.Float:
		bits := 8 * int(c.pkg.Sizes.Sizeof(t.Go))
		if f, err := strconv.ParseFloat(value, bits); err == nil {
			return jen.Id(strconv.FormatFloat(f, 'g', -1, bits))
		}
	}
	return jen.Id(value)
}

// isPlainString reports whether t is the type string itself.
func isPlainString(t *model.Type) bool { return types.Identical(t.Go, types.Typ[types.String]) }

// generic returns the type t as the parameter of a function can have it. Where the program cannot spell t, it has type
// parameters for it: T ~string.
func (c *coder) generic(t *model.Type) (params []jen.Code, typ *jen.Statement) {
	if model.Spellable(t.Go, c.pkg.OutPath) {
		return nil, typeExpr(t.Go)
	}
	basic, isBasic := t.Go.Underlying().(*types.Basic)
	isNamed := model.PackageOf(types.Unalias(t.Go)) != nil
	switch {
	case isBasic:
		return []jen.Code{jen.Id("T").Op("~").Id(basic.Name())}, jen.Id("T")
	case t.Method != model.ByKind || t.Elem == nil:
		return []jen.Code{jen.Id("T").Any()}, jen.Id("T")
	}
	params, typ = c.generic(t.Elem)
	switch t.Kind {
	case model.Pointer:
		typ = jen.Op("*").Add(typ)
	case model.Array:
		typ = jen.Index(jen.Lit(int(t.Len))).Add(typ)
	default:
		typ = jen.Index().Add(typ)
	}
	if isNamed {
		params = append([]jen.Code{jen.Id("S").Op("~").Add(typ)}, params...)
		typ = jen.Id("S")
	}
	return params, typ
}
