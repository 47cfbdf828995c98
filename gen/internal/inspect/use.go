package inspect

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// A use is a place where a type is met on the way from a handler, as diagnostics tell it, and what happens to values there.
type use struct {
	handler *model.Handler
	root    token.Pos    // of the parameter or result
	path    string       // from there to here: Params.Items[].Price
	json    string       // the same, as errors at run time say it: params.items[].price
	fields  []*types.Var // on that path

	mode   model.Mode  // WritingCopy in a map; see typer.mode
	within *model.Type // goes through encoding/json as a whole, with all that is in it; nil if generated code treats what is here
}

// role is what the handler uses the whole for.
func (u use) role() string {
	if u.mode == model.Reading {
		return "Params"
	}
	return "Result"
}

// innermost is the last field on the way to u, or nil.
func (u use) innermost() *types.Var {
	if len(u.fields) == 0 {
		return nil
	}
	return u.fields[len(u.fields)-1]
}

// field is the use of the type of a field of the struct at u, reached through embedded fields.
func (u use) field(path []*types.Var) use {
	for _, step := range path {
		u.path += "." + step.Name()
	}
	u.fields = slices.Concat(u.fields, path)
	u.mode = modeBehind(path, u.mode)
	return u
}

// modeBehind is the mode of what is reached through embedded fields from where the mode is another one: behind a pointer
// among them everything has an address.
func modeBehind(path []*types.Var, mode model.Mode) model.Mode {
	embedded := path[:len(path)-1]
	if mode == model.WritingCopy && slices.ContainsFunc(embedded, func(step *types.Var) bool { return isPointer(step.Type()) }) {
		return model.Writing
	}
	return mode
}

// member is field with the name that m has in JSON.
func (u use) member(m candidate) use {
	at := u.field(m.path)
	at.json = memberPath(at.json, m.name)
	return at
}

// elem is the use of the type of the elements of the container t at u.
func (u use) elem(t types.Type) use {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Slice:
		if u.mode == model.WritingCopy { // what it points to has an address
			u.mode = model.Writing
		}
	case *types.Map:
		if u.mode == model.Writing {
			u.mode = model.WritingCopy
		}
	}
	if !isPointer(t) {
		u.path += "[]"
		u.json += "[]"
	}
	return u
}

// inside is the use of what encoding/json sees in m, the model of the type at u.
func (u use) inside(m *model.Type) use {
	u.within = m
	return u
}

// place is what to edit: the innermost field on the way that is the user's own, or else the parameter or result.
func (ty *typer) place(u use) (pos token.Position, isField bool) {
	for _, field := range slices.Backward(u.fields) {
		if ty.Editable(field) {
			return ty.Declared(field), true
		}
	}
	return ty.Position(u.root), false
}

// reportUse reports what is wrong with the type at u.
func (ty *typer) reportUse(u use, m source.Misfit) {
	pos, _ := ty.place(u)
	trail := fmt.Sprintf("%s: used by handler %s as %s", ty.Position(u.root), u.handler.Func, u.role())
	ty.Add(source.Diagnostic{Pos: pos, Msg: u.path + ": " + m.Msg, Notes: source.WithoutEmpty([]string{trail, m.Hint})})
}

// warnUse warns of the type at u.
func (ty *typer) warnUse(u use, m source.Misfit) {
	ty.warnAt(u, source.Misfit{Msg: u.path + ": " + m.Msg, Hint: m.Hint})
}

// warnAt warns of something at u whose message names it.
func (ty *typer) warnAt(u use, m source.Misfit) {
	pos, _ := ty.place(u)
	ty.Warn(source.Diagnostic{Pos: pos, Msg: m.Msg, Notes: source.WithoutEmpty([]string{m.Hint})})
}
