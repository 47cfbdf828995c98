package schema

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// name names all defs. Those that are the same have one name. Where a type is read otherwise than it is written, the names
// say so.
func (b *builder) name(taken ...string) {
	b.classify()
	bases := b.baseNames(taken)
	firsts := b.firsts()
	names := make([]string, len(firsts)) // by class
	for class, d := range firsts {
		name := bases.At(d.typ).(string)
		if b.differsByDirection(d.typ) {
			name += map[bool]string{true: "Input", false: "Output"}[d.reads]
		}
		unique := name
		for k := 2; slices.Contains(names, unique) || slices.Contains(taken, unique); k++ {
			unique = fmt.Sprint(name, "_", k)
		}
		names[class] = unique
	}
	for _, d := range b.order {
		d.name = names[d.class]
	}
}

// differsByDirection reports whether a type has a schema that is only read and another one that is only written.
func (b *builder) differsByDirection(t types.Type) bool {
	directions := map[int]map[bool]bool{} // by class
	for _, d := range b.order {
		if types.Identical(d.typ, t) {
			if directions[d.class] == nil {
				directions[d.class] = map[bool]bool{}
			}
			directions[d.class][d.reads] = true
		}
	}
	all := map[bool]bool{}
	for _, of := range directions {
		for reads := range of {
			all[reads] = true
		}
	}
	return len(directions) > 1 && len(all) > 1
}

// baseNames returns a name for each type: that of the type, behind that of its package if this is not the handlers'. Of types
// that would have one name, each gets as much more of its import path as it takes to tell them apart.
func (b *builder) baseNames(taken []string) *typeutil.Map {
	var all []types.Type
	var scopes typeutil.Map // types.Type → scope
	for _, d := range b.order {
		if scopes.Set(d.typ, scope{b.Path, taken, 1}) == nil {
			all = append(all, d.typ)
		}
	}
	for alike := true; alike; {
		alike = false
		users := map[string]int{}
		for _, t := range all {
			users[scopes.At(t).(scope).name(t)]++
		}
		for _, t := range all {
			sc := scopes.At(t).(scope)
			wider := scope{b.Path, taken, sc.steps + 1}
			if name := sc.name(t); users[name] > 1 && wider.name(t) != name {
				scopes.Set(t, wider)
				alike = true
			}
		}
	}
	for _, t := range all {
		scopes.Set(t, scopes.At(t).(scope).name(t))
	}
	return &scopes
}

// A scope says how types are named: Item, or shop.Item in another package, or store.shop.Item with two steps.
type scope struct {
	path  string   // of the handlers' package
	taken []string // names that no type may have
	steps int      // how much of the import path of another package is said
}

// name names a type.
func (sc scope) name(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		name := sc.qualified(t.Obj())
		for arg := range t.TypeArgs().Types() {
			name += "_" + sc.name(arg)
		}
		return name
	case *types.Basic:
		return types.Typ[t.Kind()].Name() // and not byte, or rune
	case *types.Pointer:
		return "ptr_" + sc.name(t.Elem())
	case *types.Slice:
		return "list_" + sc.name(t.Elem())
	case *types.Array:
		return fmt.Sprintf("array_%d_%s", t.Len(), sc.name(t.Elem()))
	case *types.Map:
		return "map_" + sc.name(t.Key()) + "_" + sc.name(t.Elem())
	case *types.Interface:
		if t.Empty() {
			return "any"
		}
		return "interface"
	}
	return "struct"
}

// qualified is the name of obj behind those steps to its package that tell it from others.
func (sc scope) qualified(obj *types.TypeName) string {
	pkg := obj.Pkg()
	if pkg == nil || pkg.Path() == sc.path && !slices.Contains(sc.taken, obj.Name()) {
		return plain(obj.Name()) // those without a package are error and comparable
	}
	path := strings.Split(pkg.Path(), "/")
	if path[len(path)-1] != pkg.Name() {
		path = append(path, pkg.Name())
	}
	return plain(strings.Join(append(path[len(path)-min(sc.steps, len(path)):], obj.Name()), "."))
}

// plain spells letters that no name of a component may have by their code points. (OpenAPI 3.1.1, 4.8.7)
func plain(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '.', r == '_', r == '-':
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "u%04X", r)
		}
	}
	return b.String()
}
