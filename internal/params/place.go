package params

import (
	"fmt"
	"strings"

	"github.com/owgen/owgen/internal/typo"
)

// A place is where a name leads to, as far as it has been read.
type place struct {
	object *object // that has the member
	name   string  // of the member
	same   func(a, b string) bool
	slot          // of the member; at the beginning that of the parameters
	path   string // of the member, from the parameters on
	rest   string // of the name
}

// step reads the next part of a name.
func (f *filler) step(at *place) error {
	in := at.object
	if at.path != "" && at.hasMembers() {
		in = at.object.inner(at.name, at.same)
	}
	switch s := at.slot; s.kind {
	case record:
		m, rest, ok := s.find(at.rest, f.same)
		if !ok {
			return s.unknown(at)
		}
		at.enter(in, m.name, m.slot, rest, f.same)
	case dictionary:
		name, rest := at.rest, ""
		if s.elem.hasMembers() {
			name, rest, _ = strings.Cut(name, ".")
		}
		at.enter(in, name, s.elem, rest, equal)
	case free:
		name, rest, _ := strings.Cut(at.rest, ".")
		at.enter(in, name, s, rest, equal)
	case list:
		return fmt.Errorf("%s is a list, which has no names in it; give its elements as JSON, one with each -p %[1]s=…", at.path)
	default:
		return fmt.Errorf("%s is %s, which has no members", at.path, s.noun())
	}
	return nil
}

func equal(a, b string) bool { return a == b }

// enter goes to a member.
func (at *place) enter(in *object, name string, s slot, rest string, same func(a, b string) bool) {
	if at.path != "" {
		at.path += "."
	}
	*at = place{object: in, name: name, same: same, slot: s, path: at.path + name, rest: rest}
}

// hasMembers reports whether a name can go on behind a value.
func (s *shape) hasMembers() bool { return s.kind == record || s.kind == dictionary || s.kind == free }

// find returns the member of a record that a name begins with, and what is behind it. A name with dots in it may be that of a
// member. As the decoder does, it prefers one in the same case.
func (s *shape) find(name string, same func(a, b string) bool) (m member, rest string, ok bool) {
	for head, end := name, len(name); end >= 0; end = strings.LastIndexByte(head, '.') {
		head = name[:end]
		for _, matches := range []func(a, b string) bool{equal, same} {
			for _, m := range s.members {
				if matches(m.name, head) {
					return m, strings.TrimPrefix(name[end:], "."), true
				}
			}
		}
	}
	return member{}, "", false
}

// unknown says that a record has no member of the name, and which one was probably meant.
func (s *shape) unknown(at *place) error {
	const none = "no such parameter"
	var names []string
	for _, m := range s.members {
		names = append(names, m.name)
	}
	before := at.path
	if before != "" {
		before += "."
	}
	name, rest, dotted := strings.Cut(at.rest, ".")
	if meant := typo.Meant(name, names); meant != "" {
		if dotted {
			meant += "." + rest
		}
		return fmt.Errorf(none+"; did you mean %s?", before+meant)
	}
	switch {
	case len(names) == 0 && at.path == "":
		return fmt.Errorf(none + "; the function takes none")
	case len(names) == 0:
		return fmt.Errorf(none+"; %s has no members", at.path)
	case len(names) == 1:
		return fmt.Errorf(none+"; want %s", before+names[0])
	}
	return fmt.Errorf(none+"; want one of %s", before+strings.Join(names, ", "+before))
}
