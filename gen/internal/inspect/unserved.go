package inspect

import (
	"go/types"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// This file knows the parameters and results that are no data: *http.Request, io.Reader, *sql.DB. To put them in a struct, as
// other things that come in two, would only lead into the fields of a type that nobody can edit.

// unserved says which of the parameters or results are no data, and what is served instead.
func (fd *finder) unserved(vars []*types.Var, mode model.Mode) source.Misfit {
	var names []string
	instead := "take a struct that JSON is decoded into, a map, a slice, or json.RawMessage for the JSON as it is"
	if mode != model.Reading {
		instead = "return a struct that becomes JSON, a map, a slice, or json.RawMessage for what is JSON already"
	}
	for _, v := range vars {
		if fd.isData(v, v.Type(), mode) {
			continue
		}
		names = append(names, fd.TypeString(v.Type()))
		if mode == model.Reading && isNamed(pointee(v.Type()), "net/http", "Request") {
			instead += "; ow.FromContext(ctx) tells the headers"
		}
	}
	if len(names) == 0 {
		return source.Misfit{}
	}
	last := len(names) - 1
	text := names[last] + " is not served"
	if last > 0 {
		text = strings.Join(names[:last], ", ") + " and " + names[last] + " are not served"
	}
	return source.Misfit{Msg: text, Hint: text + ": " + instead}
}

// isData reports whether JSON can stand for values of type t, the type of v or a part of it. It believes it of the user's own
// structs: what is wrong with these is said of their fields.
func (fd *finder) isData(v *types.Var, t types.Type, mode model.Mode) bool {
	if isInvalid(t) || isError(t) || isContext(t) {
		return true // has been, or will be, dealt with
	}
	obj := typeName(types.Unalias(t))
	switch u := t.Underlying().(type) {
	case *types.Signature, *types.Chan:
		return false
	case *types.Interface:
		return u.Empty() || mode != model.Reading && obj != nil && fd.Editable(obj)
	case *types.Struct:
		return obj == nil || fd.Editable(obj) || fd.hasJSON(v, t, mode)
	case interface{ Elem() types.Type }: // pointer, slice, array, map; one with a name may be in itself
		return obj != nil || fd.isData(v, u.Elem(), mode)
	}
	return true
}

// hasJSON reports whether there is JSON for a struct of somebody else's. One whose fields are all hidden stands for something
// that is not in it.
//
// A package may be full of functions that take a *http.Request, so the answer is kept.
func (fd *finder) hasJSON(v *types.Var, t types.Type, mode model.Mode) bool {
	known := tableFor(fd.foreign, mode)
	if has := known.At(t); has != nil {
		return has.(bool)
	}
	trial := fd.Apart()
	m := newTyper(trial, fd.typer.outPath).typeOf(t, use{handler: &model.Handler{}, root: v.Pos(), mode: mode})
	hidden := m != nil && m.Kind == model.Struct && m.Method == model.ByKind && len(m.Fields) == 0 && t.Underlying().(*types.Struct).NumFields() > 0
	has := m != nil && len(trial.Problems) == 0 && !hidden
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
