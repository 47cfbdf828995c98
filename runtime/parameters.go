package ow

import (
	"strings"

	"github.com/owgen/owgen/runtime/codec"
)

// This file makes members of parameters, which are names with texts: in a query, and in a form. They become an object in
// JSON together with the members of a body in JSON, so that a handler's decoder reads all of it at once, and options,
// constraints and errors are the same wherever a value comes from.
//
//	?page=3&filter.name=x&tag=a&tag=b    {"filter":{"name":"x"},"page":3,"tag":["a","b"]}

// Params is for a P that is an object: a struct, or a map. Its members come from the query, and from a body that is JSON or
// a form. match finds the member that a name means.
func Params[P any](decode func(*codec.Dec, string, int, *P) int, match func(*codec.Match) bool) In[P] {
	reserved := codec.HasPrefix(webPrefix, match)
	return In[P]{needs: needs{allow: plainMethods, match: match}, decode: decode, watches: !knowsRequests(match), read: func(c *call, p *P) error {
		s, err := c.parameters(match, reserved)
		switch {
		case err != nil:
			return err
		case s == "":
			return readJSON(c, p, decode)
		}
		return c.mergedError(s, decode(&c.dec, s, 0, p))
	}}
}

// parameters returns the object that c's parameters and the members of its body make, padded. It is "" where the body, if
// any, is all there is, and where the body is no object, of which a decoder tells more.
func (c *call) parameters(match func(*codec.Match) bool, reserved bool) (s string, err error) {
	if !c.web {
		c.openResult(match)
		return "", nil
	}
	if err := c.openEvent(); err != nil {
		return "", err
	}
	form, err := c.openForm()
	if err != nil {
		return "", err
	}
	if c.query == "" && form == "" && c.bound == "" && !(reserved && mayBeReserved(c.text)) {
		return "", nil
	}
	m := c.newMerge(match)
	if err := m.read(c, form); err != nil {
		return "", err
	}
	c.dec.SkipPrefix(webPrefix)
	s = m.object(c.text)
	c.dec.TextsUntil(m.texts)
	return s, nil
}

// mergedError returns nil if decoding the object s ended at i, and i is its end, or else why not.
func (c *call) mergedError(s string, i int) error {
	if i >= 0 && c.dec.Document(s, i) >= 0 {
		return nil
	}
	return paramsError{c.merge.told(c.dec.Err(s, 0, "params"))}
}

// A parameter is a name with a text, for a member of the object.
type parameter struct {
	path    string // of the member, see codec.Match
	name    string // as it was sent
	text    string
	outer   int32 // how much of path are the objects around the member
	order   int32 // how many came before
	at, end int32 // where its JSON is in the object, 0 if it is not
	as      codec.As
	form    bool // it comes from a form, and not from the query
	hidden  bool // by a member of the body
}

// A merge makes an object of parameters and of the members of a body. Calls keep it for its buffers.
type merge struct {
	match   func(*codec.Match) bool
	finder  codec.Match
	given   []parameter
	sorted  []*parameter // those given, in the order of their paths
	bound   string       // an object, padded, whose members count more than the others; "" for none
	firm    []string     // the names of these members
	digital bool         // bound may hold DigitalOcean's http
	mixed   bool         // strings in the body count as parameters, and are among them
	runs    []run
	texts   int // where in the object those of the parameters end
	start   int // where the body begins that has been read, -1 if there is none
}

// newMerge returns the merge of c, without anything in it.
func (c *call) newMerge(match func(*codec.Match) bool) *merge {
	if c.merge == nil {
		c.merge = &merge{start: -1}
	}
	c.merge.match = match
	return c.merge
}

// reset empties m, and drops what has grown large.
func (m *merge) reset() {
	const most = 100
	given, sorted, runs := m.given, m.sorted, m.runs
	if cap(given) > most || cap(runs) > most {
		given, sorted, runs = nil, nil, nil
	}
	clear(given)
	*m = merge{given: given[:0], sorted: sorted[:0], runs: runs[:0], start: -1}
}

// read takes the parameters of c.
func (m *merge) read(c *call, form string) error {
	m.bound, m.mixed, m.digital = c.bound, c.merged, c.digital
	for k, text := range [...]string{c.query, form} {
		what := [...]string{"query", "form"}[k]
		if err := eachParameter(what, text, func(name, text string) { m.add(name, text, k == 1) }); err != nil {
			return err
		}
	}
	m.sort()
	return nil
}

// add takes a parameter, if it has a member. Empty text is none, except for a string.
func (m *merge) add(name, text string, form bool) {
	if isReserved(name) || !m.finder.Find(name, m.match) || m.finder.As().IsAbsent(text) {
		return
	}
	path, outer := m.finder.Path()
	m.given = append(m.given, parameter{
		path: path, name: name, text: text, outer: int32(outer), order: int32(len(m.given)), as: m.finder.As(), form: form,
	})
}

// sort puts the parameters in the order of their paths, and those with the same path in the order in which they came. It
// is a Shell sort, which is a tenth of the code of slices.SortStableFunc, and quick for the few that there are.
func (m *merge) sort() {
	for k := range m.given {
		m.sorted = append(m.sorted, &m.given[k])
	}
	for _, gap := range [...]int{3937, 1750, 701, 301, 132, 57, 23, 10, 4, 1} {
		for i := gap; i < len(m.sorted); i++ {
			p := m.sorted[i]
			k := i
			for ; k >= gap && p.before(m.sorted[k-gap]); k -= gap {
				m.sorted[k] = m.sorted[k-gap]
			}
			m.sorted[k] = p
		}
	}
}

func (p *parameter) before(other *parameter) bool {
	if a, b := p.path, other.path; a != "" && b != "" && a[0] != b[0] { // as in most cases
		return a[0] < b[0]
	}
	order := strings.Compare(p.path, other.path)
	return order < 0 || order == 0 && p.order < other.order
}

// hide takes away the parameters of a member, and those of its members.
func (m *merge) hide(member string) {
	k, end := 0, len(m.sorted)
	for k < end {
		if middle := (k + end) / 2; m.sorted[middle].path < member {
			k = middle + 1
		} else {
			end = middle
		}
	}
	for ; k < len(m.sorted) && strings.HasPrefix(m.sorted[k].path, member); k++ {
		p := m.sorted[k]
		switch inner := len(p.path) > len(member); {
		case inner && p.path[len(member)] != 0:
			return
		case inner && p.outer == 0: // the NUL is a part of the name
		case p.hidden:
			return // and so are the others
		default:
			p.hidden = true
		}
	}
}

// appendParameters appends the parameters as members of an object that is open.
func (m *merge) appendParameters(b []byte) []byte {
	open := ""
	for first := 0; first < len(m.sorted); {
		last, end := m.sorted[first], first+1
		for end < len(m.sorted) && m.sorted[end].path == last.path {
			last, end = m.sorted[end], end+1
		}
		group := m.sorted[first:end]
		first = end
		if last.hidden {
			continue
		}
		if outer := last.path[:last.outer]; open != outer {
			b, open = enter(b, open, outer), outer
		}
		b = append(codec.AsString.Append(comma(b), last.path[last.outer:]), ':')
		if last.as&codec.List == 0 {
			b = last.append(b)
			continue
		}
		b = append(b, '[')
		for k := range group {
			if p := group[k]; p.form == last.form { // a form hides the query
				b = p.append(comma(b))
			}
		}
		b = append(b, ']')
	}
	return enter(b, open, "")
}

// append appends the JSON of p.
func (p *parameter) append(b []byte) []byte {
	p.at = int32(len(b))
	b = p.as.Append(b, p.text)
	p.end = int32(len(b))
	return b
}

// enter closes the objects that are open, and opens others, but for those that they have in common. Each has a NUL behind
// its name.
func enter(b []byte, open, want string) []byte {
	common := 0
	for k := 0; k < len(open) && k < len(want) && open[k] == want[k]; k++ {
		if open[k] == 0 {
			common = k + 1
		}
	}
	for range strings.Count(open[common:], "\x00") {
		b = append(b, '}')
	}
	for want = want[common:]; want != ""; {
		var name string
		name, want, _ = strings.Cut(want, "\x00")
		b = append(codec.AsString.Append(comma(b), name), ":{"...)
	}
	return b
}

// comma appends a comma, unless a container has just begun.
func comma(b []byte) []byte {
	if last := b[len(b)-1]; last != '{' && last != '[' {
		b = append(b, ',')
	}
	return b
}
