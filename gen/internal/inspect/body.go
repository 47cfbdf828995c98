package inspect

import (
	"fmt"
	"go/types"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// This file is about what is in the body of a request or an answer: T in the grammar of forms.

// bodyOf returns the kind of the body for v, or what is wrong with it.
func (fd *finder) bodyOf(v *types.Var, mode model.Mode) (model.FormKind, source.Misfit) {
	t := v.Type()
	if form, of := fd.runtime.disguised(pointee(t)); form != "" {
		name := typeName(types.Unalias(pointee(t))).Name()
		return model.JSON, source.Misfit{Msg: name + " is no " + form, Hint: "declare an alias: type " + name + " = " + form + "[" + fd.TypeString(of) + "]"}
	}
	switch {
	case isInvalid(t):
		return model.JSON, source.Misfit{} // the compiler has said what is wrong
	case isText(t) && !marshals(t):
		return model.RawBody, source.Misfit{}
	case mode == model.Reading:
		return model.JSON, fd.checkParams(v)
	}
	return model.JSON, fd.checkResult(v)
}

// isText reports whether t is []byte or string, or has one of them as its underlying type.
func isText(t types.Type) bool {
	if kind, _ := classify(t, model.Reading); kind == model.Raw || kind == model.Number {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Kind() == types.String
	case *types.Slice:
		return types.Identical(u.Elem(), types.Typ[types.Uint8])
	}
	return false
}

// marshals reports whether t has a method by which it is read from JSON or written as JSON.
func marshals(t types.Type) bool {
	return methodOf(t, model.Reading) != model.ByKind || methodOf(t, model.Writing) != model.ByKind ||
		streams(t, model.Reading) || streams(t, model.Writing)
}

// isEmptyStruct reports whether t is struct{}. One with a name is JSON without members.
func isEmptyStruct(t types.Type) bool {
	u, ok := types.Unalias(t).(*types.Struct)
	return ok && u.NumFields() == 0
}

// checkParams says what is wrong with the parameter that JSON is decoded into.
func (fd *finder) checkParams(v *types.Var) source.Misfit {
	t := v.Type()
	if kind, _ := classify(t, model.Reading); kind == model.Raw || isStruct(pointee(t)) {
		return source.Misfit{}
	}
	m := source.Misfit{Msg: fmt.Sprintf("the parameter is %s, want a struct", fd.TypeString(t)), Hint: fd.structHint([]*types.Var{v})}
	switch u := t.Underlying().(type) {
	case *types.Map:
		return source.Misfit{}
	case *types.Slice:
		if !isBytes(u) {
			return source.Misfit{}
		}
	}
	if hint := fd.nearHint(v, model.Reading); hint != "" {
		m.Hint = hint
	}
	return m
}

// checkResult says what is wrong with the result that JSON is made of: platforms want an object or an array.
func (fd *finder) checkResult(v *types.Var) source.Misfit {
	t := v.Type()
	if kind, _ := classify(t, model.Writing); kind == model.Raw || isStruct(pointee(t)) {
		return source.Misfit{}
	}
	m := source.Misfit{Msg: "the result is " + fd.TypeString(t) + ", want a struct", Hint: fd.resultHint([]*types.Var{v})}
	switch u := t.Underlying().(type) {
	case *types.Map, *types.Array:
		return source.Misfit{}
	case *types.Slice:
		if !isBytes(u) {
			return source.Misfit{}
		}
	case *types.Interface:
		if u.Empty() {
			return source.Misfit{}
		}
	}
	if hint := fd.nearHint(v, model.Writing); hint != "" {
		m.Hint = hint
	}
	return m
}

// nearHint says what to write instead of the type of v if that is nearly one for a body, or "".
func (fd *finder) nearHint(v *types.Var, mode model.Mode) string {
	t := v.Type()
	kind, _ := classify(t, mode)
	switch hint := fd.textHint(t, mode); {
	case hint != "":
		return hint
	case kind == model.Any:
		return "take json.RawMessage, which is any JSON, or a struct"
	case kind == model.Pointer:
		elem := types.NewVar(v.Pos(), v.Pkg(), v.Name(), pointee(t))
		if _, m := fd.bodyOf(elem, mode); m.Msg == "" {
			return verb(mode) + " " + fd.TypeString(elem.Type())
		}
	}
	return ""
}

// textHint says what to write instead of a type that is nearly a text, or "".
func (fd *finder) textHint(t types.Type, mode model.Mode) string {
	slice, isSlice := t.Underlying().(*types.Slice)
	plain := "string"
	if isSlice {
		plain = "[]byte"
	}
	switch {
	case isPointer(t) && isText(pointee(t)):
		return verb(mode) + " " + fd.TypeString(pointee(t))
	case isText(t):
		return fd.TypeString(t) + " has methods for JSON, so it is no text: " + verb(mode) + " " + plain + ", or a struct with such a field"
	case isSlice && isBytes(slice):
		return verb(mode) + " []byte"
	}
	return ""
}
