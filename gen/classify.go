package gen

import (
	"go/types"
)

// classify decides what JSON stands for values of t, unless methods of its own do. The message of a misfit follows the name
// of the type.
func classify(t types.Type, mode Mode) (Kind, Misfit) {
	switch {
	case isNamed(t, "time", "Time"):
		return Time, Misfit{}
	case isNamed(t, "encoding/json", "RawMessage"), isNamed(t, "encoding/json/jsontext", "Value"):
		return Raw, Misfit{} // the former is an alias of the latter under GOEXPERIMENT=jsonv2
	case isNamed(t, "encoding/json", "Number"):
		return Number, Misfit{}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if kind, ok := classifyBasic(u); ok {
			return kind, Misfit{}
		}
	case *types.Struct:
		return Struct, Misfit{}
	case *types.Pointer:
		if pointsToItself(u) {
			return 0, Misfit{Msg: "is a pointer to nothing but itself"}
		}
		return Pointer, Misfit{}
	case *types.Array:
		return Array, Misfit{}
	case *types.Slice:
		if elem, ok := u.Elem().Underlying().(*types.Basic); ok && elem.Kind() == types.Uint8 {
			return Bytes, Misfit{}
		}
		return Slice, Misfit{}
	case *types.Map:
		return Map, Misfit{}
	case *types.Interface:
		if u.Empty() {
			return Any, Misfit{}
		}
		return Interface, Misfit{}
	}
	if mode == Reading {
		return 0, Misfit{Msg: "cannot come from JSON"}
	}
	return 0, Misfit{Msg: "cannot become JSON"}
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
func classifyBasic(t *types.Basic) (kind Kind, ok bool) {
	switch info := t.Info(); {
	case info&types.IsBoolean != 0:
		return Bool, true
	case info&types.IsUnsigned != 0:
		return Uint, true
	case info&types.IsInteger != 0:
		return Int, true
	case info&types.IsFloat != 0:
		return Float, true
	case info&types.IsString != 0:
		return String, true
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
func zeroOf(t, spelled types.Type) Zero {
	owner := t
	if !isPointer(t) && !types.IsInterface(t) {
		owner = types.NewPointer(t)
	}
	switch asked := hasMethod(owner, "IsZero", isZero); {
	case asked && types.IsInterface(t):
		return ZeroSays
	case asked:
		return ZeroMethod
	}
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Interface:
		return ZeroNil
	case *types.Struct, *types.Array:
		if !types.Comparable(t) || spelled == nil {
			return ZeroReflect
		}
	}
	return ZeroCompare
}

// isZero reports whether a signature is that of the method by which a type says itself what its zero value is.
func isZero(sig *types.Signature) bool {
	return hasForm(sig, nil, []types.Type{types.Typ[types.Bool]})
}
