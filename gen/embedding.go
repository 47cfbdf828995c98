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
// reported where the user can mend them; elsewhere they have no effect, as in encoding/json.
func (in *inspector) direct(t types.Type, outer member, u use) func(yield func(member) bool) {
	return func(yield func(member) bool) {
		s := t.Underlying().(*types.Struct)
		for i := range s.NumFields() {
			v := s.Field(i)
			m := member{name: v.Name(), index: append(slices.Clone(outer.index), i), path: append(slices.Clone(outer.path), v)}
			if m.tag = in.readTag(s.Tag(i), v, u.field(m.path)); m.tag.skip {
				continue
			}
			if m.tag.name != "" {
				m.name, m.tagged = m.tag.name, true
			}
			if !yield(m) {
				return
			}
		}
	}
}

// readTag reads the tag of a field, and says what is wrong with it. The tag says to skip the field if that is hidden.
func (in *inspector) readTag(text string, v *types.Var, u use) tag {
	t, problem := parseTag(text)
	if isHidden(v) {
		t, problem = tag{skip: true}, ""
	}
	if problem != "" && in.editable(v) {
		in.reportUse(u, problem+": `"+text+"`", "write it like `json:\"name,omitempty\"`")
	}
	if problem, hint := t.addOwn(text, v); problem != "" && in.editable(v) {
		in.reportUse(u, problem, hint)
	}
	in.warnSlips(text, v, u)
	return t
}

// isHidden reports whether encoding/json does not see a field, whatever its tag. It sees those of an embedded struct.
func isHidden(v *types.Var) bool { return !v.Exported() && embeddedStruct(v) == nil }

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
		paths = append(paths, u.field(m.path).path)
	}
	if paths = slices.Compact(paths); len(paths) == 1 {
		paths = append(paths, "another embedding of the same struct")
	}
	in.warnUse(u.field(ties[0].path),
		fmt.Sprintf("%s have the JSON name %q at the same depth, so none of them is used", strings.Join(paths, " and "), ties[0].name),
		"give them different names, or tag all but one `json:\"-\"`")
}
