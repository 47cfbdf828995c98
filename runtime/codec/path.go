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
	var steps []step
	value := true // a value comes next
	for i < off {
		c := s[i]
		i++
		var last *step
		if n := len(steps); n > 0 {
			last = &steps[n-1]
		}
		switch {
		case c == '[':
			steps, value = append(steps, step{}), true
		case c == '{' || c == ',' && value:
			steps, value = append(steps, step{object: true}), false
		case c == '"':
			if last != nil && !last.member {
				last.key = i - 1
			}
			i, value = behindString(s, i, off), false
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		case last == nil:
			value = false
		case c == ']' || c == '}':
			steps, value = steps[:len(steps)-1], false
		case c == ':':
			last.member, value = true, true
		case c == ',':
			last.member, value = false, !last.object
			last.index++
		default:
			value = false
		}
	}
	if n := len(steps); n > 0 && !value && (s[off] == '}' || s[off] == ']') {
		steps[n-1].member = false // the container as a whole is meant, not its last member
	}
	return steps
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
