package gen

import (
	"go/types"
	"strings"
)

// A refusal is why a type has no kind.
type refusal struct {
	msg  string // "" if it has; %s stands for the type
	hint string
}

// classify decides how values of t are read and written.
func classify(t types.Type) (Kind, refusal) {
	switch {
	case isNamed(t, "time", "Time"):
		return Time, refusal{}
	case isNamed(t, "encoding/json", "RawMessage"), isNamed(t, "encoding/json/jsontext", "Value"):
		return Raw, refusal{} // the former is an alias of the latter under GOEXPERIMENT=jsonv2
	case isNamed(t, "encoding/json", "Number"):
		return 0, refusal{"%s is not supported yet", "use int64, float64 or json.RawMessage"}
	}
	if method := marshaler(t); method != "" {
		return 0, refusal{"%s has the method " + method + ", which is not supported yet", "use json.RawMessage"}
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
		if elem, ok := u.Elem().Underlying().(*types.Basic); ok && elem.Kind() == types.Uint8 && marshaler(u.Elem()) == "" {
			return Bytes, refusal{}
		}
		return Slice, refusal{}
	case *types.Map:
		return classifyMap(u)
	case *types.Interface:
		if u.Empty() {
			return Any, refusal{}
		}
		return 0, refusal{"%s is an interface with methods, which is not supported yet", "use any, or a struct"}
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

func classifyMap(t *types.Map) (Kind, refusal) {
	key, isBasic := t.Key().Underlying().(*types.Basic)
	switch method := marshaler(t.Key()); {
	case strings.HasSuffix(method, "Text"):
		return 0, refusal{"%s has keys with the method " + method + ", which is not supported yet", "use keys of type string"}
	case isBasic && key.Info()&types.IsString != 0:
		return Map, refusal{}
	case isBasic && key.Info()&types.IsInteger != 0:
		return 0, refusal{"%s has keys that are integers, which is not supported yet", "use keys of type string"}
	}
	return 0, refusal{"%s has keys that cannot name a member of a JSON object", "use keys of type string"}
}

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

// marshaler returns the name of a method by which t decides itself about its JSON, or "".
func marshaler(t types.Type) string {
	if types.IsInterface(t) {
		return ""
	}
	text, fails := types.NewSlice(types.Typ[types.Uint8]), types.Universe.Lookup("error").Type()
	reads := func(sig *types.Signature) bool { return hasForm(sig, []types.Type{text}, []types.Type{fails}) }
	writes := func(sig *types.Signature) bool { return hasForm(sig, nil, []types.Type{text, fails}) }
	streams := func(sig *types.Signature) bool { // encoding/json looks for these under GOEXPERIMENT=jsonv2
		if sig.Params().Len() != 1 {
			return false
		}
		p, ok := sig.Params().At(0).Type().(*types.Pointer)
		return ok && (isNamed(p.Elem(), "encoding/json/jsontext", "Decoder") || isNamed(p.Elem(), "encoding/json/jsontext", "Encoder"))
	}
	methods := types.NewMethodSet(types.NewPointer(t))
	for _, m := range []struct {
		name string
		fits func(*types.Signature) bool
	}{
		{"UnmarshalJSON", reads}, {"MarshalJSON", writes},
		{"UnmarshalText", reads}, {"MarshalText", writes},
		{"UnmarshalJSONFrom", streams}, {"MarshalJSONTo", streams},
	} {
		if sel := methods.Lookup(nil, m.name); sel != nil && m.fits(sel.Type().(*types.Signature)) {
			return m.name
		}
	}
	return ""
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

// zeroOf returns how to tell the zero value of t. Not every type that would be compared can be: see checkOptions.
func zeroOf(t types.Type) Zero {
	if !types.IsInterface(t) {
		owner := t
		if _, ok := types.Unalias(t).(*types.Pointer); !ok {
			owner = types.NewPointer(t)
		}
		sel := types.NewMethodSet(owner).Lookup(nil, "IsZero")
		if sel != nil && hasForm(sel.Type().(*types.Signature), nil, []types.Type{types.Typ[types.Bool]}) {
			return ZeroMethod
		}
	}
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Interface:
		return ZeroNil
	}
	return ZeroCompare
}
