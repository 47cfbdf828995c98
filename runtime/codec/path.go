package codec

import (
	"strconv"
	"unicode"
)

// A step is an open container on the way to a place in a text.
type step struct {
	object bool
	key    int  // where the last key of the object begins
	member bool // the last key is complete: what follows belongs to its member
	index  int  // of the current element of the array
}

// maxSteps limits the length of a path. The middle of a longer path is left out.
const maxSteps = 40

// path returns the path from the value called root through the containers that walk found in s.
func path(s string, steps []step, root string) string {
	text := []byte(root)
	for n, step := range steps {
		switch {
		case len(steps) > maxSteps && n == maxSteps/2:
			text = append(text, "…"...)
		case len(steps) > maxSteps && n > maxSteps/2 && n < len(steps)-maxSteps/2:
			// Left out.
		case !step.object:
			text = append(text, '[')
			text = strconv.AppendInt(text, int64(step.index), 10)
			text = append(text, ']')
		case step.member:
			key, _ := new(Dec).quoted(s, step.key)
			text = appendMember(text, cut(key))
		}
	}
	return string(text)
}

// appendMember appends .key, or ["a key"] if it is not like an identifier.
func appendMember(text []byte, key string) []byte {
	if !isIdentifier(key) {
		text = append(text, '[')
		text = strconv.AppendQuote(text, key)
		return append(text, ']')
	}
	if len(text) > 0 {
		text = append(text, '.')
	}
	return append(text, key...)
}

// isIdentifier reports whether key consists of letters, digits and underscores, and does not begin with a digit.
func isIdentifier(key string) bool {
	for i, r := range key {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return key != ""
}

// walk returns the containers that are open at s[off], in the value that begins at s[i]. All text in between must be
// well formed, except that an object may begin with ',' instead of '{', as it does while it is being encoded.
func walk(s string, i, off int) []step {
	w := walker{value: true, i: i}
	w.to(s, off)
	if n := len(w.steps); n > 0 && !w.value && (s[off] == '}' || s[off] == ']') {
		w.steps[n-1].member = false // the container as a whole is meant, not its last member
	}
	return w.steps
}

// A walker is on its way through a text.
type walker struct {
	steps []step // the containers that are open
	value bool   // a value comes next
	i     int    // how far it has come
}

// to goes on to off, which is behind where the walker is.
func (w *walker) to(s string, off int) {
	i := w.i
	for i < off {
		c := s[i]
		i++
		var last *step
		if n := len(w.steps); n > 0 {
			last = &w.steps[n-1]
		}
		switch {
		case c == '[':
			w.steps, w.value = append(w.steps, step{}), true
		case c == '{' || c == ',' && w.value:
			w.steps, w.value = append(w.steps, step{object: true}), false
		case c == '"':
			if last != nil && !last.member {
				last.key = i - 1
			}
			i, w.value = behindString(s, i, off), false
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		case last == nil:
			w.value = false
		case c == ']' || c == '}':
			w.steps, w.value = w.steps[:len(w.steps)-1], false
		case c == ':':
			last.member, w.value = true, true
		case c == ',':
			last.member, w.value = false, !last.object
			last.index++
		default:
			w.value = false
		}
	}
	w.i = i
}

// behindString returns the index after the string whose text begins at i, or an index of at least off.
func behindString(s string, i, off int) int {
	for i < off && s[i] != '"' {
		if s[i] == '\\' {
			i++
		}
		i++
	}
	return i + 1
}
