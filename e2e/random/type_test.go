package random

import "fmt"

// What types are made of. Those with methods are declared in fixture or come from the standard library.
var (
	scalars = []string{"bool", "string", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64",
		"uintptr", "float32", "float64", "time.Duration", "json.Number"}
	namedScalars = []string{"Flag", "Count", "Size", "Rate", "Text", "Octet"}
	others       = []string{"any", "time.Time", "json.RawMessage", "[]byte", "Blob", "Words", "Block", "Table", "Open", "Alias",
		"[4]byte", "[]Octet", "Shallow", "Deep", "Other", "Loop", "Stringer", "struct{}", "error",
		"colour", "hidden", "[]hidden", "*hidden", "map[colour]hidden", "[][]colour", "Hiding", "Digits", "open", "struct{ a, B int }"}
	withMethods = []string{"Celsius", "Level", "Code", "Counter", "Spot", "Printer", "Reader", "Label", "Rune", "Period",
		"Half", "Zeroer", "nameless", "netip.Addr", "*big.Int", "big.Int", "Mark", "Heir", "Seal"}
	scalarsWithMethods = []string{"Celsius", "Level", "Code", "Rune", "Half", "nameless"}
	keys               = []string{"string", "string", "Text", "int", "int8", "int64", "uint8", "uint64", "Count", "Size", "Octet", "Level",
		"Code", "netip.Addr", "time.Duration", "json.Number", "uintptr", "Mark", "Heir", "Seal", "time.Time"}
)

// deepest is how far the text of a type nests.
const deepest = 4

// typ makes a type whose values a value of the current type may hold itself.
func (g *declarer) typ(depth int) string {
	n := g.IntN(100)
	if depth >= deepest {
		n %= 55
	}
	switch {
	case n < 25:
		return scalars[g.IntN(len(scalars))]
	case n < 32:
		return namedScalars[g.IntN(len(namedScalars))]
	case n < 40:
		return others[g.IntN(len(others))]
	case n < 48:
		return withMethods[g.IntN(len(withMethods))]
	case n < 55:
		return g.own(g.current)
	case n < 63:
		return "*" + g.elem(depth+1)
	case n < 73:
		return "[]" + g.elem(depth+1)
	case n < 77:
		return fmt.Sprintf("[%d]%s", g.IntN(4), g.typ(depth+1))
	case n < 87:
		return fmt.Sprintf("map[%s]%s", keys[g.IntN(len(keys))], g.elem(depth+1))
	case n < 94:
		return g.instance(depth + 1)
	}
	name, tag := g.pick("X", "ID", "Name"), g.pick("", "x", ",omitempty", "y")
	return fmt.Sprintf("struct{ %s %s `json:\"%s\"`; Y %s }", name, g.typ(depth+1), tag, g.typ(depth+1))
}

// elem makes a type of which the current type holds pointers only, so it may be any type of the unit.
func (g *declarer) elem(depth int) string {
	if g.chance(20) {
		return g.own(len(g.names))
	}
	return g.typ(depth)
}

// own is one of the unit's first types that fields may have, if there is one. Pointers with a name are used by those
// declared later only, or they could point to nothing but themselves.
func (g *declarer) own(limit int) string {
	if limit == 0 {
		return "string"
	}
	k := g.IntN(limit)
	if name := g.names[k]; g.structs[k] || k < g.current {
		return name
	}
	return "Shallow"
}

// instance makes an instance of a generic type.
func (g *declarer) instance(depth int) string {
	switch g.IntN(5) {
	case 0:
		return fmt.Sprintf("Pair[%s, %s]", g.typ(depth), g.typ(depth))
	case 1:
		return fmt.Sprintf("List[%s]", g.typ(depth))
	case 2:
		return fmt.Sprintf("Index[%s, %s]", keys[g.IntN(len(keys))], g.typ(depth))
	case 3:
		return fmt.Sprintf("Wrapped[%s]", g.typ(depth))
	}
	return fmt.Sprintf("Box[%s]", g.typ(depth))
}
