package inspect

import (
	"go/types"

	"github.com/owgen/owgen/gen/internal/model"
)

// methodOf returns by which methods of its own a value of type t is read or written. Written, methods of the pointer
// count where the value has an address.
func methodOf(t types.Type, mode model.Mode) model.Method {
	switch {
	case types.IsInterface(t) || isPointer(t):
		return model.ByKind // what is in it decides
	case mode == model.Reading && hasMethod(types.NewPointer(t), "UnmarshalJSON", reads):
		return model.ByJSON
	case mode == model.Reading && hasMethod(types.NewPointer(t), "UnmarshalText", reads):
		return model.ByText
	case mode == model.Reading:
		return model.ByKind
	case hasMethod(t, "MarshalJSON", writes), mode == model.Writing && hasMethod(types.NewPointer(t), "MarshalJSON", writes):
		return model.ByJSON
	case hasMethod(t, "MarshalText", writes), mode == model.Writing && hasMethod(types.NewPointer(t), "MarshalText", writes):
		return model.ByText
	}
	return model.ByKind
}

// keyMethodOf is methodOf for keys of maps. A key must read itself from text, but where it reads JSON as well, that is how it
// is read. It is written as text, and strings as they are, whatever methods they have.
func keyMethodOf(t types.Type, mode model.Mode) model.Method {
	basic, isBasic := t.Underlying().(*types.Basic)
	isString := isBasic && basic.Info()&types.IsString != 0
	switch {
	case isPointer(t):
		return model.ByKind
	case mode == model.Reading && hasMethod(types.NewPointer(t), "UnmarshalText", reads):
		return methodOf(t, model.Reading)
	case mode != model.Reading && !isString && hasMethod(t, "MarshalText", writes):
		return model.ByText
	}
	return model.ByKind
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// streams reports whether t has a method that encoding/json calls under GOEXPERIMENT=jsonv2 only.
func streams(t types.Type, mode model.Mode) bool {
	takes := func(name string) func(*types.Signature) bool {
		return func(sig *types.Signature) bool {
			if sig.Params().Len() != 1 {
				return false
			}
			p, ok := sig.Params().At(0).Type().(*types.Pointer)
			return ok && isNamed(p.Elem(), "encoding/json/jsontext", name)
		}
	}
	if mode == model.Reading {
		return hasMethod(types.NewPointer(t), "UnmarshalJSONFrom", takes("Decoder"))
	}
	return hasMethod(types.NewPointer(t), "MarshalJSONTo", takes("Encoder"))
}

var (
	textType  = types.NewSlice(types.Typ[types.Uint8])
	errorType = types.Universe.Lookup("error").Type()

	errorInterface = errorType.Underlying().(*types.Interface)
)

// reads and writes report whether a signature is that of an UnmarshalX or a MarshalX.
func reads(sig *types.Signature) bool {
	return hasForm(sig, []types.Type{textType}, []types.Type{errorType})
}

func writes(sig *types.Signature) bool {
	return hasForm(sig, nil, []types.Type{textType, errorType})
}

// validates reports whether a signature is that of a Validate that is called on parameters.
func validates(sig *types.Signature) bool { return hasForm(sig, nil, []types.Type{errorType}) }

// hasMethod reports whether values of type t have the method.
func hasMethod(t types.Type, name string, fits func(*types.Signature) bool) bool {
	sel := types.NewMethodSet(t).Lookup(nil, name)
	return sel != nil && fits(sel.Type().(*types.Signature))
}

// hasForm reports whether a signature has the types of parameters and results.
func hasForm(sig *types.Signature, params, results []types.Type) bool {
	same := func(vars *types.Tuple, want []types.Type) bool {
		if vars.Len() != len(want) {
			return false
		}
		for k := range want {
			if !types.Identical(vars.At(k).Type(), want[k]) {
				return false
			}
		}
		return true
	}
	return same(sig.Params(), params) && same(sig.Results(), results)
}
