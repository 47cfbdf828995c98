package gen

import (
	"go/types"
	"slices"
	"strings"
)

// fields returns the members of the JSON object that the struct type t stands for, in the order in which encoding/json
// writes them.
func (in *inspector) fields(t types.Type, u use) []Field {
	var fields []Field
	for _, m := range in.members(t, u) {
		at := u.field(m.path)
		f := Field{Name: m.name, OmitEmpty: m.tag.omitEmpty, OmitZero: m.tag.omitZero, Required: m.tag.required, Pos: m.field().Pos()}
		var ok bool
		if f.Go, f.Embeds, ok = in.selector(t, m, u); !ok {
			continue
		}
		if f.Type = in.typeOf(m.field().Type(), at); f.Type == nil {
			continue
		}
		f.Quoted = m.tag.quoted && quotable(f.Type)
		in.checkOptions(f, m, at)
		fields = append(fields, f)
		in.checkFolding(fields, at)
		if f.Required && len(required(fields)) > 64 {
			in.reportUse(at, "more than 64 required fields in one object are not supported", "remove the tag ow:\"required\", and check in the handler")
		}
	}
	return fields
}

// required returns those of the fields that an object must have.
func required(fields []Field) []Field {
	return slices.DeleteFunc(slices.Clone(fields), func(f Field) bool { return !f.Required })
}

// checkFolding warns if the name of the last field is that of another one but for its case: of the two, a name that is
// written in a third way goes to the first.
func (in *inspector) checkFolding(fields []Field, u use) {
	last := fields[len(fields)-1]
	for _, f := range fields[:len(fields)-1] {
		if foldName(f.Name) == foldName(last.Name) {
			in.warnUse(u, u.path+": the names "+f.Name+" and "+last.Name+" differ only in case", "rename one of the two")
		}
	}
}

// selector returns how the generated program selects a member of the struct of type t at u, and the embedded pointers on
// the way. An embedded struct whose name it must not use is left to promotion, which must then lead to the same field.
func (in *inspector) selector(t types.Type, m member, u use) (selector string, embeds []Embed, ok bool) {
	from := t // the type of what the selector selects so far
	var names []string
	for k, step := range m.path {
		last := k == len(m.path)-1
		pointer, isPointer := types.Unalias(step.Type()).(*types.Pointer)
		hidden := !step.Exported() && step.Pkg().Path() != in.outPath
		switch {
		case !last && isPointer && !step.Exported():
			in.reportUse(u.field(m.path[:k+1]), "an embedded pointer to a struct that is not exported is not supported yet",
				"embed the struct itself, or export it")
			return "", nil, false
		case hidden && !last:
			continue // promoted
		case hidden:
			in.reportUse(u.field(m.path), "the generated program cannot name this field, which is not exported", "name the field")
			return "", nil, false
		}
		if found, _, _ := types.LookupFieldOrMethod(from, true, step.Pkg(), step.Name()); found != step {
			in.reportUse(u.field(m.path), "the generated program cannot select this field: its struct is not exported, and another field hides it",
				"rename one of the fields")
			return "", nil, false
		}
		from = step.Type()
		names = append(names, step.Name())
		if !last && isPointer {
			elem := spelling(pointer.Elem(), in.outPath)
			if elem == nil {
				in.reportUnspellable(u.field(m.path[:k+1]), pointer.Elem())
				return "", nil, false
			}
			embeds = append(embeds, Embed{Go: strings.Join(names, "."), Struct: elem})
		}
	}
	return strings.Join(names, "."), embeds, true
}

// checkOptions reports options of a tag for which no code can be generated, and warns of an omitempty without effect.
func (in *inspector) checkOptions(f Field, m member, u use) {
	kind, t := f.Type.Kind, m.field().Type()
	compared := f.OmitZero && f.Type.Zero == ZeroCompare
	switch {
	case f.Quoted && scalar(f.Type).Method != ByKind:
		in.reportUse(u, "the option string on "+in.typeString(t)+", which has methods of its own, is not supported", "remove the option")
	case f.OmitZero && kind == Interface && hasMethod(t, "IsZero", isZero):
		in.reportUse(u, "omitzero on "+in.typeString(t)+", an interface that decides itself what is zero, is not supported", "use omitempty")
	case compared && !types.Comparable(t):
		in.reportUse(u, "omitzero on "+in.typeString(t)+", which cannot be compared with its zero value, is not supported yet",
			"use a pointer with omitempty, or give the type a method IsZero() bool")
	case compared && kind == Array && spelling(t, in.outPath) == nil:
		in.reportUnspellable(u, t)
	case kind == Interface && u.role == "Params" && in.editable(m.field()):
		in.warnUse(u, u.path+": "+in.typeString(t)+" is an interface with methods, into which only null can be decoded",
			"use a struct, any or json.RawMessage")
	case m.tag.quoted && !f.Quoted && in.editable(m.field()):
		in.warnUse(u, u.path+": the option string has no effect on "+in.typeString(t), "remove the option")
	case f.Required && (f.OmitEmpty || f.OmitZero):
		in.warnUse(u, u.path+": a required field that may be omitted", "remove omitempty and omitzero, or the tag ow:\"required\"")
	case f.OmitEmpty && !f.OmitZero && (kind == Struct || kind == Time) && in.editable(m.field()):
		in.warnUse(u, u.path+": omitempty never omits a struct", "use omitzero")
	}
}

// quotable reports whether the option string has an effect on a t: encoding/json ignores it on all other types.
func quotable(t *Type) bool {
	kind := scalar(t).Kind
	return kind <= Float || kind == String || kind == Number
}

// scalar is what the option string is about: t, or what t, a pointer without a name, points to.
func scalar(t *Type) *Type {
	if t.Kind == Pointer && typeName(t.Go) == nil {
		return t.Elem
	}
	return t
}
