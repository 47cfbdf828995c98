package gen

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// A use is a place where a type is met on the way from a handler, as diagnostics tell it.
type use struct {
	handler *Handler
	role    string       // Params or Result
	root    token.Pos    // of the parameter or result
	path    string       // from there to here: Params.Items[].Price
	fields  []*types.Var // on that path
	copied  bool         // it is what is in a map: see WritingCopy
}

// mode is what happens to values of type t at u.
func (in *inspector) mode(t types.Type, u use) Mode {
	switch {
	case u.role == "Params":
		return Reading
	case u.copied && in.addressMatters(t):
		return WritingCopy
	}
	return Writing
}

// field is the use of the type of a field of the struct at u, reached through embedded fields.
func (u use) field(path []*types.Var) use {
	for _, step := range path {
		u.path += "." + step.Name()
	}
	u.fields = slices.Concat(u.fields, path)
	return u
}

// elem is the use of the type of the elements of the container t at u.
func (u use) elem(t types.Type) use {
	switch t.Underlying().(type) {
	case *types.Pointer:
		u.copied = false
		return u
	case *types.Slice:
		u.copied = false
	case *types.Map:
		u.copied = true
	}
	u.path += "[]"
	return u
}

// place is what to edit: the innermost field on the way that is the user's own, or else the parameter or result.
func (in *inspector) place(u use) (pos token.Position, isField bool) {
	for _, field := range slices.Backward(u.fields) {
		if in.editable(field) {
			return in.declared(field), true
		}
	}
	return in.position(u.root), false
}

// reportUse reports what is wrong with the type at u.
func (in *inspector) reportUse(u use, msg, hint string) {
	pos, _ := in.place(u)
	trail := fmt.Sprintf("%s: used by handler %s as %s", in.position(u.root), u.handler.Func, u.role)
	in.found = append(in.found, Diagnostic{Pos: pos, Msg: u.path + ": " + msg, Notes: withoutEmpty([]string{trail, hint})})
}

// warnUse warns of the type at u.
func (in *inspector) warnUse(u use, msg, hint string) {
	pos, _ := in.place(u)
	in.warnings = append(in.warnings, Diagnostic{Pos: pos, Msg: msg, Notes: []string{hint}})
}

// noteUse notes something about the type at u.
func (in *inspector) noteUse(u use, msg string) {
	pos, _ := in.place(u)
	in.notes = append(in.notes, Diagnostic{Pos: pos, Msg: msg})
}

// root returns the model of the type of a handler's parameter or result, or nil if there is something wrong with it.
func (in *inspector) root(h *Handler, role string, v *types.Var) *Type {
	u := use{handler: h, role: role, root: v.Pos(), path: role}
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
	if model != nil && spelling(t, in.outPath) == nil && model.Kind != Struct && model.Kind != Map && model.Kind != Any {
		in.reportUnspellable(u, t) // these were looked at by typeOf
		return nil
	}
	return model
}

// typeOf returns the model of t, met at u, or nil if t is refused; why is reported then.
func (in *inspector) typeOf(t types.Type, u use) *Type {
	mode := in.mode(t, u)
	if mode != Reading && types.IsInterface(t) {
		in.noteUse(u, u.path+" ("+in.typeString(t)+"): via encoding/json where its value is not of a basic type")
	}
	if known := in.types[mode].At(t); known != nil {
		return known.(*Type)
	}
	method := methodOf(t, mode)
	kind, refusal := classify(t)
	switch {
	case streams(t):
		refusal.msg, refusal.hint = "%s has the methods of encoding/json/v2, which are not supported", "use json.RawMessage"
	case kind == Time || kind == Raw:
		method = ByKind // runtime/codec does what the methods of these do
	case method != ByKind:
		refusal.msg = "" // what the type is made of does not matter
	case kind == Bytes:
		kind, refusal = classifyBytes(t.Underlying().(*types.Slice), mode)
	}
	if refusal.msg != "" {
		in.refuse(t, u, refusal)
		return nil
	}
	m := &Type{Kind: kind, Method: method, Mode: mode, Go: t, Zero: zeroOf(t)}
	if array, ok := t.Underlying().(*types.Array); ok {
		m.Len = array.Len()
	}
	if s := spelling(t, in.outPath); s != nil {
		m.Go = s
	} else if method == ByKind && (kind == Struct || kind == Map || kind == Any) {
		in.reportUnspellable(u, t)
		return nil
	}
	in.types[mode].Set(t, m) // before its parts are looked at, which may be of type t again
	if method == ByKind && kind != Time && kind != Raw && !in.addParts(m, t, u) {
		in.types[mode].Delete(t) // so that each field that leads here is reported
		return nil
	}
	return m
}

// addParts adds to m what the type t is made of. It reports false if t cannot be used because of that.
func (in *inspector) addParts(m *Type, t types.Type, u use) bool {
	switch under := t.Underlying().(type) {
	case *types.Struct:
		m.Fields = in.fields(t, u)
		return true
	case *types.Map:
		if mode := in.mode(under.Elem(), u.elem(t)); mode != Reading && methodOf(under.Elem(), mode) != methodOf(under.Elem(), Writing) {
			in.warnUse(u, u.path+": the methods of *"+in.typeString(under.Elem())+" are not called on elements of a map",
				"give the type itself the methods, or use a map of pointers")
		}
		m.Key, m.Elem = in.keyOf(under, t, u), in.elemOf(under, u.elem(t))
		return m.Key != nil && m.Elem != nil
	case *types.Array:
		m.Elem = in.elemOf(under, u.elem(t))
		return m.Elem != nil
	case *types.Slice, *types.Pointer:
		m.Elem = in.elemOf(under.(interface{ Elem() types.Type }), u.elem(t))
		return m.Elem != nil
	}
	return true
}

// keyOf returns the model of the keys of the map type t.
func (in *inspector) keyOf(m *types.Map, t types.Type, u use) *Type {
	mode := in.mode(m.Key(), u)
	key := &Type{Go: m.Key(), Mode: mode, Method: keyMethodOf(m.Key(), mode)}
	if s := spelling(m.Key(), in.outPath); s != nil {
		key.Go = s
	}
	basic, isBasic := m.Key().Underlying().(*types.Basic)
	if isBasic {
		key.Kind, _ = classifyBasic(basic)
	}
	if key.Method == ByKind && !(isBasic && (key.Kind == String || key.Kind == Int || key.Kind == Uint)) {
		in.refuse(t, u, refusal{"%s has keys that cannot name a member of a JSON object", "use keys of type string"})
		return nil
	}
	return key
}

// elemOf is typeOf for what a container holds. A container's codec is given functions for its elements, so these have
// functions of their own, whose parameters must be spelled.
func (in *inspector) elemOf(t interface{ Elem() types.Type }, u use) *Type {
	m := in.typeOf(t.Elem(), u)
	if m != nil && m.Method == ByKind && isContainer(m.Kind) && m.Kind != Map && spelling(t.Elem(), in.outPath) == nil {
		in.reportUnspellable(u, t.Elem())
		return nil
	}
	return m
}

func isContainer(k Kind) bool {
	return k == Map || k == Slice || k == Array || k == Pointer
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
	if _, isField := in.place(u); isField {
		hint = strings.TrimPrefix(hint+", or tag it `json:\"-\"`", ", or ")
	}
	in.reportUse(u, fmt.Sprintf(r.msg, args...), hint)
}
