package schema

import (
	"fmt"
	"strconv"
	"strings"
)

// constrained writes a type, and keys that fit it and each other.
func (a *author) constrained() (typ, keys string) {
	typ, keys = a.scalar()
	switch n := a.IntN(100); {
	case n < 15:
		return "*" + typ, keys
	case n < 35 && typ != "uint8": // bytes are text
		return "[]" + typ, keys + a.items(typ)
	case n < 40:
		return "[2]" + typ, keys
	}
	return typ, keys
}

// scalar writes a scalar type with keys.
func (a *author) scalar() (typ, keys string) {
	switch a.IntN(8) {
	case 0, 1:
		typ = a.pick("int", "int8", "int16", "int32", "int64", "time.Duration")
		return typ, a.bounds(-90, strconv.Itoa, "2", "5", "7")
	case 2:
		typ = a.pick("uint", "uint8", "uint16", "uint32", "uint64", "Count")
		return typ, a.bounds(1, strconv.Itoa, "2", "3")
	case 3:
		tenths := func(n int) string { return strconv.FormatFloat(float64(n)/10, 'f', -1, 64) }
		return a.pick("float32", "float64"), a.bounds(-300, tenths, "0.1", "0.25", "3", "1e-1")
	case 4:
		return a.pick("string", "Text"), a.lengths()
	case 5:
		return a.pick("string", "Text"), fmt.Sprintf(" pattern:%q", patterns[a.IntN(len(patterns))].text)
	case 6:
		return "string", fmt.Sprintf(" format:%q", formats[a.IntN(len(formats))].text)
	}
	return a.listed()
}

// bounds writes limits for numbers from least on, some of which are 30 to 129 apart.
func (a *author) bounds(least int, number func(int) string, steps ...string) string {
	lower := least + a.IntN(40)
	upper := lower + 30 + a.IntN(100-max(0, 40+lower))
	var keys strings.Builder
	if a.chance(60) {
		fmt.Fprintf(&keys, " %s:%q", a.pick("minimum", "exclusiveMinimum"), number(lower))
	}
	if a.chance(60) {
		fmt.Fprintf(&keys, " %s:%q", a.pick("maximum", "exclusiveMaximum"), number(upper))
	}
	if a.chance(40) {
		fmt.Fprintf(&keys, " multipleOf:%q", a.pick(steps...))
	}
	return keys.String()
}

// lengths writes limits for texts.
func (a *author) lengths() string {
	least := 1 + a.IntN(3)
	var keys string
	if a.chance(70) {
		keys += fmt.Sprintf(" minLength:\"%d\"", least)
	}
	if a.chance(70) {
		keys += fmt.Sprintf(" maxLength:\"%d\"", least+a.IntN(4))
	}
	return keys
}

// items writes limits for slices of a type.
func (a *author) items(elem string) string {
	least := 1 + a.IntN(2)
	var keys string
	if a.chance(50) {
		keys += fmt.Sprintf(" minItems:\"%d\"", least)
	}
	if a.chance(50) {
		keys += fmt.Sprintf(" maxItems:\"%d\"", least+a.IntN(3))
	}
	if a.chance(30) && !strings.HasPrefix(elem, "float") { // floats are equal that differ in digits: S7
		keys += ` uniqueItems:"true"`
	}
	return keys
}

// listed writes a type some of whose values are allowed.
func (a *author) listed() (typ, keys string) {
	switch a.IntN(6) {
	case 0:
		return a.pick("Colour", "Level", "Share"), ""
	case 1:
		return "Colour", ` enum:"[\"blue, but not dark\",\"red\"]"`
	case 2:
		return "Level", ` enum:"0,100"`
	case 3:
		return a.pick("string", "Text"), a.pick(` enum:"a,b,c"`, ` enum:"[\"a,b\",\"\",\"ü\"]"`)
	case 4:
		return a.pick("int", "int16", "int64"), a.pick(` enum:"1,-2,300"`, ` enum:"[7]"`)
	}
	return "float64", ` enum:"0.5,1e3,-0.25"`
}
