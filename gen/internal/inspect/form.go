package inspect

import (
	"cmp"
	"go/token"
	"go/types"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// This file takes the types of parameters and results apart: which form a handler gives or wants, and what is in it.
//
//	P = T | ow.Request[T] | ow.Event[T] | pointers to them
//	R = T | ow.Response[T] | ow.Event[T] | iter.Seq2[T, error] | pointers to the first three

// formOf returns the form of v, or what is wrong with it.
func (fd *finder) formOf(v *types.Var, mode model.Mode) (*model.Form, source.Misfit) {
	f := &model.Form{Go: v.Type()}
	if p, ok := types.Unalias(f.Go).(*types.Pointer); ok && (mode == model.Reading || fd.runtime.isOurs(p.Elem())) {
		f.Pointer, f.Go = true, p.Elem()
	}
	var m source.Misfit
	switch kind, of := fd.runtime.wrapper(f.Go); {
	case of == nil:
		f.Kind, m = fd.bodyOf(v, mode)
	case !fits(kind, mode):
		f.Kind, m = kind, fd.misdirected(kind, f.Go, of)
	default:
		f.Kind = kind
		f.Of, m = fd.inside(f, of, mode)
	}
	return f, m
}

// A runtimePath is the import path of the runtime that the program links, whose types are forms.
type runtimePath string

// wrapper returns the kind of a form that has another one in it, and the type of that; nil if t is none.
func (r runtimePath) wrapper(t types.Type) (kind model.FormKind, of types.Type) {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return 0, nil
	}
	args := named.TypeArgs()
	switch named.Obj().Pkg().Path() {
	case string(r):
		if kind, ok := ourForms[named.Obj().Name()]; ok && args.Len() == 1 {
			return kind, args.At(0)
		}
	case "iter":
		if named.Obj().Name() == "Seq2" && isError(args.At(1)) {
			return model.Stream, args.At(0)
		}
	}
	return 0, nil
}

// ourForms are the types of the runtime that are forms.
var ourForms = map[string]model.FormKind{"Request": model.Request, "Response": model.Response, "Event": model.Event}

// isOurs reports whether t is a Request, a Response or an Event of the runtime.
func (r runtimePath) isOurs(t types.Type) bool {
	kind, of := r.wrapper(t)
	return of != nil && kind != model.Stream
}

// disguised returns our form that t is declared with, as in type Push ow.Request[T], which is another type, and what T is; ""
// if there is none.
func (r runtimePath) disguised(t types.Type) (form string, of types.Type) {
	named, isNamed := types.Unalias(t).(*types.Named)
	fields, isStruct := t.Underlying().(*types.Struct)
	if !isNamed || !isStruct || fields.NumFields() == 0 || r.isOurs(t) {
		return "", nil
	}
	home, last := fields.Field(0).Pkg(), fields.Field(fields.NumFields()-1)
	if home == nil || home.Path() != string(r) || named.Obj().Pkg() == home {
		return "", nil
	}
	for name := range ourForms {
		if obj := home.Scope().Lookup(name); obj != nil && sameFields(obj.Type().Underlying(), fields) {
			return home.Name() + "." + name, last.Type()
		}
	}
	return "", nil
}

// sameFields reports whether t is a struct whose fields are called as those of u.
func sameFields(t types.Type, u *types.Struct) bool {
	s, ok := t.(*types.Struct)
	if !ok || s.NumFields() != u.NumFields() {
		return false
	}
	for k := range s.NumFields() {
		if s.Field(k).Name() != u.Field(k).Name() {
			return false
		}
	}
	return true
}

// fits reports whether a form that has another one in it is one for the mode.
func fits(kind model.FormKind, mode model.Mode) bool {
	switch kind {
	case model.Request:
		return mode == model.Reading
	case model.Response, model.Stream:
		return mode != model.Reading
	}
	return true
}

// misdirected says what to write instead of t, a form with of in it that is for the other direction.
func (fd *finder) misdirected(kind model.FormKind, t, of types.Type) source.Misfit {
	switch kind {
	case model.Request:
		return source.Misfit{Msg: fd.TypeString(t) + " is for parameters", Hint: "return ow.Response[" + fd.TypeString(of) + "]"}
	case model.Response:
		return source.Misfit{Msg: fd.TypeString(t) + " is for results", Hint: "take ow.Request[" + fd.TypeString(of) + "]"}
	}
	return source.Misfit{Msg: fd.TypeString(t) + " is for results", Hint: "take a slice, or, to read the body as it comes, ow.Request[io.Reader]"}
}

// inside returns the form of the type that is in f, or what is wrong with it.
func (fd *finder) inside(f *model.Form, of types.Type, mode model.Mode) (*model.Form, source.Misfit) {
	in := &model.Form{Go: of}
	if isNamed(of, "io", "Reader") && (f.Kind == model.Request || f.Kind == model.Response) {
		in.Kind = model.Reader
		return in, source.Misfit{}
	}
	v := types.NewVar(token.NoPos, fd.Types, "", of)
	var m source.Misfit
	switch m.Hint = fd.outOfPlace(f, v, mode); {
	case m.Hint != "":
	case isEmptyStruct(of):
		in.Kind = model.NoBody
	default:
		in.Kind, m = fd.bodyOf(v, mode)
	}
	if m.Hint != "" {
		m.Msg = fd.TypeString(of) + " within " + fd.generic(f) + " is not served"
		m.Hint = m.Msg + ": " + m.Hint
	}
	return in, m
}

// outOfPlace says what to write instead of v, the type in f, if that is a form as well, or no data.
func (fd *finder) outOfPlace(f *model.Form, v *types.Var, mode model.Mode) string {
	of, outer := v.Type(), fd.generic(f)
	kind, deeper := fd.runtime.wrapper(pointee(of))
	switch {
	case deeper != nil && kind == model.Stream && f.Kind == model.Stream:
		return "return " + fd.TypeString(of) + ", one stream of all values"
	case deeper != nil && fits(kind, mode):
		return verb(mode) + " " + fd.TypeString(pointee(of)) + " itself"
	case deeper != nil:
		return verb(mode) + " " + outer + "[" + fd.TypeString(deeper) + "]"
	case fd.isReader(of) && f.Kind == model.Event:
		return verb(mode) + " ow.Event[[]byte]: events do not stream"
	case fd.isReader(of) && f.Kind == model.Stream:
		return "return ow.Response[io.Reader], or iter.Seq2[[]byte, error] for a body in pieces"
	case fd.isReader(of):
		return verb(mode) + " " + outer + "[io.Reader]"
	case !fd.isData(v, of, mode):
		return cmp.Or(fd.instead(of, mode), outer+" may hold a struct, a map, a slice, []byte or string")
	case f.Kind == model.Stream && isEmptyStruct(of):
		return "return a stream of structs that become JSON, of []byte or of string"
	case mode == model.Reading && isPointer(of):
		return "take " + outer + "[" + fd.TypeString(pointee(of)) + "], or a pointer to it"
	}
	return ""
}

// generic names the type of a form without what is in it: ow.Request.
func (fd *finder) generic(f *model.Form) string {
	obj := types.Unalias(f.Go).(*types.Named).Obj()
	return obj.Pkg().Name() + "." + obj.Name()
}

// verb is what a function does with values that go in the direction of the mode.
func verb(mode model.Mode) string {
	if mode == model.Reading {
		return "take"
	}
	return "return"
}
