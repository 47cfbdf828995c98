package inspect

import (
	"go/types"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// This file decides what goes through encoding/json at run time: what generated code cannot name or select, and what
// depends on the implementation of encoding/json that the program is built with.

// detourOf returns why values of type t go through encoding/json as a whole, or "" if generated code treats them.
func (ty *typer) detourOf(t types.Type, kind model.Kind, mode model.Mode) string {
	switch {
	case kind == model.Time || kind == model.Raw:
		return ""
	case streams(t, mode):
		return "it has a method that only encoding/json/v2 calls"
	case methodOf(t, mode) != model.ByKind:
		return ""
	case needsSpelling(t, kind) && model.Spelling(t, ty.outPath) == nil:
		return ty.unspellable(t)
	}
	switch under := t.Underlying().(type) {
	case *types.Struct:
		return ty.unselectable(t, mode)
	case *types.Slice:
		if kind == model.Bytes && mode == model.Reading && methodOf(under.Elem(), model.Reading) != model.ByKind {
			return "it is base64 or an array of bytes that read themselves"
		}
		return ty.unspellableElem(under.Elem(), mode)
	case *types.Map:
		if mode != model.Reading && model.Spelling(under.Key(), ty.outPath) == nil {
			return ty.unspellable(under.Key())
		}
		return ty.unspellableElem(under.Elem(), mode)
	case *types.Pointer:
		if types.Unalias(t) != t.Underlying() && mode == model.Reading && methodOf(under.Elem(), model.Reading) != model.ByKind {
			return "it is a pointer with a name, and then the methods of what it points to do not read"
		}
		return ty.unspellableElem(under.Elem(), mode)
	case *types.Array:
		return ty.unspellableElem(under.Elem(), mode)
	}
	return ""
}

// whyDynamic is why values in interfaces are written by encoding/json.
var whyDynamic = map[model.Kind]string{
	model.Any:       "only if it holds a value that is not of a basic type",
	model.Interface: "what it holds is known at run time only",
}

// needsSpelling reports whether generated code has functions for the type itself, whose parameters are spelled.
// Elsewhere the compiler infers the type.
func needsSpelling(t types.Type, kind model.Kind) bool {
	return kind == model.Struct || kind == model.Map || kind == model.Any && types.Unalias(t) != t.Underlying()
}

// unspellableElem returns why there can be no function for elements of type t, which a container must be given, or "".
// Structs are not meant: they go through encoding/json one by one.
func (ty *typer) unspellableElem(t types.Type, mode model.Mode) string {
	if kind, misfit := classify(t, mode); misfit.Msg == "" && isContainer(kind) && methodOf(t, mode) == model.ByKind && model.Spelling(t, ty.outPath) == nil {
		return ty.unspellable(t)
	}
	return ""
}

func isContainer(k model.Kind) bool {
	return k == model.Map || k == model.Slice || k == model.Array || k == model.Pointer
}

// unselectable returns why generated code cannot get at all fields of the struct type t, or "".
func (ty *typer) unselectable(t types.Type, mode model.Mode) string {
	for _, m := range ty.objectOf(t).members {
		if _, _, why := ty.selector(t, m); why != "" {
			return why
		}
		if m.tag.quoted && streams(scalarType(m.field().Type()), ty.partMode(m.field().Type(), modeBehind(m.path, mode))) {
			return "its field " + m.field().Name() + " has the option string and a method that only encoding/json/v2 calls"
		}
	}
	return ""
}

// checkInside reports what is wrong with a member of a struct that goes through encoding/json.
func (ty *typer) checkInside(m candidate, u use) {
	v := m.field()
	hidden := !v.Exported() && v.Pkg().Path() != ty.outPath
	switch {
	case m.tag.required && u.mode == model.Reading:
		ty.reportUse(u, source.Misfit{Msg: "encoding/json, which this is read through, does not know of required fields: " + u.within.Why,
			Hint: "remove that reason, or the tag ow:\"required\" and check in the handler"})
	case hidden && u.mode == model.Reading && isPointer(v.Type()),
		hidden && u.mode != model.Reading && methodOf(v.Type(), model.Writing) != model.ByKind:
		ty.reportUse(u, source.Misfit{Msg: "encoding/json panics on this embedded field, which is not exported", Hint: "export its type, or remove its name from the tag"})
	}
}
