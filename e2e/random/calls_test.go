package random

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
)

// calls are the functions that each generated function names, in a call or as a value.
type calls map[string][]string

var (
	function = regexp.MustCompile(`(?m)^func (\w+)\((?s:.*?)^}$`)
	named    = regexp.MustCompile(`\b(?:fallback\.)?[A-Za-z]\w*`)
)

// readCalls reads what owgen has generated.
func (w *workshop) readCalls() (calls, error) {
	all := calls{}
	for _, name := range []string{"main.go", "codec.go"} {
		source, err := os.ReadFile(filepath.Join(w.dir, "cmd", "batch", name))
		if err != nil {
			return nil, err
		}
		for _, f := range function.FindAllSubmatch(source, -1) {
			all[string(f[1])] = named.FindAllString(string(f[0]), -1)
		}
	}
	return all, nil
}

// lead reports whether a function may call the goal, directly or through others.
func (c calls) lead(from, goal string) bool {
	seen := map[string]bool{from: true}
	for next := []string{from}; len(next) > 0; {
		found := map[string]bool{}
		for _, name := range next {
			if name == goal {
				return true
			}
			for _, callee := range c[name] {
				if !seen[callee] {
					seen[callee], found[callee] = true, true
				}
			}
		}
		next = slices.Collect(maps.Keys(found))
	}
	return false
}

// A binding is the pair of functions by which a handler's parameters are read and its result is written.
type binding struct{ decode, encode string }

var bindLine = regexp.MustCompile(
	`ow\.Bind\("H(\d+)", ow\.(?:JSON|Params)(?:\[.+?\])?\(([\w.]+)(?:, \w+)?\), batch\.H\d+, ow\.Result(?:\[.+?\])?\(([\w.]+)\)\)`)

// readBound reads from main.go what the handlers of the units are bound with, by the units' numbers.
func (w *workshop) readBound() (map[int]binding, error) {
	source, err := os.ReadFile(filepath.Join(w.dir, "cmd", "batch", "main.go"))
	bound := map[int]binding{}
	for _, m := range bindLine.FindAllSubmatch(source, -1) {
		number, _ := strconv.Atoi(string(m[1])) // digits
		bound[number] = binding{string(m[2]), string(m[3])}
	}
	return bound, err
}
