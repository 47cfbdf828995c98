package gen

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// A member is a field that may become a member of a struct's JSON object, if no other takes its name.
type member struct {
	name   string
	tag    tag
	index  []int        // of the fields that lead to it, in their structs
	path   []*types.Var // those fields, itself last
	tagged bool         // the name comes from the tag
}

func (m member) field() *types.Var { return m.path[len(m.path)-1] }

// fields returns the members of the JSON object that the struct type t stands for, in the order in which encoding/json
// writes them.
func (in *inspector) fields(t types.Type, u use) []Field {
	var fields []Field
	for _, m := range in.members(t, u) {
		at := u
		for _, step := range m.path {
			at = in.at(at, step)
		}
		f := Field{Name: m.name, OmitEmpty: m.tag.omitEmpty, OmitZero: m.tag.omitZero, Pos: m.field().Pos()}
		var ok bool
		if f.Go, f.Embeds, ok = in.selector(t, m, at); !ok {
			continue
		}
		if f.Type = in.typeOf(m.field().Type(), at); f.Type == nil {
			continue
		}
		in.checkOptions(f, m, at)
		fields = append(fields, f)
	}
	return fields
}

// members flattens embedded structs as encoding/json does: they are searched level by level, a struct that was met on an
// outer level is not entered again, and of several fields with one name the outermost counts.
func (in *inspector) members(t types.Type, u use) []member {
	type embedding struct {
		typ   types.Type
		outer member // the embedded field; the zero member for t itself
		times int    // how often the level embeds typ: its fields hide each other if that is more than once
	}
	var all []member
	var visited typeutil.Map
	for level := []*embedding{{typ: t, times: 1}}; len(level) > 0; {
		var next []*embedding
		var onNext typeutil.Map // types.Type → *embedding
		for _, e := range level {
			if visited.At(e.typ) != nil {
				continue
			}
			visited.Set(e.typ, true)
			for m := range in.direct(e.typ, e.outer, u) {
				typ := embeddedStruct(m.field())
				switch {
				case typ == nil || m.tagged:
					all = append(all, slices.Repeat([]member{m}, min(e.times, 2))...)
				case onNext.At(typ) != nil:
					onNext.At(typ).(*embedding).times++
				default:
					e := &embedding{typ: typ, outer: m, times: 1}
					onNext.Set(typ, e)
					next = append(next, e)
				}
			}
		}
		level = next
	}
	return in.dominant(all, u)
}

// direct yields the fields of the struct type t that encoding/json sees, embedded structs as one. Malformed tags are
// reported.
func (in *inspector) direct(t types.Type, outer member, u use) func(yield func(member) bool) {
	return func(yield func(member) bool) {
		s := t.Underlying().(*types.Struct)
		for i := range s.NumFields() {
			v := s.Field(i)
			if !v.Exported() && (!v.Embedded() || structOf(v.Type()) == nil) {
				continue
			}
			m := member{name: v.Name(), index: append(slices.Clone(outer.index), i), path: append(slices.Clone(outer.path), v)}
			tag, problem := parseTag(s.Tag(i))
			if problem != "" {
				at := u
				for _, step := range m.path {
					at = in.at(at, step)
				}
				in.reportUse(at, problem+": `"+s.Tag(i)+"`", "write it like `json:\"name,omitempty\"`")
				continue
			}
			if tag.skip {
				continue
			}
			m.tag = tag
			if tag.name != "" {
				m.name, m.tagged = tag.name, true
			}
			if !yield(m) {
				return
			}
		}
	}
}

// embeddedStruct returns the struct type whose fields v promotes, or nil.
func embeddedStruct(v *types.Var) types.Type {
	if !v.Embedded() {
		return nil
	}
	return structOf(v.Type())
}

// structOf returns t if it is a struct type, what t points to if that is one, and else nil.
func structOf(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if _, ok := t.Underlying().(*types.Struct); !ok {
		return nil
	}
	return t
}

// dominant returns the fields that win their names, in the order of encoding/json: of the fields with one name the
// outermost wins, among those the one whose tag gives the name, and if that leaves several none does.
func (in *inspector) dominant(all []member, u use) []member {
	byName := map[string][]member{}
	for _, m := range all {
		byName[m.name] = append(byName[m.name], m)
	}
	var winners []member
	for _, rivals := range byName { // the winners are sorted below, and diagnostics at the end
		best := slices.MinFunc(rivals, compareRank)
		ties := slices.DeleteFunc(slices.Clone(rivals), func(m member) bool { return compareRank(m, best) != 0 })
		if len(ties) == 1 {
			winners = append(winners, best)
			continue
		}
		in.warnAnnihilated(ties, u)
	}
	slices.SortFunc(winners, func(a, b member) int { return slices.Compare(a.index, b.index) })
	return winners
}

func compareRank(a, b member) int {
	switch {
	case len(a.index) != len(b.index):
		return len(a.index) - len(b.index)
	case a.tagged == b.tagged:
		return 0
	case a.tagged:
		return -1
	}
	return 1
}

// warnAnnihilated warns of fields none of which is in the JSON because they have one name there.
func (in *inspector) warnAnnihilated(ties []member, u use) {
	var paths []string
	for _, m := range ties {
		path := u.path
		for _, step := range m.path {
			path += "." + step.Name()
		}
		paths = append(paths, path)
	}
	first := u
	for _, step := range ties[0].path {
		first = in.at(first, step)
	}
	if paths = slices.Compact(paths); len(paths) == 1 {
		paths = append(paths, "another embedding of the same struct")
	}
	in.warnings = append(in.warnings, Diagnostic{
		Pos:   first.pos,
		Msg:   fmt.Sprintf("%s have the JSON name %q at the same depth, so none of them is used", strings.Join(paths, " and "), ties[0].name),
		Notes: []string{"give them different names, or tag all but one `json:\"-\"`"},
	})
}

// selector returns how the generated program selects a member of a struct of type t, and the embedded pointers on the
// way. An embedded struct whose name it must not use is left to promotion, which must then lead to the same field.
func (in *inspector) selector(t types.Type, m member, u use) (selector string, embeds []Embed, ok bool) {
	from := t // the type of what the selector selects so far
	var names []string
	for k, step := range m.path {
		last := k == len(m.path)-1
		pointer, isPointer := types.Unalias(step.Type()).(*types.Pointer)
		hidden := !step.Exported() && step.Pkg().Path() != in.outPath
		switch {
		case !last && isPointer && !step.Exported():
			in.reportUse(in.stepUse(u, m, k), "an embedded pointer to a struct that is not exported is not supported yet",
				"embed the struct itself, or export it")
			return "", nil, false
		case hidden && !last:
			continue // promoted
		case hidden:
			in.reportUse(u, "the generated program cannot name this field, which is not exported", "name the field")
			return "", nil, false
		}
		if found, _, _ := types.LookupFieldOrMethod(from, true, step.Pkg(), step.Name()); found != step {
			in.reportUse(u, "the generated program cannot select this field: its struct is not exported, and another field hides it",
				"rename one of the fields")
			return "", nil, false
		}
		from = step.Type()
		names = append(names, step.Name())
		if !last && isPointer {
			elem := spelling(pointer.Elem(), in.outPath)
			if elem == nil {
				in.reportUnspellable(in.stepUse(u, m, k), pointer.Elem())
				return "", nil, false
			}
			embeds = append(embeds, Embed{Go: strings.Join(names, "."), Struct: elem})
		}
	}
	return strings.Join(names, "."), embeds, true
}

// stepUse is the use of the embedded field k on the way to m, whose own use is u.
func (in *inspector) stepUse(u use, m member, k int) use {
	for _, step := range m.path[k+1:] {
		u.path = strings.TrimSuffix(u.path, "."+step.Name())
	}
	if step := m.path[k]; in.editable(step) {
		u.pos, u.field = in.declared(step), true
	}
	return u
}

// checkOptions reports options of a tag for which no code can be generated, and warns of an omitempty without effect.
func (in *inspector) checkOptions(f Field, m member, u use) {
	kind, t := f.Type.Kind, m.field().Type()
	compared := f.OmitZero && f.Type.Zero == ZeroCompare
	switch {
	case m.tag.quoted && quotable(f.Type):
		in.reportUse(u, "the option string of a json tag is not supported yet", "remove the option")
	case compared && !types.Comparable(t):
		in.reportUse(u, "omitzero on "+in.typeString(t)+", which cannot be compared with its zero value, is not supported yet",
			"use a pointer with omitempty, or give the type a method IsZero() bool")
	case compared && kind == Array && spelling(t, in.outPath) == nil:
		in.reportUnspellable(u, t)
	case f.OmitEmpty && !f.OmitZero && (kind == Struct || kind == Time) && in.editable(m.field()):
		in.warnings = append(in.warnings, Diagnostic{
			Pos:   u.pos,
			Msg:   u.path + ": omitempty never omits a struct",
			Notes: []string{"use omitzero"},
		})
	}
}

// quotable reports whether the option string has an effect on a t: encoding/json ignores it on all other types.
func quotable(t *Type) bool {
	if t.Kind == Pointer && typeName(t.Go) == nil {
		t = t.Elem
	}
	return t.Kind <= Float || t.Kind == String
}
