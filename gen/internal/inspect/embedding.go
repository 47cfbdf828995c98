package inspect

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// A candidate is a field that may become a member of a struct's JSON object, if no other takes its name.
type candidate struct {
	name   string
	tag    tag
	index  []int        // of the fields that lead to it, in their structs
	path   []*types.Var // those fields, itself last
	tagged bool         // the name comes from the tag
}

func (m candidate) field() *types.Var { return m.path[len(m.path)-1] }

// A jsonObject is a struct type as encoding/json sees it.
type jsonObject struct {
	members []candidate // in its order
	remarks []remark
	ties    [][]candidate // fields none of which is a member, because they have one name
}

// A remark is what there is to say of the tag of a field, wherever its struct is met.
type remark struct {
	source.Misfit
	path    []*types.Var // to the field
	slip    bool         // the tag is read otherwise than it looks, and else it is wrong
	reading bool         // it matters only where the struct is read
}

// objectOf returns what encoding/json makes of the struct type t. It flattens embedded structs: they are searched level by
// level, a struct that was met on an outer level is not entered again, and of several fields with one name the outermost
// counts.
func (ty *typer) objectOf(t types.Type) *jsonObject {
	if known := ty.objects.At(t); known != nil {
		return known.(*jsonObject)
	}
	o := &jsonObject{}
	ty.objects.Set(t, o)
	type embedding struct {
		typ   types.Type
		outer candidate // the embedded field; the zero candidate for t itself
		times int       // how often the level embeds typ: its fields hide each other if that is more than once
	}
	var all []candidate
	var visited typeutil.Map
	for level := []*embedding{{typ: t, times: 1}}; len(level) > 0; {
		var next []*embedding
		var onNext typeutil.Map // types.Type → *embedding
		for _, e := range level {
			if visited.At(e.typ) != nil {
				continue
			}
			visited.Set(e.typ, true)
			for _, m := range ty.fieldsOf(e.typ, e.outer, o) {
				typ := embeddedStruct(m.field())
				switch {
				case typ == nil || m.tagged || ty.runtime.isOurs(typ): // which is refused
					all = append(all, slices.Repeat([]candidate{m}, min(e.times, 2))...)
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
	o.elect(all)
	return o
}

// fieldsOf returns the fields of the struct type t that encoding/json sees, embedded structs as one. What there is to say of
// tags is kept in o.
func (ty *typer) fieldsOf(t types.Type, outer candidate, o *jsonObject) []candidate {
	var fields []candidate
	s := t.Underlying().(*types.Struct)
	for i := range s.NumFields() {
		v := s.Field(i)
		m := candidate{name: v.Name(), index: append(slices.Clone(outer.index), i), path: append(slices.Clone(outer.path), v)}
		var remarks []remark
		m.tag, remarks = readTag(s.Tag(i), v)
		for _, r := range remarks {
			if !ty.Editable(v) && (r.slip || !r.reading) {
				continue // what is wrong elsewhere has no effect, as in encoding/json
			}
			r.path = m.path
			o.remarks = append(o.remarks, r)
		}
		if m.tag.skip {
			continue
		}
		if m.tag.name != "" {
			m.name, m.tagged = m.tag.name, true
		}
		fields = append(fields, m)
	}
	return fields
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

// elect makes the fields that win their names the members of o: of the fields with one name the outermost wins, among those
// the one whose tag gives the name, and if that leaves several none does.
func (o *jsonObject) elect(all []candidate) {
	byName := map[string][]candidate{}
	for _, m := range all {
		byName[m.name] = append(byName[m.name], m)
	}
	for _, rivals := range byName { // the members are sorted below, and diagnostics at the end
		best := slices.MinFunc(rivals, compareRank)
		ties := slices.DeleteFunc(slices.Clone(rivals), func(m candidate) bool { return compareRank(m, best) != 0 })
		if len(ties) == 1 {
			o.members = append(o.members, best)
			continue
		}
		o.ties = append(o.ties, ties)
	}
	slices.SortFunc(o.members, func(a, b candidate) int { return slices.Compare(a.index, b.index) })
}

func compareRank(a, b candidate) int {
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

// remark says of the object at u what there is to say of it.
func (ty *typer) remark(o *jsonObject, u use) {
	for _, r := range o.remarks {
		switch at := u.field(r.path); {
		case r.reading && u.mode != model.Reading:
		case !ty.Editable(at.innermost()):
			ty.warnUse(at, source.Misfit{Msg: r.Msg + "; the key is ignored"})
		case r.slip:
			ty.warnAt(at, source.Misfit{Msg: at.innermost().Name() + ": " + r.Msg, Hint: r.Hint})
		default:
			ty.reportUse(at, r.Misfit)
		}
	}
	for _, ties := range o.ties {
		ty.warnTie(ties, u)
	}
}

// warnTie warns of fields none of which is in the JSON because they have one name there.
func (ty *typer) warnTie(ties []candidate, u use) {
	var paths []string
	for _, m := range ties {
		paths = append(paths, u.field(m.path).path)
	}
	if paths = slices.Compact(paths); len(paths) == 1 {
		paths = append(paths, "another embedding of the same struct")
	}
	ty.warnAt(u.field(ties[0].path), source.Misfit{
		Msg:  fmt.Sprintf("%s have the JSON name %q at the same depth, so none of them is used", strings.Join(paths, " and "), ties[0].name),
		Hint: "give them different names, or tag all but one `json:\"-\"`",
	})
}
