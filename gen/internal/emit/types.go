package emit

import (
	"go/types"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// typeExpr spells a type in the generated files: []*shop.Item.
func typeExpr(t types.Type) *jen.Statement {
	switch t := t.(type) {
	case *types.Alias:
		return qualified(t.Obj(), t.TypeArgs())
	case *types.Named:
		return qualified(t.Obj(), t.TypeArgs())
	case *types.Pointer:
		return jen.Op("*").Add(typeExpr(t.Elem()))
	case *types.Slice:
		return jen.Index().Add(typeExpr(t.Elem()))
	case *types.Array:
		return jen.Index(jen.Lit(int(t.Len()))).Add(typeExpr(t.Elem()))
	case *types.Map:
		return jen.Map(typeExpr(t.Key())).Add(typeExpr(t.Elem()))
	case *types.Struct:
		return structExpr(t)
	}
	return jen.Id(types.TypeString(t, nil))
}

// qualified spells a named type with its type arguments: box.Box[string].
func qualified(obj *types.TypeName, args *types.TypeList) *jen.Statement {
	s := jen.Id(obj.Name())
	if obj.Pkg() != nil {
		s = jen.Qual(obj.Pkg().Path(), obj.Name())
	}
	if args.Len() == 0 {
		return s
	}
	var list []jen.Code
	for arg := range args.Types() {
		list = append(list, typeExpr(arg))
	}
	return s.Types(list...)
}

// signatureExpr spells the type of a handler: func(context.Context, *shop.Params) (shop.Result, error).
func signatureExpr(h *model.Handler) *jen.Statement {
	var params, results []jen.Code
	if h.TakesContext {
		params = append(params, jen.Qual("context", "Context"))
	}
	if h.TakesParams {
		params = append(params, formExpr(h.Input))
	}
	if h.GivesResult {
		results = append(results, formExpr(h.Output))
	}
	if h.GivesError {
		results = append(results, jen.Error())
	}
	return jen.Func().Params(params...).Params(results...)
}

// structExpr spells a struct type with its tags on one line: struct{ Name string `json:"name"` }.
func structExpr(t *types.Struct) *jen.Statement {
	var fields []jen.Code
	for k := range t.NumFields() {
		f := t.Field(k)
		field := jen.Null()
		if !f.Embedded() {
			field = jen.Id(f.Name())
		}
		field.Add(typeExpr(f.Type()))
		if tag := t.Tag(k); tag != "" {
			field.Lit(tag)
		}
		fields = append(fields, field)
	}
	return jen.Struct(fields...)
}
