package schema

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// An author writes random types.
type author struct {
	*rand.Rand
	number int      // of the type
	parts  []string // the names of the structs that it is made of
	text   strings.Builder
}

// A unit is a type Tn with all that only it needs, and its handler Hn.
type unit struct {
	number int
	text   string
}

// newUnit writes the unit of a seed.
func newUnit(seed uint64, number int) unit {
	a := &author{Rand: rand.New(rand.NewPCG(seed, 15)), number: number}
	for range a.IntN(3) {
		a.declare(fmt.Sprintf("T%d%c", number, 'A'+len(a.parts)))
	}
	a.declare(fmt.Sprintf("T%d", number))
	options := a.pick("", "", " unknown=reject", " nil=empty", " unknown=reject case=exact nil=empty")
	fmt.Fprintf(&a.text, "//owgen:action H%d%s\nfunc H%[1]d(p T%[1]d) (T%[1]d, error) { return p, nil }\n\n", number, options)
	return unit{number, a.text.String()}
}

// chance is true in that percentage of cases.
func (a *author) chance(percent int) bool { return a.IntN(100) < percent }

func (a *author) pick(choices ...string) string { return choices[a.IntN(len(choices))] }

// declare declares a struct. Those that were declared before are parts of it.
func (a *author) declare(name string) {
	fields := a.fields(name, 1+a.IntN(7))
	a.parts = append(a.parts, name)
	fmt.Fprintf(&a.text, "type %s struct {\n%s}\n\n", name, fields)
}

// fields writes the fields of a struct.
func (a *author) fields(name string, count int) string {
	var b strings.Builder
	if len(a.parts) > 0 && a.chance(20) {
		fmt.Fprintf(&b, "\t%s%s\n", a.pick("", "*"), a.parts[a.IntN(len(a.parts))])
	}
	for k := range count {
		typ, keys := a.field(name)
		options := a.pick("", "", "", ",omitempty", ",omitzero")
		if isScalar(strings.TrimPrefix(typ, "*")) && keys == "" && a.chance(25) {
			options += ",string"
		}
		if !strings.Contains(options, "omit") && !strings.Contains(keys, "default:") && a.chance(25) {
			keys += ` ow:"required"`
		}
		jsonName := a.pick("", fmt.Sprintf("%c-%d", 'a'+k, k), fmt.Sprintf("größe%d", k))
		fmt.Fprintf(&b, "\tF%s%d %s `json:%q%s`\n", strings.TrimPrefix(name, "T"), k, typ, jsonName+options, keys)
	}
	return b.String()
}

// field writes a type and the keys of its tag, which begin with a space.
func (a *author) field(of string) (typ, keys string) {
	if a.chance(60) {
		return a.constrained()
	}
	typ = a.typ(of, 0)
	if isScalar(typ) && a.chance(30) {
		return typ, defaults[typ]
	}
	return typ, ""
}

// defaults are for types without other keys.
var defaults = map[string]string{
	"bool": ` default:"true"`, "int": ` default:"-7"`, "uint8": ` default:"200"`, "float64": ` default:"2.5"`,
	"string": ` default:"a \"text\""`, "Count": ` default:"3"`, "Text": ` default:"12"`,
}

var scalars = []string{"bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "float32", "float64",
	"string", "Text", "Count", "time.Duration", "json.Number"}

func isScalar(typ string) bool {
	for _, s := range scalars {
		if s == typ {
			return true
		}
	}
	return false
}

// typ writes a type. Of is the struct that it is in, which it may hold behind a pointer.
func (a *author) typ(of string, depth int) string {
	n := a.IntN(100)
	if depth > 2 {
		n %= 60
	}
	switch {
	case n < 30:
		return scalars[a.IntN(len(scalars))]
	case n < 55:
		return a.pick("any", "json.RawMessage", "time.Time", "[]byte", "Words", "Word", "Anything", "Listed", "Detour", "Colour", "Level",
			"Share", "Tree", "fmt.Stringer", "struct{}", "Shouted", "[2]Level")
	case n < 60 && len(a.parts) > 0:
		return a.parts[a.IntN(len(a.parts))]
	case n < 68:
		return "*" + a.elem(of, depth+1)
	case n < 78:
		return "[]" + a.elem(of, depth+1)
	case n < 81:
		return fmt.Sprintf("[%d]%s", a.IntN(3), a.typ(of, depth+1))
	case n < 91:
		return fmt.Sprintf("map[%s]%s", a.pick("string", "Text", "int8", "uint64", "Colour", "Level", "Word"), a.elem(of, depth+1))
	case n < 95:
		return fmt.Sprintf("Box[%s]", a.typ(of, depth+1))
	}
	return fmt.Sprintf("struct{ X %s; Y %s `json:\",omitempty\"` }", a.typ(of, depth+1), a.typ(of, depth+1))
}

// elem writes a type of which there may be none.
func (a *author) elem(of string, depth int) string {
	if a.chance(15) {
		return of
	}
	return a.typ(of, depth)
}
