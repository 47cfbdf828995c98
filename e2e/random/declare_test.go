package random

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// A declarer makes one unit.
type declarer struct {
	*rand.Rand
	names   []string // of all the types of the unit, in the order of their declarations
	structs []bool   // which of them are structs
	methods []bool   // which of them inherit methods from an embedded field
	current int      // the one being declared; those before it may be used by value
	crowded bool     // the structs embed each other often and have but a few names for their fields
}

// newUnit makes the unit of a seed.
func newUnit(seed uint64) unit {
	g := &declarer{Rand: rand.New(rand.NewPCG(seed, 42))}
	g.crowded = g.chance(25)
	for k := range g.IntN(5) {
		name := "T0"
		if g.chance(15) {
			name = "t0"
		}
		g.names = append(g.names, name+string(rune('A'+k)))
		g.structs = append(g.structs, name == "t0" || g.chance(65))
	}
	g.names = append(g.names, "T0")
	g.structs = append(g.structs, g.chance(90))
	g.methods = make([]bool, len(g.names))
	u := unit{seed: seed}
	for k, name := range g.names {
		g.current = k
		u.decls = append(u.decls, g.declare(name, g.structs[k]))
	}
	if g.chance(40) {
		u.options = g.options()
	}
	return u
}

// options makes the options of a handler. The first two give its codec a name that does not depend on the others.
func (g *declarer) options() string {
	return "strings=copy html=raw " + g.pick("", "unknown=reject", "duplicates=reject", "utf8=reject", "unknown=reject case=exact",
		"unknown=reject duplicates=reject case=exact utf8=reject") + g.pick("", " nil=empty") + g.pick("", "", " any=native")
}

// chance is true in that percentage of cases.
func (g *declarer) chance(percent int) bool { return g.IntN(100) < percent }

func (g *declarer) pick(choices ...string) string { return choices[g.IntN(len(choices))] }

func (g *declarer) declare(name string, isStruct bool) decl {
	switch {
	case isStruct:
		return decl{name: name, fields: g.fields()}
	case name == "T0": // must be an object or an array
		list := g.pick("map[string]", "map[Text]", "[]") + g.elem(1)
		if list == "[]byte" || list == "[]uint8" {
			list = "[]Count" // the others are bodies as they are, and no JSON
		}
		return decl{name: name, expr: list}
	}
	return decl{name: name, expr: g.pick("[]", "*", "map[string]", fmt.Sprintf("[%d]", g.IntN(4)), "") + g.typ(2)}
}

// fieldNames are few, so that embedded structs hide each other's fields often. Some are equal but for their case.
var fieldNames = []string{"A", "B", "C", "ID", "Id", "Name", "NAME", "Key", "K", "S", "Größe", "Extra", "Value", "X1", "Note"}

// fields makes the fields of a struct, no two of one name.
func (g *declarer) fields() []field {
	var fields []field
	taken := map[string]bool{}
	for range 1 + g.IntN(7) {
		f := g.field()
		if name := f.declared(); !taken[name] {
			taken[name] = true
			fields = append(fields, f)
		}
	}
	return fields
}

// declared is the name by which Go knows the field.
func (f field) declared() string {
	if f.name != "" {
		return f.name
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(f.typ, "*"), "[")
	return name[strings.LastIndexByte(name, '.')+1:]
}

func (g *declarer) field() field {
	switch n := g.IntN(100); {
	case n < 20, n < 60 && g.crowded:
		return g.embedded()
	case n < 23:
		return field{name: g.pick("hidden", "_"), typ: g.typ(1), tag: g.pick("", `json:"shown"`)}
	}
	if g.crowded {
		tag := g.pick("", "", "", `json:"A"`, `json:"ID,omitempty"`, `json:"name"`)
		return field{name: g.pick("A", "ID", "Name"), typ: g.typ(2), tag: tag}
	}
	f := field{name: fieldNames[g.IntN(len(fieldNames))], typ: g.typ(0)}
	f.tag = g.tag(f.typ)
	return f
}

// embedded makes a field without a name: mostly a struct or a pointer to one, sometimes of another kind or with methods
// that the struct around it inherits. Such methods are not embedded as a pointer: where it is nil, they panic.
func (g *declarer) embedded() field {
	f := field{typ: g.pick("Shallow", "Deep", "Other", "Loop", "Box[int]", "Pair[Text,bool]", "Wrapped[string]", "Text", "Count",
		"Words", "Table", "Open", "hidden", "Hiding")}
	inherits := false
	switch own := g.ownStructs(); {
	case g.chance(4):
		f.typ = g.pick("Celsius", "Level", "Counter", "Spot", "Printer", "time.Time", "Stringer", "Period")
		inherits = true
	case len(own) > 0 && (g.crowded || g.chance(70)):
		k := own[g.IntN(len(own))]
		f.typ, inherits = g.names[k], g.methods[k]
	}
	if inherits {
		g.methods[g.current] = true
	} else if f.typ != "Open" && g.chance(40) {
		f.typ = "*" + f.typ
	}
	exported := f.declared()[0] < 'a'
	if g.chance(15) && (exported || !inherits && f.typ[0] != '*') { // encoding/json panics on others
		f.tag = g.tag(f.typ)
	}
	return f
}

// ownStructs are the structs of the unit that are declared already, by their place.
func (g *declarer) ownStructs() []int {
	var places []int
	for k := range g.current {
		if g.structs[k] {
			places = append(places, k)
		}
	}
	return places
}

// tag makes the tag of a field of the type.
func (g *declarer) tag(typ string) string {
	if g.chance(35) {
		return ""
	}
	if g.chance(4) {
		return `json:"-"`
	}
	name := g.pick("", "", "a", "A", "b", "id", "ID", "name", "k", "\u212a", "s", "\u017f", "größe", "GRÖSSE", "-", "a&b<c>", "$%-/.: ",
		"a name that is longer than the padding", "0", "omitempty", "\u65e5\u672c", "extra")
	var options []string
	if g.chance(35) {
		options = append(options, "omitempty")
	}
	if g.chance(20) {
		options = append(options, "omitzero")
	}
	if isScalar(strings.TrimPrefix(typ, "*")) && g.chance(25) || g.chance(1) {
		options = append(options, "string")
	}
	if g.chance(3) {
		options = append(options, g.pick("unknown", "", "OMITEMPTY", " string"))
	}
	if name == "-" && len(options) == 0 {
		return `json:"-,"`
	}
	g.Shuffle(len(options), func(a, b int) { options[a], options[b] = options[b], options[a] })
	tag := `json:"` + strings.Join(append([]string{name}, options...), ",") + `"`
	return g.pick("", "", "", `xml:"a,omitempty" `) + tag
}

// isScalar reports whether the option string has an effect on the type.
func isScalar(typ string) bool {
	return slices.Contains(scalars, typ) || slices.Contains(namedScalars, typ) || slices.Contains(scalarsWithMethods, typ)
}
