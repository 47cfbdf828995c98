package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file is about members that are left out: those of omitempty and omitzero, and those of embedded structs that are not
// there.

// always reports whether the field is in every object.
func (c *coder) always(f model.Field) bool { return !dropped(f) && c.present(f) == nil }

// dropped reports whether the field is in no object: omitempty leaves out an array without elements.
func dropped(f model.Field) bool { return f.OmitEmpty && f.Type.Kind == model.Array && f.Type.Len == 0 }

// present is the condition under which a field is written, or nil if it always is.
func (c *coder) present(f model.Field) *jen.Statement {
	var conds []jen.Code
	for _, e := range f.Embeds {
		conds = append(conds, jen.Id("v."+e.Go).Op("!=").Nil())
	}
	v := "v." + f.Go
	if f.OmitEmpty && !(f.OmitZero && emptyIsZero(f.Type)) {
		conds = append(conds, notEmpty(f.Type, v)...)
	}
	if f.OmitZero && !(f.OmitEmpty && zeroIsEmpty(f.Type)) {
		conds = append(conds, c.notZero(f.Type, v))
	}
	if len(conds) == 0 {
		return nil
	}
	all := jen.Add(conds[0])
	for _, cond := range conds[1:] {
		all.Op("&&").Add(cond)
	}
	return all
}

// emptyIsZero reports whether the condition of omitzero leaves out what is empty, too: a pointer is asked whether it is zero
// unless it is nil.
func emptyIsZero(t *model.Type) bool { return t.Kind == model.Pointer && t.Zero == model.ZeroMethod }

// zeroIsEmpty reports whether the condition of omitempty leaves out what is zero, too.
func zeroIsEmpty(t *model.Type) bool {
	switch t.Kind {
	case model.Struct, model.Array, model.Time: // are never empty
		return false
	}
	return t.Zero == model.ZeroCompare || t.Zero == model.ZeroNil
}

// notEmpty is the condition of omitempty, or nothing for a type that is never empty.
func notEmpty(t *model.Type, v string) []jen.Code {
	switch t.Kind {
	case model.Bool, model.Int, model.Uint, model.Float, model.String, model.Number:
		return []jen.Code{notDefault(t, v)}
	case model.Bytes, model.Raw, model.Slice, model.Map:
		return []jen.Code{jen.Len(jen.Id(v)).Op("!=").Lit(0)}
	case model.Pointer, model.Any, model.Interface:
		return []jen.Code{jen.Id(v).Op("!=").Nil()}
	}
	return nil
}

// notZero is the condition of omitzero.
func (c *coder) notZero(t *model.Type, v string) jen.Code {
	switch {
	case t.Zero == model.ZeroMethod && t.Kind == model.Pointer: // a nil pointer is zero without being asked
		return jen.Id(v).Op("!=").Nil().Op("&&").Op("!").Id(v).Dot("IsZero").Call()
	case t.Zero == model.ZeroMethod:
		return jen.Op("!").Id(v).Dot("IsZero").Call()
	case t.Zero == model.ZeroSays:
		return jen.Op("!").Add(c.zero("Says")).Call(jen.Id(v))
	case t.Zero == model.ZeroReflect:
		return jen.Op("!").Add(c.zero("Is")).Call(jen.Op("&").Id(v))
	case t.Zero == model.ZeroNil:
		return jen.Id(v).Op("!=").Nil()
	}
	return notDefault(t, v)
}

// notDefault compares with the zero value of a comparable type.
func notDefault(t *model.Type, v string) jen.Code {
	switch t.Kind {
	case model.Bool:
		return jen.Id(v)
	case model.Int, model.Uint, model.Float:
		return jen.Id(v).Op("!=").Lit(0)
	case model.String, model.Number:
		return jen.Id(v).Op("!=").Lit("")
	}
	return jen.Id(v).Op("!=").Parens(typeExpr(t.Go).Values())
}
