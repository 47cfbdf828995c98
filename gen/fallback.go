package gen

import (
	"go/types"
	"slices"
	"strings"
)

// This file decides what goes through encoding/json at run time: what generated code cannot name or select, and what
// depends on the implementation of encoding/json that the program is built with.

// fallback returns why values of type t at u go through encoding/json as a whole, or "" if generated code treats them.
func (in *inspector) fallback(t types.Type, kind Kind, u use) string {
	mode := in.mode(t, u)
	switch {
	case in.inside != "" || kind == Time || kind == Raw:
		return ""
	case streams(t, mode):
		return "it has a method that only encoding/json/v2 calls"
	case methodOf(t, mode) != ByKind:
		return ""
	case needsSpelling(t, kind) && spelling(t, in.outPath) == nil:
		return in.unspellable(t)
	}
	switch under := t.Underlying().(type) {
	case *types.Struct:
		return in.unselectable(t, u)
	case *types.Slice:
		if kind == Bytes && mode == Reading && methodOf(under.Elem(), Reading) != ByKind {
			return "it is base64 or an array of bytes that read themselves"
		}
		return in.unspellableElem(under.Elem(), mode)
	case *types.Map:
		if mode != Reading && spelling(under.Key(), in.outPath) == nil {
			return in.unspellable(under.Key())
		}
		return in.unspellableElem(under.Elem(), mode)
	case *types.Pointer:
		if types.Unalias(t) != t.Underlying() && mode == Reading && methodOf(under.Elem(), Reading) != ByKind {
			return "it is a pointer with a name, and then the methods of what it points to do not read"
		}
		return in.unspellableElem(under.Elem(), mode)
	case *types.Array:
		return in.unspellableElem(under.Elem(), mode)
	}
	return ""
}

// whyDynamic is why values in interfaces are written by encoding/json.
var whyDynamic = map[Kind]string{
	Any:       "only if it holds a value that is not of a basic type",
	Interface: "what it holds is known at run time only",
}

// needsSpelling reports whether generated code has functions for the type itself, whose parameters are spelled.
// Elsewhere the compiler infers the type.
func needsSpelling(t types.Type, kind Kind) bool {
	return kind == Struct || kind == Map || kind == Any && types.Unalias(t) != t.Underlying()
}

// unspellableElem returns why there can be no function for elements of type t, which a container must be given, or "".
// Structs are not meant: they go through encoding/json one by one.
func (in *inspector) unspellableElem(t types.Type, mode Mode) string {
	if kind, refusal := classify(t); refusal.msg == "" && isContainer(kind) && methodOf(t, mode) == ByKind && spelling(t, in.outPath) == nil {
		return in.unspellable(t)
	}
	return ""
}

// unselectable returns why generated code cannot get at all fields of the struct type t, or "".
func (in *inspector) unselectable(t types.Type, u use) string {
	for _, m := range in.members(t, u) {
		if _, _, why := in.selector(t, m); why != "" {
			return why
		}
		if scalar, mode := scalarType(m.field().Type()), in.mode(m.field().Type(), u); m.tag.quoted && streams(scalar, mode) {
			return "its field " + m.field().Name() + " has the option string and a method that only encoding/json/v2 calls"
		}
	}
	return ""
}

// inspectInside returns the model of a type t that goes through encoding/json, or nil if that would refuse t. What is
// wrong with it, and what encoding/json does not know, is reported.
func (in *inspector) inspectInside(t types.Type, u use, why string) *Type {
	inner := &inspector{pkg: in.pkg, env: in.env, outPath: in.outPath, inside: why}
	m := inner.typeOf(t, u)
	in.found = append(in.found, inner.found...)
	in.warnings = append(in.warnings, inner.warnings...)
	in.presets = append(in.presets, inner.presets...)
	in.required = append(in.required, inner.required...)
	return m
}

// checkMember reports what is wrong with a member of a struct that goes through encoding/json.
func (in *inspector) checkMember(m member, u use) {
	v := m.field()
	hidden := !v.Exported() && v.Pkg().Path() != in.outPath
	switch {
	case m.tag.required && u.role == "Params":
		in.reportUse(u, "encoding/json, which this is read through, does not know of required fields: "+in.inside,
			"remove that reason, or the tag ow:\"required\" and check in the handler")
	case hidden && u.role == "Params" && isPointer(v.Type()),
		hidden && u.role == "Result" && methodOf(v.Type(), Writing) != ByKind:
		in.reportUse(u, "encoding/json panics on this embedded field, which is not exported", "export its type, or remove its name from the tag")
	}
}

// A detour is a place whose values go through encoding/json.
type detour struct {
	use use
	typ types.Type
	why string
}

// isAt reports whether the place is that of u, for somebody who edits the types.
func (d detour) isAt(u use) bool {
	return d.use.role == u.role && d.use.root == u.root && d.use.innermost() == u.innermost()
}

// addDetour keeps why values of type t at u go through encoding/json, unless something is known of the place. Why is "" if
// they do not.
func (in *inspector) addDetour(t types.Type, u use, why string) {
	if why == "" || in.inside != "" || slices.ContainsFunc(in.detours, func(d detour) bool { return d.isAt(u) }) {
		return
	}
	in.detours = append(in.detours, detour{u, t, why})
}

// notes say where values go through encoding/json.
func (in *inspector) notes() Diagnostics {
	var notes Diagnostics
	for _, d := range in.detours {
		pos, _ := in.place(d.use)
		notes = append(notes, Diagnostic{Pos: pos, Msg: d.use.json + " (" + in.typeString(d.typ) + "): via encoding/json: " + d.why})
	}
	return notes.Sorted()
}

// warnIgnored warns of options that have no effect on some values of type t at u, because these go through encoding/json.
// It looks for them anew: handlers with other options may have met the types before.
func (in *inspector) warnIgnored(t types.Type, u use) {
	mode := in.mode(t, u)
	if len(u.handler.Options.ignored(t, mode)) == 0 {
		return
	}
	anew := &inspector{pkg: in.pkg, env: in.env, outPath: in.outPath}
	anew.typeOf(t, u)
	for _, d := range anew.detours {
		ignored := u.handler.Options.ignored(d.typ, mode)
		if len(ignored) == 0 || d.why == whyDynamic[Any] { // most of what is in an any, nil slices included, is not ignored
			continue
		}
		have := " has"
		if len(ignored) > 1 {
			have = " have"
		}
		in.warnUse(d.use, d.use.json+": "+strings.Join(ignored, " ")+have+" no effect in it, because it goes through encoding/json: "+d.why,
			"remove that reason, or the option")
	}
}
