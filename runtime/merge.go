package ow

import (
	"slices"
	"strconv"
	"strings"

	"github.com/owgen/owgen/runtime/codec"
)

// This file puts parameters and the members of a body together, and tells in terms of both what is wrong with the whole.

// A run is a part of the object that stands in the body like that.
type run struct{ at, from, to int } // at in the object; from, to in the body

// object returns one object, padded, of the parameters and of the members of body, which win. It returns "" where body is
// neither an object nor nothing.
func (m *merge) object(body string) string {
	var bound []run
	var ok bool
	if m.bound != "" {
		if bound, ok = m.members(m.bound, nil, m.binds); !ok {
			return ""
		}
	}
	if !isBlank(body) && !isNullAlone(body) {
		m.start = skipSpace(body, 0)
		if m.runs, ok = m.members(body, m.runs, m.keeps(body)); !ok {
			return ""
		}
	}
	b := m.appendParameters(append(make([]byte, 0, m.size(body)), '{'))
	m.texts = len(b)
	for k := range m.runs {
		b = m.runs[k].append(b, body)
	}
	for k := range bound {
		b = bound[k].append(b, m.bound)
	}
	m.runs = append(m.runs, bound...)
	b = append(b, '}')
	n := len(b)
	return codec.Own(slices.Grow(b, codec.Pad), n)
}

// binds returns whether a bound member becomes one of the object. If so, it hides others. Of those that tell of the request
// only fields know what to do with them, and maps of anything.
func (m *merge) binds(name string, _ int) bool {
	if (isReserved(name) || m.digital && name == "http") && !m.wants(name) {
		return false
	}
	member := m.meant(name)
	m.firm = append(m.firm, member)
	m.hide(member)
	return true
}

// wants reports whether there is a field of that name, or a map that takes anything.
func (m *merge) wants(name string) bool {
	const nobody = "\x00" // which only a map has
	as := codec.AsNothing
	found := m.finder.FindKey(name, m.match)
	if found {
		as = m.finder.As()
	}
	return found && (as == codec.AsAny || !m.finder.FindKey(nobody, m.match))
}

// keeps returns whether a member of the body becomes one of the object. If so, it hides parameters.
func (m *merge) keeps(body string) func(name string, i int) bool {
	return func(name string, i int) bool {
		switch {
		case isReserved(name), m.mixed && body[skipSpace(body, i)] == '"':
			return false
		case m.match == nil:
			return true
		}
		member := m.meant(name)
		if slices.Contains(m.firm, member) {
			return false
		}
		m.hide(member)
		return true
	}
}

// meant returns the name of the member that a key means, or the key.
func (m *merge) meant(key string) string {
	if m.finder.FindKey(key, m.match) {
		key, _ = m.finder.Path()
	}
	return key
}

// members finds the members of s, an object, and what is kept of them in as few runs as possible.
func (m *merge) members(s string, runs []run, keep func(name string, i int) bool) ([]run, bool) {
	var d codec.Dec
	var name string
	i, joined := d.Object(s, 0), false
	for i >= 0 {
		from := i
		if name, i = d.Key(s, i); i < 0 {
			return nil, false
		}
		kept := keep(name, i)
		if i = d.Skip(s, i); kept && joined {
			runs[len(runs)-1].to = i
		} else if kept {
			runs = append(runs, run{from: from, to: i})
		}
		joined = kept
		i = d.Next(s, i)
	}
	return runs, i != -1 && d.Document(s, codec.End(i)) >= 0
}

func (r *run) append(b []byte, s string) []byte {
	b = comma(b)
	r.at = len(b)
	return append(b, s[r.from:r.to]...)
}

// size is about how large the object will be.
func (m *merge) size(body string) int {
	size := len(body) + len(m.bound) + 2*codec.Pad
	for k := range m.given {
		size += len(m.given[k].path) + len(m.given[k].text) + len(`"":"",[]`)
	}
	return size
}

// isNullAlone reports whether there is nothing but null in s.
func isNullAlone(s string) bool {
	i := skipSpace(s, 0)
	return strings.HasPrefix(s[i:], "null") && skipSpace(s, i+len("null")) == len(s)-codec.Pad
}

// told returns an error of the object as its caller understands it: with the offset in the body, or with the name of the
// parameter. The text of a parameter is never in it.
func (m *merge) told(err *codec.Error) *codec.Error {
	if err.Offset < 0 {
		return err
	}
	at := err.Offset
	err.Offset = -1
	if at == 0 {
		err.Offset = m.start
		return err
	}
	for _, r := range m.runs {
		if r.at <= at && at < r.at+r.to-r.from {
			err.Offset = at - r.at + r.from
			return err
		}
	}
	for k := range m.given {
		if p := &m.given[k]; int(p.at) <= at && at < int(p.end) {
			err.Msg = p.told(err.Msg)
		}
	}
	return err
}

// told returns what a decoder says of the JSON of p, for a caller who has sent a text.
func (p *parameter) told(msg string) string {
	const longest = 64 // of a name
	msg, _, _ = strings.Cut(msg, ", got ")
	if _, rest, found := strings.Cut(msg, " out of range "); found {
		msg = "out of range " + rest
	}
	msg = strings.TrimSuffix(msg, " in a string")
	if before, after, found := strings.Cut(msg, strconv.Quote(p.text)); found {
		msg = before + "it" + after
	}
	return msg + " in parameter " + p.name[:min(len(p.name), longest)]
}
