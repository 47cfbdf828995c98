package inspect

import (
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// This file knows the parameters and results that are no data: *http.Request, io.Reader, *sql.DB. To put them in a struct, as
// other things that come in two, would only lead into the fields of a type that nobody can edit.

// unserved says which of the parameters or results are no data, and what is served instead.
func (fd *finder) unserved(vars []*types.Var, mode model.Mode) source.Misfit {
	var names, hints []string
	for _, v := range vars {
		if m := fd.ofOtherRuntime(pointee(v.Type())); m.Msg != "" {
			return m
		}
		if fd.isForm(v.Type()) || fd.isData(v, v.Type(), mode) {
			continue
		}
		names = append(names, fd.TypeString(v.Type()))
		if hint := fd.instead(v.Type(), mode); hint != "" && !slices.Contains(hints, hint) {
			hints = append(hints, hint)
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
	switch {
	case hints != nil:
	case mode == model.Reading:
		hints = []string{"take a struct that JSON is decoded into, a map, a slice, or []byte for the body as it is"}
	default:
		hints = []string{"return a struct that becomes JSON, a map, a slice, or []byte for the body as it is"}
	}
	return source.Misfit{Msg: text, Hint: text + ": " + strings.Join(hints, "; ")}
}

// isForm reports whether t is one of those that are no data, but stand for requests and answers: an ow type, a pointer to one,
// or a stream.
func (fd *finder) isForm(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return fd.runtime.isOurs(p.Elem())
	}
	_, of := fd.runtime.wrapper(t)
	return of != nil
}

// ofOtherRuntime says that t is a form of a runtime that the program does not link.
func (fd *finder) ofOtherRuntime(t types.Type) source.Misfit {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.TypeArgs().Len() != 1 || fd.runtime.isOurs(t) {
		return source.Misfit{}
	}
	obj := named.Obj()
	if _, ok := ourForms[obj.Name()]; !ok || obj.Pkg().Name() != "ow" {
		return source.Misfit{}
	}
	hint := "instead of " + strconv.Quote(obj.Pkg().Path()) + " import ow " + strconv.Quote(string(fd.runtime))
	if strings.HasSuffix(obj.Pkg().Path(), "/internal/ow") { // where -runtime embed puts a copy
		hint += ", or generate with -runtime embed"
	}
	return source.Misfit{Msg: fd.TypeString(t) + " is of another runtime than that of the program", Hint: hint}
}

// formIn returns the form that a pointer, a slice, an array or a map holds, or nil.
func (fd *finder) formIn(t types.Type) types.Type {
	for {
		if fd.isForm(t) {
			return pointee(t)
		}
		container, ok := types.Unalias(t).(interface{ Elem() types.Type })
		if !ok {
			return nil
		}
		t = container.Elem()
	}
}

// instead says what to write instead of a type that is no data, where people use it for requests and answers; "" if they do
// not.
func (fd *finder) instead(t types.Type, mode model.Mode) string {
	reading := mode == model.Reading
	channel, isChannel := t.Underlying().(*types.Chan)
	switch elem, form := fd.yielded(t), fd.formIn(t); {
	case form != nil:
		return verb(mode) + " " + fd.TypeString(form) + " itself"
	case elem != nil && reading:
		return "take a slice, or, to read the body as it comes, ow.Request[io.Reader]"
	case elem != nil:
		return "return iter.Seq2[" + fd.TypeString(elem) + ", error]"
	case isChannel && !reading:
		return "return iter.Seq2[" + fd.TypeString(channel.Elem()) + ", error]"
	case isRequestOfHTTP(t), isNamed(t, "net/http", "ResponseWriter"):
		return "write func(http.ResponseWriter, *http.Request), or take ow.Request[T] and return ow.Response[T]"
	case servesHTTP(t) && !reading:
		return "write func() http.Handler"
	case isNamed(pointee(t), "net/http", "Response") && !reading:
		return "return ow.Response[T]"
	case isOfMultipart(pointee(t)) && reading:
		return "take ow.Request[[]byte] or ow.Request[io.Reader], and read the parts with package mime/multipart"
	case fd.isReader(t) && reading:
		return "take ow.Request[io.Reader]"
	case fd.isReader(t):
		return "return ow.Response[io.Reader]"
	case isNamed(t, "io", "Writer"), isNamed(t, "io", "WriteCloser"):
		return "return ow.Response[io.Reader], or iter.Seq2[[]byte, error] for a body in pieces"
	}
	return ""
}

// yielded returns the type of the values of t if that is an iterator, or nil. An iterator of pairs often counts its values.
func (fd *finder) yielded(t types.Type) types.Type {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || sig.Params().Len() != 1 || sig.Results().Len() != 0 {
		return nil
	}
	yield, ok := sig.Params().At(0).Type().Underlying().(*types.Signature)
	if !ok || yield.Results().Len() != 1 || yield.Params().Len() == 0 || yield.Params().Len() > 2 {
		return nil
	}
	last := yield.Params().At(yield.Params().Len() - 1).Type()
	if types.Implements(last, errorInterface) {
		return yield.Params().At(0).Type()
	}
	return last
}

// isReader reports whether t is one of the readers of the standard library.
func (fd *finder) isReader(t types.Type) bool {
	obj := typeName(types.Unalias(pointee(t)))
	if obj == nil || obj.Pkg() == nil || strings.Contains(obj.Pkg().Path(), ".") || fd.Editable(obj) {
		return false
	}
	return hasMethod(t, "Read", func(sig *types.Signature) bool {
		return hasForm(sig, []types.Type{textType}, []types.Type{types.Typ[types.Int], errorType})
	})
}

// isOfMultipart reports whether t is a part of a multipart body, or the whole of one.
func isOfMultipart(t types.Type) bool {
	obj := typeName(types.Unalias(t))
	return obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "mime/multipart"
}

// isData reports whether JSON can stand for values of type t, the type of v or a part of it. It believes it of the user's own
// structs: what is wrong with these is said of their fields.
func (fd *finder) isData(v *types.Var, t types.Type, mode model.Mode) bool {
	if isInvalid(t) || isError(t) && mode == model.Writing || isContext(t) {
		return true // has been, or will be, dealt with
	}
	obj := typeName(types.Unalias(t))
	if isOfMultipart(t) {
		return false
	}
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
	m := newTyper(trial, fd.typer.outPath, fd.runtime).typeOf(t, use{handler: &model.Handler{}, root: v.Pos(), mode: mode})
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
