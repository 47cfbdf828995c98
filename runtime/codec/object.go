package codec

import (
	"unicode"
	"unicode/utf8"
)

// Object opens an object. It returns the index of the first key's quote. If there is no key the object has ended: then
// the result is below -1, and End turns it into an index. The same goes for null, which leaves a struct as it is.
func (d *Dec) Object(s string, i int) int {
	i, state := d.open(s, i, '{')
	if state == inside || i < 0 {
		return i
	}
	return ^i
}

// Next continues after the value of a member. i is what the value's reader returned: -1 stays -1. It returns the index
// of the next key's quote, or, below -1, the end of the object.
func (d *Dec) Next(s string, i int) int {
	if i >= 0 && s[i:i+2] == `,"` {
		return i + 1
	}
	return d.next(s, i)
}

// next is Next except for the most frequent case.
func (d *Dec) next(s string, i int) int {
	if i < 0 {
		return -1
	}
	switch i = space(s, i); s[i] {
	case ',':
		if i = space(s, i+1); s[i] != '"' {
			return d.unexpected(s, i, "a key")
		}
		return i
	case '}':
		d.depth--
		return ^(i + 1)
	}
	return d.unexpected(s, i, "',' or '}'")
}

// Key reads the key whose quote is at i, and the colon after it.
func (d *Dec) Key(s string, i int) (key string, next int) {
	key, i = d.quoted(s, i)
	if i < 0 {
		return "", -1
	}
	if d.watch != nil && d.depth == 1 && d.watch(key) {
		d.seen = true
	}
	if s[i] != ':' {
		if i = space(s, i); s[i] != ':' {
			return "", d.unexpected(s, i, "':'")
		}
	}
	return key, i + 1
}

// An opened says what open has found.
type opened int

const (
	failed opened = iota // neither the container nor null
	null                 // null; the index is after it
	empty                // an empty container; the index is after it
	inside               // a container with something in it; the index is at its first token
)

// open reads '{' or '[', or null in its place.
func (d *Dec) open(s string, i int, bracket byte) (int, opened) {
	if s[i] <= ' ' {
		i = space(s, i)
	}
	if s[i] != bracket {
		want := "object"
		if bracket == '[' {
			want = "array"
		}
		if i = d.null(s, i, want); i < 0 {
			return -1, failed
		}
		return i, null
	}
	if d.depth == maxDepth {
		return d.syntaxAt(i, "more than 10000 levels of nesting"), failed
	}
	d.depth++
	if i++; s[i] <= ' ' {
		i = space(s, i)
	}
	if s[i] == bracket+2 { // in ASCII, } is two after {, and ] is two after [
		d.depth--
		return i + 1, empty
	}
	if bracket == '{' && s[i] != '"' {
		return d.unexpected(s, i, "a key or '}'"), failed
	}
	return i, inside
}

// element continues after an element of an array. It returns an index at or before the next element, or, below -1, the
// end of the array.
func (d *Dec) element(s string, i int) int {
	if s[i] == ',' {
		return i + 1
	}
	return d.nextElement(s, i)
}

// nextElement is element except for the most frequent case.
func (d *Dec) nextElement(s string, i int) int {
	switch i = space(s, i); s[i] {
	case ',':
		return i + 1
	case ']':
		d.depth--
		return ^(i + 1)
	}
	return d.unexpected(s, i, "',' or ']'")
}

// Fold returns key in the form that is compared if no name is equal to it. Each rune is replaced by the smallest rune
// that differs from it only in case: names that fold to the same text are equal by strings.EqualFold, and that is how
// encoding/json matches keys. The result is valid until the next call.
func (d *Dec) Fold(key string) []byte {
	d.fold = appendFolded(d.fold[:0], key)
	return d.fold
}

func appendFolded(b []byte, name string) []byte {
	for _, r := range name {
		if r < utf8.RuneSelf {
			if 'a' <= r && r <= 'z' {
				r -= 'a' - 'A'
			}
			b = append(b, byte(r))
			continue
		}
		// SimpleFold gives the next larger rune of the orbit, and after the largest the smallest.
		next := unicode.SimpleFold(r)
		for next > r {
			r, next = next, unicode.SimpleFold(next)
		}
		b = utf8.AppendRune(b, next)
	}
	return b
}
