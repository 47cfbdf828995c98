package random

import (
	"fmt"
	"slices"
	"strings"
)

// A unit is a type and the types that only it needs. In the text of a unit the type is called T0 and the others T0A, T0B
// and so on, or t0A where they are not exported. So a unit can be written under any number.
type unit struct {
	decls   []decl // T0 is the last
	seed    uint64 // of the values
	options string // of a second handler; "" if there is none
}

// A decl declares one type.
type decl struct {
	name   string
	fields []field // of a struct
	expr   string  // of any other type
}

// A field is one line of a struct.
type field struct {
	name string // "" if it is embedded
	typ  string
	tag  string // what stands between the back quotes
}

func (d decl) isStruct() bool { return d.expr == "" }

// render writes the unit's declarations under the number.
func (u unit) render(number int) string {
	var b strings.Builder
	for _, d := range u.used() {
		if !d.isStruct() {
			fmt.Fprintf(&b, "type %s %s\n", renumber(d.name, number), renumber(d.expr, number))
			continue
		}
		fmt.Fprintf(&b, "type %s struct {\n", renumber(d.name, number))
		for _, f := range d.fields {
			fmt.Fprintf(&b, "\t%s %s", f.name, renumber(f.typ, number))
			if f.tag != "" {
				fmt.Fprintf(&b, " `%s`", f.tag)
			}
			b.WriteByte('\n')
		}
		b.WriteString("}\n")
	}
	return b.String()
}

// renumber puts the number into the names of a unit's types.
func renumber(text string, number int) string {
	return strings.NewReplacer("T0", fmt.Sprint("T", number), "t0", fmt.Sprint("t", number)).Replace(text)
}

// used returns the declarations that T0 needs.
func (u unit) used() []decl {
	used := []string{"T0"}
	for k := 0; k < len(used); k++ {
		for _, d := range u.decls {
			if d.name == used[k] {
				used = u.appendNames(used, d)
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(u.decls), func(d decl) bool { return !slices.Contains(used, d.name) })
}

// appendNames appends the names of the types that d refers to and that are not in used.
func (u unit) appendNames(used []string, d decl) []string {
	text := d.expr
	for _, f := range d.fields {
		text += " " + f.typ
	}
	for _, other := range u.decls {
		if other.name != "T0" && strings.Contains(text, other.name) && !slices.Contains(used, other.name) {
			used = append(used, other.name)
		}
	}
	return used
}

// size is how much there is to read in a unit.
func (u unit) size() int { return len(u.render(1)) }

// clone returns a copy that shares nothing with u.
func (u unit) clone() unit {
	u.decls = slices.Clone(u.decls)
	for k := range u.decls {
		u.decls[k].fields = slices.Clone(u.decls[k].fields)
	}
	return u
}
