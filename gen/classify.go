package gen

import (
	"go/types"
)

// A refusal is why a type has no kind.
type refusal struct {
	msg  string // "" if it has; %s stands for the type
	hint string
}

// classify decides what JSON stands for values of t, unless methods of its own do.
func classify(t types.Type) (Kind, refusal) {
	switch {
	case isNamed(t, "time", "Time"):
		return Time, refusal{}
	case isNamed(t, "encoding/json", "RawMessage"), isNamed(t, "encoding/json/jsontext", "Value"):
		return Raw, refusal{} // the former is an alias of the latter under GOEXPERIMENT=jsonv2
	case isNamed(t, "encoding/json", "Number"):
		return Number, refusal{}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return classifyBasic(u)
	case *types.Struct:
		return Struct, refusal{}
	case *types.Pointer:
		if pointsToItself(u) {
			return 0, refusal{msg: "%s is a pointer to nothing but itself"}
		}
		return Pointer, refusal{}
	case *types.Array:
		return Array, refusal{}
	case *types.Slice:
		if elem, ok := u.Elem().Underlying().(*types.Basic); ok && elem.Kind() == types.Uint8 {
			return Bytes, refusal{}
		}
		return Slice, refusal{}
	case *types.Map:
		return Map, refusal{}
	case *types.Interface:
		if u.Empty() {
			return Any, refusal{}
		}
		return Interface, refusal{}
	}
	return 0, never
}

// never refuses a type that JSON has nothing for. %s stands for the type, and then for "come from" or "become".
var never = refusal{msg: "%s cannot %s JSON"}

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

func classifyBasic(t *types.Basic) (Kind, refusal) {
	switch info := t.Info(); {
	case info&types.IsBoolean != 0:
		return Bool, refusal{}
	case info&types.IsUnsigned != 0:
		return Uint, refusal{}
	case info&types.IsInteger != 0:
		return Int, refusal{}
	case info&types.IsFloat != 0:
		return Float, refusal{}
	case info&types.IsString != 0:
		return String, refusal{}
	}
	return 0, never
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

// zeroOf returns how to tell the zero value of t.
func (in *inspector) zeroOf(t types.Type) Zero {
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
		if !types.Comparable(t) || spelling(t, in.outPath) == nil {
			return ZeroReflect
		}
	}
	return ZeroCompare
}

// isZero reports whether a signature is that of the method by which a type says itself what its zero value is.
func isZero(sig *types.Signature) bool {
	return hasForm(sig, nil, []types.Type{types.Typ[types.Bool]})
}
