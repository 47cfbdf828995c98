package codec

import (
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

// unescape reads the rest of a string that began at start. i is its first backslash or control character, and all is
// the bytes before that, or-ed together. The text goes to the arena: first what was scanned, then, in turn, a decoded
// escape and the run after it, eight bytes at a time. A word is stored before it is known how much of it belongs to the
// string. The rest of the word is overwritten next, since nothing beyond the arena's length is in use. Only runs are
// checked for UTF-8: an escape decodes to whole runes, and no rune is made of the end of a run and an escape.
func (d *Dec) unescape(s string, start, i int, all uint64) (string, int) {
	base := len(d.arena)
	b, n := d.arena[:cap(d.arena)], base
	b, base, n = roomFor(b, base, n, i-start+Pad, len(s)-start)
	n += copy(b[n:], s[start:i])
	valid := all&highs == 0 || validUTF8(s, start, i)
	if !valid && d.how&ValidUTF8 != 0 {
		return "", d.notUTF8(s, start, i)
	}
	for s[i] == '\\' {
		if len(b)-n < Pad {
			b, base, n = roomFor(b, base, n, Pad, len(s)-i)
		}
		if s[i+1] == 'u' {
			var r rune
			if r, i = d.unicode(s, i); i < 0 {
				return "", -1
			}
			n += put(b[n:], r)
		} else {
			c := escapes[s[i+1]]
			if c == 0 {
				return "", d.unexpected(s, i+1, "an escape")
			}
			b[n] = c
			n, i = n+1, i+2
		}
		if s[i] == '\\' {
			continue
		}
		all, start = 0, i
		for {
			if len(b)-n < 8 {
				b, base, n = roomFor(b, base, n, Pad, len(s)-i)
			}
			w := load(s, i)
			store(b[n:], w)
			m := stops(w)
			if m == 0 {
				all |= w
				n, i = n+8, i+8
				continue
			}
			all |= w & before(m)
			n, i = n+first(m), i+first(m)
			break
		}
		if all&highs != 0 && valid {
			if valid = validUTF8(s, start, i); !valid && d.how&ValidUTF8 != 0 {
				return "", d.notUTF8(s, start, i)
			}
		}
	}
	if s[i] != '"' {
		return "", d.unexpected(s, i, "the rest of a string")
	}
	t := unsafe.String(&b[base], n-base)
	if !valid || d.how&CopyStrings != 0 {
		d.arena = b[:base] // for the next string, since repair makes a copy in any case
		return repair(t), i + 1
	}
	d.arena = b[:n]
	return t, i + 1
}

// roomFor returns b, or a new slice, with room for need bytes after the current string b[base:n], and the position of
// that string in it. A new slice is twice as large as b, but not larger than what the rest of the document, of length
// rest, can fill: decoding never makes a text longer.
func roomFor(b []byte, base, n, need, rest int) (_ []byte, newBase, newN int) {
	if len(b)-n >= need {
		return b, base, n
	}
	n -= base
	fresh := make([]byte, min(max(1024, 2*len(b), n+need), n+rest+Pad))
	copy(fresh, b[base:base+n])
	return fresh, 0, n
}

// escapes holds what the letter after a backslash stands for, or 0.
var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// unicode reads \uXXXX at i, and the other half if this is half of a surrogate pair. A half without the other becomes
// U+FFFD, or is refused. What stands in place of the other half is read next.
func (d *Dec) unicode(s string, i int) (rune, int) {
	r := hex4(s, i+2)
	if r < 0 {
		i += 2
		for hexDigit(s[i]) >= 0 {
			i++
		}
		return 0, d.unexpected(s, i, "a hexadecimal digit")
	}
	i += 6
	if !utf16.IsSurrogate(r) {
		return r, i
	}
	if s[i] == '\\' && s[i+1] == 'u' {
		if pair := utf16.DecodeRune(r, hex4(s, i+2)); pair != utf8.RuneError {
			return pair, i + 6
		}
	}
	if d.how&ValidUTF8 != 0 {
		return 0, d.syntaxAt(i-6, "expected both halves of a surrogate pair, got one")
	}
	return utf8.RuneError, i
}

// hex4 returns the number that the four hexadecimal digits at i write, or a negative number if they are not digits.
func hex4(s string, i int) rune {
	return hexDigit(s[i])<<12 | hexDigit(s[i+1])<<8 | hexDigit(s[i+2])<<4 | hexDigit(s[i+3])
}

// hexDigit returns the value of a hexadecimal digit, and -1 for other bytes.
func hexDigit(c byte) rune { return rune(hexDigits[c]) - 1 }

// hexDigits holds one more than the value of each hexadecimal digit.
var hexDigits = [256]int8{
	'0': 1, '1': 2, '2': 3, '3': 4, '4': 5, '5': 6, '6': 7, '7': 8, '8': 9, '9': 10,
	'a': 11, 'b': 12, 'c': 13, 'd': 14, 'e': 15, 'f': 16,
	'A': 11, 'B': 12, 'C': 13, 'D': 14, 'E': 15, 'F': 16,
}

// put stores r at the beginning of b in UTF-8 and returns its length. Four bytes of b may be written.
func put(b []byte, r rune) int {
	_ = b[3]
	switch {
	case r < 0x80:
		b[0] = byte(r)
		return 1
	case r < 0x800:
		b[0], b[1] = 0xc0|byte(r>>6), 0x80|byte(r)&0x3f
		return 2
	case r < 0x10000:
		b[0], b[1], b[2] = 0xe0|byte(r>>12), 0x80|byte(r>>6)&0x3f, 0x80|byte(r)&0x3f
		return 3
	}
	b[0], b[1], b[2], b[3] = 0xf0|byte(r>>18), 0x80|byte(r>>12)&0x3f, 0x80|byte(r>>6)&0x3f, 0x80|byte(r)&0x3f
	return 4
}
