package gen

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// A use is a place where a type is met on the way from a handler, as diagnostics tell it.
type use struct {
	handler *Handler
	role    string       // Params or Result
	root    token.Pos    // of the parameter or result
	path    string       // from there to here: Params.Items[].Price
	json    string       // the same, as errors at run time say it: params.items[].price
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

// innermost is the last field on the way to u, or nil.
func (u use) innermost() *types.Var {
	if len(u.fields) == 0 {
		return nil
	}
	return u.fields[len(u.fields)-1]
}

// field is the use of the type of a field of the struct at u, reached through embedded fields.
func (u use) field(path []*types.Var) use {
	for _, step := range path {
		u.path += "." + step.Name()
	}
	u.fields = slices.Concat(u.fields, path)
	return u
}

// member is field with the name that m has in JSON.
func (u use) member(m member) use {
	at := u.field(m.path)
	if token.IsIdentifier(m.name) || token.IsKeyword(m.name) {
		at.json += "." + m.name
	} else {
		at.json += "[" + strconv.Quote(m.name) + "]"
	}
	return at
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
	u.json += "[]"
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

// root returns the model of the type of a handler's parameter or result, or nil if there is something wrong with it.
func (in *inspector) root(h *Handler, role string, v *types.Var) *Type {
	u := use{handler: h, role: role, root: v.Pos(), path: role, json: strings.ToLower(role)}
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
	if model != nil {
		model.IsParams = model.IsParams || role == "Params"
		in.warnIgnored(t, u)
	}
	if model != nil && spelling(t, in.outPath) == nil {
		in.reportUnspellable(u, t)
		return nil
	}
	return model
}

// typeOf returns the model of t, met at u, or nil if t is refused; why is reported then.
func (in *inspector) typeOf(t types.Type, u use) *Type {
	mode := in.mode(t, u)
	options := u.handler.Options.generated(t, mode)
	models := in.known(typeKey{mode, options})
	if known := models.At(t); known != nil {
		m := known.(*Type)
		in.addDetour(t, u, m.Why)
		return m
	}
	method := methodOf(t, mode)
	kind, refusal := classify(t)
	switch {
	case kind == Time || kind == Raw:
		method = ByKind // runtime/codec does what the methods of these do
	case method != ByKind || streams(t, mode):
		refusal.msg = "" // what the type is made of does not matter
	case kind == Bytes && mode != Reading && methodOf(elemType(t), Writing) != ByKind:
		kind = Slice // bytes that write themselves are an array, not base64
	}
	if refusal.msg != "" {
		in.refuse(t, u, refusal)
		return nil
	}
	m := &Type{Kind: kind, Method: method, Mode: mode, Options: options, Go: t, Zero: in.zeroOf(t), Why: in.fallback(t, kind, u)}
	if array, ok := t.Underlying().(*types.Array); ok {
		m.Len = array.Len()
	}
	if s := spelling(t, in.outPath); s != nil {
		m.Go = s
	}
	if m.Why != "" {
		m.Method = ByFallback
	} else if mode != Reading && !options.NativeAny {
		m.Why = whyDynamic[kind]
	}
	in.addDetour(t, u, m.Why)
	models.Set(t, m) // before its parts are looked at, which may be of type t again
	if !in.checkParts(m, t, u) {
		models.Delete(t) // so that each field that leads here is reported
		return nil
	}
	return m
}

// checkParts looks at what the type t is made of, as far as that matters. It reports false if t cannot be used because
// of that.
func (in *inspector) checkParts(m *Type, t types.Type, u use) bool {
	switch {
	case streams(t, m.Mode) || m.Kind == Time || m.Kind == Raw || m.Method == ByJSON || m.Method == ByText:
		return true
	case m.Method == ByFallback:
		m.Inside = in.inspectInside(t, u, m.Why)
		return m.Inside != nil
	}
	return in.addParts(m, t, u)
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
		m.Key, m.Elem = in.keyOf(under, t, u), in.typeOf(under.Elem(), u.elem(t))
		return m.Key != nil && m.Elem != nil
	case interface{ Elem() types.Type }: // slice, array, pointer
		m.Elem = in.typeOf(under.Elem(), u.elem(t))
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
