package codec

import (
	"slices"
	"unicode/utf8"
)

// AppendString writes a string, escaped as by encoding/json, HTML included.
func AppendString[T ~string](e *Enc, b []byte, v *T) []byte {
	return e.appendString(b, string(*v))
}

// AppendKey writes a member's key, with a comma before it and a colon after it.
func AppendKey[K ~string](e *Enc, b []byte, k K) []byte {
	return append(e.appendString(append(b, ','), string(k)), ':')
}

// appendString writes s eight bytes at a time. A word is stored as it is; only if it holds bytes that need a closer
// look, writing continues from each of them with the rest of the word. After the output there is always room for the
// rest of s, its quote, and what one word may become.
func (e *Enc) appendString(b []byte, s string) []byte {
	const slack = 64 // eight escapes of six bytes, and a word stored after them
	n := len(b)
	b = spread(b, len(s)+slack)
	b[n] = '"'
	n++
	i := 0
	for i+8 <= len(s) {
		w := load(s, i)
		put8(b, n, w)
		m := specials(w)
		if m == 0 {
			n, i = n+8, i+8
			continue
		}
		n, i = e.appendWord(b, n, s, i, w, m)
		if rest := len(s) - i + slack; len(b)-n < rest {
			b = spread(b[:n], rest)
		}
	}
	for i < len(s) {
		w := loadTail(s, i)
		put8(b, n, w)
		m := specials(w)
		if m == 0 {
			n += len(s) - i
			break
		}
		n, i = n+first(m), i+first(m)
		if s[i] >= utf8.RuneSelf {
			n, i = appendRunes(b, n, s, i)
		} else {
			n, i = e.escape(b, n, s[i]), i+1
		}
		if rest := len(s) - i + slack; len(b)-n < rest {
			b = spread(b[:n], rest)
		}
	}
	b[n] = '"'
	return b[:n+1]
}

// appendWord writes the word w, which is at s[i] and stored at b[n]. m marks its bytes that need a closer look. It may
// continue beyond the word if a run of runes does. False marks do no harm, since escaped takes any ASCII character.
func (e *Enc) appendWord(b []byte, n int, s string, i int, w, m uint64) (int, int) {
	for end := i + 8; ; {
		k := first(m)
		n, i = n+k, i+k
		w, m = w>>(8*uint(k)&63), m>>(8*uint(k)&63)
		if w&0x80 != 0 {
			return appendRunes(b, n, s, i)
		}
		x := e.escaped(byte(w))
		put8(b, n, x)
		n, i = n+int(x>>56), i+1
		w, m = w>>8, m>>8
		put8(b, n, w)
		if m == 0 {
			return n + end - i, end
		}
	}
}

// put8 stores w at b[n].
func put8(b []byte, n int, w uint64) { store(b[n:n+8], w) }

// spread returns b extended to its capacity, with at least room bytes after the end of b. It does not start small:
// growing step by step takes a block of each size from the heap, and in a fresh process the first block of each size
// costs page faults, which are much of the cost of its first result.
func spread(b []byte, room int) []byte {
	if cap(b)-len(b) < room {
		b = slices.Grow(b, max(room, 2<<10))
	}
	return b[:cap(b)]
}

// loadTail returns the bytes of s from i on, which are less than eight, filled up with blanks.
func loadTail(s string, i int) uint64 {
	rest := uint(len(s) - i)
	blanks := uint64(eightBlanks) << (8 * rest)
	if len(s) >= 8 {
		return load(s, len(s)-8)>>(64-8*rest) | blanks
	}
	// Two or three parts, which may overlap, are all of s.
	var w uint64
	if last := len(s) - 4; last >= 0 {
		w = load32(s, 0) | load32(s, last)<<(8*uint(last))
	} else {
		half, last := len(s)/2, len(s)-1
		w = uint64(s[0]) | uint64(s[half])<<(8*uint(half)) | uint64(s[last])<<(8*uint(last))
	}
	return w>>(8*uint(i)) | blanks
}

// load32 returns the four bytes of s from i on.
func load32(s string, i int) uint64 {
	w := s[i : i+4]
	return uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24
}

// specials marks the bytes of w that are not written as they are, or need a closer look: control characters, quotes,
// backslashes, <, > and &, everything that is not ASCII, and also ^, | and ~, which are so rare that a closer look
// costs less than telling them apart here. An ampersand differs from a quote in one bit, which is cleared. Then a quote
// changes places with a blank, and a byte below '!' is a control character, a quote or an ampersand. The other ASCII
// characters differ from each other in three bits only, which are set.
func specials(w uint64) uint64 {
	low := w&^(0x04*ones) ^ 0x02*ones
	other := (w | 0x62*ones) ^ '~'*ones
	return ((low - '!'*ones) | (other - ones) | w) & highs
}

// escaped returns what is written for an ASCII character: up to six bytes, and their number in the highest byte.
func (e *Enc) escaped(c byte) uint64 {
	x := escapedASCII[c&0x7f]
	if x == 0 || x&isHTML != 0 && e.RawHTML() {
		x = 1<<56 | uint64(c)
	}
	return x
}

// escape writes the escape of an ASCII character at b[n], and nothing after it, and returns the index after it.
func (e *Enc) escape(b []byte, n int, c byte) int {
	var text [8]byte
	x := e.escaped(c)
	store(text[:], x)
	return n + copy(b[n:], text[:x>>56])
}

// escapedASCII holds the results of escaped. It is 0 for characters that are written as they are.
var escapedASCII = [utf8.RuneSelf]uint64{
	'"': short | '"'<<8, '\\': short | '\\'<<8, '\b': short | 'b'<<8, '\f': short | 'f'<<8,
	'\n': short | 'n'<<8, '\r': short | 'r'<<8, '\t': short | 't'<<8,
	'<': isHTML | long | '3'<<32 | 'c'<<40, '>': isHTML | long | '3'<<32 | 'e'<<40, '&': isHTML | long | '2'<<32 | '6'<<40,
	0x00: low | '0'<<40, 0x01: low | '1'<<40, 0x02: low | '2'<<40, 0x03: low | '3'<<40,
	0x04: low | '4'<<40, 0x05: low | '5'<<40, 0x06: low | '6'<<40, 0x07: low | '7'<<40,
	0x0b: low | 'b'<<40, 0x0e: low | 'e'<<40, 0x0f: low | 'f'<<40,
	0x10: high | '0'<<40, 0x11: high | '1'<<40, 0x12: high | '2'<<40, 0x13: high | '3'<<40,
	0x14: high | '4'<<40, 0x15: high | '5'<<40, 0x16: high | '6'<<40, 0x17: high | '7'<<40,
	0x18: high | '8'<<40, 0x19: high | '9'<<40, 0x1a: high | 'a'<<40, 0x1b: high | 'b'<<40,
	0x1c: high | 'c'<<40, 0x1d: high | 'd'<<40, 0x1e: high | 'e'<<40, 0x1f: high | 'f'<<40,
}

// The beginnings of escapes.
const (
	short = 2<<56 | '\\'
	long  = 6<<56 | '0'<<24 | '0'<<16 | 'u'<<8 | '\\'
	low   = long | '0'<<32
	high  = long | '1'<<32
)

// isHTML marks the escapes that RawHTML leaves out. It is in the byte between the text and its length, which is stored
// but always overwritten.
const isHTML = 1 << 48

// appendRunes writes a run of runes that are not ASCII at b[n]. They stay as they are, except for the line separators,
// which JavaScript did not always accept, and for bytes that are not UTF-8, which become \ufffd. It also ends after a
// rune that became longer, so that its caller can make room.
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
		put8(b, n, w)
		size := frequentLen(w)
		if size != 0 {
			// There is room in w for another one.
			size += frequentLen(w >> (8 * uint(size) & 63))
			n, i = n+size, i+size
			continue
		}
		if w&0xfeffff == 0xa880e2 {
			n += copy(b[n:], `\u2028`)
			b[n-1] = '8' + s[i+2]&1
			return n, i + 3
		}
		if size = runeLen(w); size == 0 {
			return n + copy(b[n:], `\ufffd`), i + 1
		}
		n, i = n+size, i+size
	}
	return n, i
}

// frequentLen is runeLen for runes of two and three bytes. It tells them apart without a branch, for texts that mix
// them. It returns 0 for others and for line separators.
func frequentLen(w uint64) int {
	k := w >> 5 & 1 // the bit that makes c0 to df, which begin two bytes, e0 to ff
	kind := &frequent[k]
	if special := w & kind.special; w&kind.mask != kind.want || special == 0 || special == 0x200d || w&0xfeffff == 0xa880e2 {
		return 0
	}
	return 2 + int(k)
}

// frequent holds the masks of runeLen.
var frequent = [2]struct{ mask, want, special, _ uint64 }{
	{mask: 0xc0e0, want: 0x80c0, special: 0x1e},
	{mask: 0xc0c0f0, want: 0x8080e0, special: 0x200f},
}
