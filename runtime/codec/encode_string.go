package codec

import (
	"slices"
	"unicode/utf8"
)

// AppendString writes a string, escaped as by encoding/json, HTML included.
func AppendString[T ~string](_ *Enc, b []byte, v *T) []byte {
	return appendString(b, string(*v))
}

// AppendKey writes a member's key with the comma in front of it and the colon behind it.
func AppendKey[K ~string](b []byte, k K) []byte {
	return append(appendString(append(b, ','), string(k)), ':')
}

// appendString writes s eight bytes at a time: a word is stored as it is, and only if it holds a byte that needs a
// closer look, writing goes on from there. So behind the output there is always room for the rest of s, its quote, and
// one word too many.
func appendString(b []byte, s string) []byte {
	const slack = 16
	n := len(b)
	b = spread(b, len(s)+slack)
	b[n] = '"'
	n++
	for i := 0; i < len(s); {
		var w uint64
		if i+8 <= len(s) {
			w = load(s, i)
		} else {
			w = loadTail(s, i)
		}
		store(b[n:], w)
		m := specials(w)
		if m == 0 {
			k := min(8, len(s)-i)
			n, i = n+k, i+k
			continue
		}
		n, i = n+first(m), i+first(m)
		if s[i] < utf8.RuneSelf {
			n = escape(b, n, s[i])
			i++
		} else {
			n, i = appendRunes(b, n, s, i)
		}
		if rest := len(s) - i + slack; len(b)-n < rest {
			b = spread(b[:n], rest)
		}
	}
	b[n] = '"'
	return b[:n+1]
}

// spread returns b with its whole capacity as length, of which at least room bytes are behind what b is.
func spread(b []byte, room int) []byte {
	b = slices.Grow(b, room)
	return b[:cap(b)]
}

// loadTail returns the bytes of s from i on, which are less than eight. What is missing at the end is blank.
func loadTail(s string, i int) uint64 {
	rest := uint(len(s) - i)
	if len(s) >= 8 {
		return load(s, len(s)-8)>>(64-8*rest) | eightBlanks<<(8*rest)
	}
	w := uint64(eightBlanks)
	for j := len(s) - 1; j >= i; j-- {
		w = w<<8 | uint64(s[j])
	}
	return w
}

// specials marks the bytes of w that are not written as they are, or not without a closer look: control characters,
// quotes, backslashes, <, > and &, and all that is not ASCII. A quote and an ampersand differ in one bit, and so do <
// and >.
func specials(w uint64) uint64 {
	quote := (w | 0x04*ones) ^ '&'*ones
	angle := (w | 0x02*ones) ^ '>'*ones
	slash := w ^ '\\'*ones
	return ((quote - ones) | (angle - ones) | (slash - ones) | (w - ' '*ones) | w) & highs
}

// escape writes the escape of an ASCII character at b[n] and returns the index behind it.
func escape(b []byte, n int, c byte) int {
	const hex = "0123456789abcdef"
	if letter := letters[c]; letter != 0 {
		b[n], b[n+1] = '\\', letter
		return n + 2
	}
	copy(b[n:n+6], `\u00`)
	b[n+4], b[n+5] = hex[c>>4], hex[c&15]
	return n + 6
}

// letters holds what stands behind the backslash for characters that have a short escape.
var letters = [utf8.RuneSelf]byte{'"': '"', '\\': '\\', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't'}

// appendRunes writes a run of runes that are not ASCII at b[n]: as they are, but for the line separators, which
// JavaScript once did not accept, and for bytes that are not UTF-8, which become \ufffd. It ends also behind a rune
// that became longer, for its caller to make room.
func appendRunes(b []byte, n int, s string, i int) (int, int) {
	for i < len(s) {
		var w uint64
		if i+8 <= len(s) {
			w = load(s, i)
		} else {
			w = loadTail(s, i)
		}
		if w&0x80 == 0 {
			break
		}
		size := runeLen(w)
		if size == 0 {
			return n + copy(b[n:], `\ufffd`), i + 1
		}
		if w&0xfeffff == 0xa880e2 {
			n += copy(b[n:], `\u2028`)
			b[n-1] = '8' + s[i+2]&1
			return n, i + 3
		}
		store(b[n:], w)
		n, i = n+size, i+size
	}
	return n, i
}
