package gen

import (
	"go/types"
	"strings"
)

// This file knows the parameters and results that are no data: *http.Request, io.Reader, *sql.DB. To put them in a struct, as
// other things that come in two, would only lead into the fields of a type that nobody can edit.

// unserved says which of the parameters or results are no data, and what is served instead.
func (in *inspector) unserved(vars []*types.Var, role string) Misfit {
	var names []string
	instead := "take a struct that JSON is decoded into, a map, a slice, or json.RawMessage for the JSON as it is"
	if role == "Result" {
		instead = "return a struct that becomes JSON, a map, a slice, or json.RawMessage for what is JSON already"
	}
	for _, v := range vars {
		if in.isData(v, v.Type(), role) {
			continue
		}
		names = append(names, in.typeString(v.Type()))
		if role == "Params" && isNamed(pointee(v.Type()), "net/http", "Request") {
			instead += "; ow.FromContext(ctx) tells the headers"
		}
	}
	if len(names) == 0 {
		return Misfit{}
	}
	last := len(names) - 1
	text := names[last] + " is not served"
	if last > 0 {
		text = strings.Join(names[:last], ", ") + " and " + names[last] + " are not served"
	}
	return Misfit{text, text + ": " + instead}
}

// isData reports whether JSON can stand for values of type t, the type of v or a part of it. It believes it of the user's own
// structs: what is wrong with these is said of their fields.
func (in *inspector) isData(v *types.Var, t types.Type, role string) bool {
	if isInvalid(t) || isError(t) || isContext(t) {
		return true // has been, or will be, dealt with
	}
	obj := typeName(types.Unalias(t))
	switch u := t.Underlying().(type) {
	case *types.Signature, *types.Chan:
		return false
	case *types.Interface:
		return u.Empty() || role == "Result" && obj != nil && in.editable(obj)
	case *types.Struct:
		return obj == nil || in.editable(obj) || in.hasJSON(v, t, role)
	case interface{ Elem() types.Type }: // pointer, slice, array, map; one with a name may be in itself
		return obj != nil || in.isData(v, u.Elem(), role)
	}
	return true
}

// hasJSON reports whether there is JSON for a struct of somebody else's. One whose fields are all hidden stands for something
// that is not in it.
//
// A package may be full of functions that take a *http.Request, so the answer is kept.
func (in *inspector) hasJSON(v *types.Var, t types.Type, role string) bool {
	mode := Reading
	if role == "Result" {
		mode = Writing
	}
	known := tableFor(in.foreign, mode)
	if has := known.At(t); has != nil {
		return has.(bool)
	}
	trial := &inspector{pkg: in.pkg, env: in.env, outPath: in.outPath}
	m := newTyper(trial).typeOf(t, use{handler: &Handler{}, role: role, root: v.Pos(), mode: mode})
	hidden := m != nil && m.Kind == Struct && m.Method == ByKind && len(m.Fields) == 0 && t.Underlying().(*types.Struct).NumFields() > 0
	has := m != nil && len(trial.found) == 0 && !hidden
	known.Set(t, has)
	return has
}

// pointee is what t points to, or t.
func pointee(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}
