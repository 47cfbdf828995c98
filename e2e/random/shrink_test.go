package random

import (
	"slices"
	"strings"
)

// shrink reduces a unit that fails to one that still does and of which no part can go. It tries all reductions of one
// step at once, since compiling many units takes hardly longer than compiling one, and goes on with the smallest that
// fails, at most tries times.
func (w *workshop) shrink(u unit, tries int) (smallest unit, failure string, err error) {
	smallest = u
	for range tries {
		candidates := reductions(smallest)
		verdicts, err := w.run(candidates)
		if err != nil {
			return smallest, failure, err
		}
		best := -1
		for k, v := range verdicts {
			if v.failure != "" && (best < 0 || candidates[k].size() < candidates[best].size()) {
				best = k
			}
		}
		if best < 0 {
			break
		}
		smallest, failure = candidates[best], verdicts[best].failure
	}
	return smallest, failure, nil
}

// reductions returns the units that have less than u: without a half, a quarter or one of its fields, with a field's tag
// left out or with its type unwrapped.
func reductions(u unit) []unit {
	u.decls = u.used()
	total := 0
	for _, d := range u.decls {
		total += len(d.fields)
	}
	var reduced []unit
	for _, size := range []int{(total + 1) / 2, (total + 3) / 4, 1} {
		for from := 0; from < total; from += size {
			reduced = append(reduced, u.without(from, from+size))
		}
	}
	for i, d := range u.decls {
		if inner := unwrap(d.expr); inner != "" {
			v := u.clone()
			v.decls[i].expr = inner
			reduced = append(reduced, v)
		}
		for k, f := range d.fields {
			if f.tag != "" {
				v := u.clone()
				v.decls[i].fields[k].tag = ""
				reduced = append(reduced, v)
			}
			if inner := unwrap(f.typ); inner != "" && f.name != "" {
				v := u.clone()
				v.decls[i].fields[k].typ = inner
				reduced = append(reduced, v)
			}
		}
	}
	return reduced
}

// without returns u without the fields from one number to another, counted over all its structs.
func (u unit) without(from, to int) unit {
	u = u.clone()
	n := 0
	for i := range u.decls {
		u.decls[i].fields = slices.DeleteFunc(u.decls[i].fields, func(field) bool {
			n++
			return from < n && n <= to
		})
	}
	return u
}

// unwrap returns what a container type holds, or "": []int → int, map[string]int → int.
func unwrap(typ string) string {
	if strings.HasPrefix(typ, "*") {
		return typ[1:]
	}
	if open := strings.IndexByte(typ, '['); open == 0 || strings.HasPrefix(typ, "map[") {
		return typ[strings.IndexByte(typ, ']')+1:]
	}
	return ""
}
