package codec

import "strings"

// A Match looks for the member that the name of a parameter means: of a query, or of a form. Generated functions say what
// members a type has:
//
//	func matchParams(m *codec.Match) bool {
//		return m.Is("page", codec.AsNumber) || m.Inside("filter", matchFilter)
//	}
//
// So page is found, and in the object filter what matchFilter knows, as filter.name. A name that is equal goes before one
// that differs in case, as decoders have it. After a success, Path and As say what was found.
type Match struct {
	name   string // what is left of it
	fold   bool   // it may differ in case
	loose  bool   // fold, or there is a prefix
	whole  bool   // dots are a part of it
	prefix string // any name with this prefix is looked for instead

	outer  []byte // the names of the objects around the member, each with NUL behind it
	depth  int    // how many they are
	member string
	as     As
	missed bool // there is an object of the name, but not such a member in it
}

// maxNames is how many objects may be around a member. It keeps the stack small where types contain themselves.
const maxNames = 1000

// Find looks for the member that name means, with objects and their members separated by dots.
func (m *Match) Find(name string, members func(*Match) bool) bool {
	*m = Match{outer: m.outer[:0]}
	return m.find(name, members)
}

// FindKey looks for the member that the key of an object means. A dot in it is a part of the key.
func (m *Match) FindKey(key string, members func(*Match) bool) bool {
	*m = Match{outer: m.outer[:0], whole: true}
	return m.find(key, members)
}

func (m *Match) find(name string, members func(*Match) bool) bool {
	m.name, m.fold, m.loose = name, false, false
	if !members(m) {
		m.fold, m.loose = true, true
		if !members(m) {
			return false
		}
	}
	return !m.missed
}

// HasPrefix reports whether a member may have a name that begins with prefix, in any case.
func HasPrefix(prefix string, members func(*Match) bool) bool {
	return members(&Match{prefix: prefix, loose: true})
}

// Path is the name of the member that was found, as its type spells it. The names of the objects around it are in front,
// outer bytes in all, with NUL, which is in no name of a field, behind each.
func (m *Match) Path() (path string, outer int) {
	if m.depth == 0 {
		return m.member, 0
	}
	return string(append(m.outer, m.member...)), len(m.outer)
}

// As is what the text of the parameter becomes.
func (m *Match) As() As { return m.as }

// Exact is asked by types with the option case=exact, which are done when case does not matter any more.
func (m *Match) Exact() bool { return !m.fold }

// Is is asked for a member that text becomes.
func (m *Match) Is(member string, as As) bool {
	return (m.loose || m.name == member) && m.is(member, as)
}

// is is not a part of Is, so that Is becomes a part of what calls it: most members are another one.
//
//go:noinline
func (m *Match) is(member string, as As) bool {
	if m.loose && !m.equal(m.name, member) {
		return false
	}
	m.member, m.as = member, as
	return true
}

// Any is asked for a map, which has members of all names.
func (m *Match) Any(as As) bool {
	m.member, m.as = m.name, as
	return true
}

// Inside is asked for a member that is an object with the members.
func (m *Match) Inside(member string, members func(*Match) bool) bool {
	if m.Is(member, AsNothing) {
		return true
	}
	if m.whole || m.prefix != "" || m.depth == maxNames {
		return false
	}
	name, rest, found := cutName(m.name, strings.Count(member, "."))
	if !found || !m.equal(name, member) {
		return false
	}
	m.outer = append(append(m.outer, member...), 0)
	m.depth++
	m.missed = !m.find(rest, members)
	return true // no other member of that name counts, as for decoders
}

// equal reports whether name means member.
func (m *Match) equal(name, member string) bool {
	switch {
	case m.prefix != "":
		return len(member) >= len(m.prefix) && strings.EqualFold(member[:len(m.prefix)], m.prefix)
	case m.fold:
		return strings.EqualFold(name, member)
	}
	return name == member
}

// cutName cuts name at the dot behind as many dots.
func cutName(name string, dots int) (first, rest string, found bool) {
	at := 0
	for ; dots >= 0; dots-- {
		k := strings.IndexByte(name[at:], '.')
		if k < 0 {
			return "", "", false
		}
		at += k + 1
	}
	return name[:at-1], name[at:], true
}
