package gen

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"
)

// A use is a place where a type is met on the way from a handler, as diagnostics tell it.
type use struct {
	handler *Handler
	role    string         // Params or Result
	root    token.Pos      // of the parameter or result
	path    string         // from there to here: Params.Items[].Price
	pos     token.Position // what to edit: the innermost field on the path that is the user's own
	field   bool           // pos is a field, which a tag can leave out
}

// at is the use of the type of a field of the type at u.
func (in *inspector) at(u use, field *types.Var) use {
	u.path += "." + field.Name()
	if in.editable(field) {
		u.pos, u.field = in.declared(field), true
	}
	return u
}

// elem is the use of the type of the elements of the type at u.
func (u use) elem() use {
	u.path += "[]"
	return u
}

// reportUse reports what is wrong with the type at u.
func (in *inspector) reportUse(u use, msg string, hints ...string) {
	trail := fmt.Sprintf("%s: used by handler %s as %s", in.position(u.root), u.handler.Func, u.role)
	in.found = append(in.found, Diagnostic{
		Pos: u.pos, Msg: u.path + ": " + msg, Notes: withoutEmpty(append([]string{trail}, hints...)),
	})
}

// root returns the model of the type of a handler's parameter or result, or nil if there is something wrong with it.
func (in *inspector) root(h *Handler, role string, v *types.Var) *Type {
	u := use{handler: h, role: role, root: v.Pos(), path: role, pos: in.position(v.Pos())}
	t := v.Type()
	p, ok := t.Underlying().(*types.Pointer)
	if ok && role == "Params" {
		t = p.Elem() // the runtime makes a new one for each call and passes a pointer to it
	}
	if obj := typeName(t); obj != nil {
		u.path = obj.Name()
	} else if ok && typeName(p.Elem()) != nil {
		u.path = typeName(p.Elem()).Name()
	}
	model := in.typeOf(t, u)
	if model != nil && spelling(t, in.outPath) == nil && model.Kind != Struct && model.Kind != Map {
		in.reportUnspellable(u, t) // structs and maps were looked at by typeOf
		return nil
	}
	return model
}

// typeOf returns the model of t, met at u, or nil if t is refused; why is reported then.
func (in *inspector) typeOf(t types.Type, u use) *Type {
	if known := in.types.At(t); known != nil {
		return known.(*Type)
	}
	kind, refusal := classify(t)
	if refusal.msg != "" {
		in.refuse(t, u, refusal)
		return nil
	}
	m := &Type{Kind: kind, Go: t, Zero: zeroOf(t)}
	if s := spelling(t, in.outPath); s != nil {
		m.Go = s
	} else if kind == Struct || kind == Map {
		in.reportUnspellable(u, t)
		return nil
	}
	in.types.Set(t, m) // before its parts are looked at, which may be of type t again
	switch under := t.Underlying().(type) {
	case *types.Struct:
		if kind == Struct {
			m.Fields = in.fields(t, u)
		}
	case *types.Map:
		m.Key = in.typeOf(under.Key(), u.elem())
		m.Elem = in.elemOf(under, u.elem())
	case *types.Array:
		m.Len = under.Len()
		m.Elem = in.elemOf(under, u.elem())
	case *types.Slice:
		if kind == Slice {
			m.Elem = in.elemOf(under, u.elem())
		}
	case *types.Pointer:
		m.Elem = in.elemOf(under, u)
	}
	if m.Elem == nil && isContainer(kind) {
		in.types.Delete(t) // so that each field that leads here is reported
		return nil
	}
	return m
}

// elemOf is typeOf for what a container of type t holds. A container's codec is given functions for its elements, so
// these have functions of their own, whose parameters must be spelled.
func (in *inspector) elemOf(t interface{ Elem() types.Type }, u use) *Type {
	m := in.typeOf(t.Elem(), u)
	if m != nil && isContainer(m.Kind) && m.Kind != Map && spelling(t.Elem(), in.outPath) == nil {
		in.reportUnspellable(u, t.Elem())
		return nil
	}
	return m
}

func isContainer(k Kind) bool {
	return k == Map || k == Slice || k == Array || k == Pointer
}

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

// refuse reports a type that has no kind.
func (in *inspector) refuse(t types.Type, u use, r refusal) {
	if isInvalid(t) {
		return // the compiler has said why
	}
	args := []any{in.typeString(t)}
	if r == never {
		direction := "come from"
		if u.role == "Result" {
			direction = "become"
		}
		args = append(args, direction)
	}
	hint := r.hint
	switch {
	case u.field && hint == "":
		hint = "tag it `json:\"-\"`"
	case u.field:
		hint += ", or tag it `json:\"-\"`"
	}
	in.reportUse(u, fmt.Sprintf(r.msg, args...), hint)
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
	methods := types.NewMethodSet(types.NewPointer(t))
	for _, m := range []struct{ name, signature string }{
		{"UnmarshalJSON", "func([]byte) error"},
		{"MarshalJSON", "func() ([]byte, error)"},
		{"UnmarshalText", "func([]byte) error"},
		{"MarshalText", "func() ([]byte, error)"},
		{"UnmarshalJSONFrom", "func(*encoding/json/jsontext.Decoder) error"},
		{"MarshalJSONTo", "func(*encoding/json/jsontext.Encoder) error"},
	} {
		if sel := methods.Lookup(nil, m.name); sel != nil && types.TypeString(unnamed(sel.Type()), nil) == m.signature {
			return m.name
		}
	}
	return ""
}

// unnamed is a method's signature without the names of its parameters.
func unnamed(t types.Type) types.Type {
	sig := t.(*types.Signature)
	strip := func(vars *types.Tuple) *types.Tuple {
		var bare []*types.Var
		for v := range vars.Variables() {
			bare = append(bare, types.NewParam(token.NoPos, nil, "", types.Unalias(v.Type())))
		}
		return types.NewTuple(bare...)
	}
	return types.NewSignatureType(nil, nil, nil, strip(sig.Params()), strip(sig.Results()), sig.Variadic())
}

// zeroOf returns how to tell the zero value of t. Not every type that would be compared can be: see checkOptions.
func zeroOf(t types.Type) Zero {
	if !types.IsInterface(t) {
		sel := types.NewMethodSet(types.NewPointer(t)).Lookup(nil, "IsZero")
		if p, ok := t.(*types.Pointer); ok {
			sel = types.NewMethodSet(p).Lookup(nil, "IsZero")
		}
		if sel != nil && types.TypeString(sel.Type(), nil) == "func() bool" {
			return ZeroMethod
		}
	}
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Interface:
		return ZeroNil
	}
	return ZeroCompare
}
