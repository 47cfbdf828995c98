package inspect

import (
	"go/types"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// classify decides what JSON stands for values of t, unless methods of its own do. The message of a misfit follows the name
// of the type.
func classify(t types.Type, mode model.Mode) (model.Kind, source.Misfit) {
	switch {
	case isNamed(t, "time", "Time"):
		return model.Time, source.Misfit{}
	case isNamed(t, "encoding/json", "RawMessage"), isNamed(t, "encoding/json/jsontext", "Value"):
		return model.Raw, source.Misfit{} // the former is an alias of the latter under GOEXPERIMENT=jsonv2
	case isNamed(t, "encoding/json", "Number"):
		return model.Number, source.Misfit{}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if kind, ok := classifyBasic(u); ok {
			return kind, source.Misfit{}
		}
	case *types.Struct:
		return model.Struct, source.Misfit{}
	case *types.Pointer:
		if pointsToItself(u) {
			return 0, source.Misfit{Msg: "is a pointer to nothing but itself"}
		}
		return model.Pointer, source.Misfit{}
	case *types.Array:
		return model.Array, source.Misfit{}
	case *types.Slice:
		if isBytes(u) {
			return model.Bytes, source.Misfit{}
		}
		return model.Slice, source.Misfit{}
	case *types.Map:
		return model.Map, source.Misfit{}
	case *types.Interface:
		if u.Empty() {
			return model.Any, source.Misfit{}
		}
		return model.Interface, source.Misfit{}
	}
	if mode == model.Reading {
		return 0, source.Misfit{Msg: "cannot come from JSON"}
	}
	return 0, source.Misfit{Msg: "cannot become JSON"}
}

// pointsToItself reports whether following p never leads to anything but a pointer, as for type P *P.
func pointsToItself(p *types.Pointer) bool {
	seen := map[types.Type]bool{}
	for t := types.Type(p); ; {
		next, ok := t.Underlying().(*types.Pointer)
		if !ok {
			return false
		}
		if t = types.Unalias(next.Elem()); seen[t] {
			return true
		}
		seen[t] = true
	}
}

// classifyBasic is classify for basic types: there are some that JSON has nothing for.
func classifyBasic(t *types.Basic) (kind model.Kind, ok bool) {
	switch info := t.Info(); {
	case info&types.IsBoolean != 0:
		return model.Bool, true
	case info&types.IsUnsigned != 0:
		return model.Uint, true
	case info&types.IsInteger != 0:
		return model.Int, true
	case info&types.IsFloat != 0:
		return model.Float, true
	case info&types.IsString != 0:
		return model.String, true
	}
	return 0, false
}

// elemType returns the type of the elements of a slice.
func elemType(t types.Type) types.Type { return t.Underlying().(*types.Slice).Elem() }

// typeName returns the declaration of a type that has a name of its own, or nil.
func typeName(t types.Type) *types.TypeName {
	switch t := t.(type) {
	case *types.Named:
		return t.Obj()
	case *types.Alias:
		return t.Obj()
	}
	return nil
}

// isNamed reports whether t is the type name of the package at path.
func isNamed(t types.Type, path, name string) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == path && n.Obj().Name() == name
}

// zeroOf returns how to tell the zero value of t. Spelled is nil if the generated program cannot write the type.
func zeroOf(t, spelled types.Type) model.Zero {
	owner := t
	if !isPointer(t) && !types.IsInterface(t) {
		owner = types.NewPointer(t)
	}
	switch asked := hasMethod(owner, "IsZero", isZero); {
	case asked && types.IsInterface(t):
		return model.ZeroSays
	case asked:
		return model.ZeroMethod
	}
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Interface:
		return model.ZeroNil
	case *types.Struct, *types.Array:
		if !types.Comparable(t) || spelled == nil {
			return model.ZeroReflect
		}
	}
	return model.ZeroCompare
}

// isZero reports whether a signature is that of the method by which a type says itself what its zero value is.
func isZero(sig *types.Signature) bool {
	return hasForm(sig, nil, []types.Type{types.Typ[types.Bool]})
}
