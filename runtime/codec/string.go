package codec

import (
	"strings"
	"unicode/utf8"
	"unsafe"
)

// String reads a string. Null leaves *v alone.
func String[T ~string](d *Dec, s string, i int, v *T) int {
	t, i := d.string(s, i, string(*v))
	*v = T(t)
	return i
}

func (d *Dec) string(s string, i int, old string) (string, int) {
	if s[i] != '"' {
		if i = space(s, i); s[i] != '"' {
			return old, d.null(s, i, "string")
		}
	}
	return d.quoted(s, i)
}

// quoted reads the string whose quote is at i. Without escapes it is a part of s, which costs nothing. All its bytes
// are or-ed together on the way: if no high bit is set, they are ASCII. Otherwise bytes that are not UTF-8 are
// replaced, as by encoding/json, or refused. CopyStrings is a high bit, too. It is or-ed with all strings, so that
// ASCII strings need no extra check for it.
func (d *Dec) quoted(s string, i int) (string, int) {
	start := i + 1
	all := uint64(d.how)
	for i = start; ; i += 8 {
		w := load(s, i)
		if m := stops(w); m != 0 {
			i += first(m)
			all |= w & before(m)
			break
		}
		all |= w
	}
	if s[i] != '"' {
		return d.unescape(s, start, i, all)
	}
	if all&highs != 0 {
		return d.notASCII(s, start, i)
	}
	return s[start:i], i + 1
}

// notASCII is quoted for a string that is not ASCII, or must not be a part of s. It lies between start and the quote at
// end.
func (d *Dec) notASCII(s string, start, end int) (string, int) {
	switch t := s[start:end]; {
	case validUTF8(s, start, end):
		return d.keep(t), end + 1
	case d.how&ValidUTF8 != 0:
		return "", d.notUTF8(s, start, end)
	default:
		return repair(t), end + 1
	}
}

// keep returns t, a part of the document, or a copy of it under CopyStrings.
func (d *Dec) keep(t string) string {
	if d.how&CopyStrings != 0 {
		return strings.Clone(t)
	}
	return t
}

// validUTF8 reports whether s[i:end] is UTF-8. There is a quote at end, so no rune extends beyond it.
func validUTF8(s string, i, end int) bool {
	for i < end {
		w := load(s, i)
		if w&0x80 == 0 {
			if w &= highs; w == 0 {
				i += 8
			} else {
				i += first(w)
			}
			continue
		}
		n := runeLen(w)
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// notUTF8 records that s[i:end] is not UTF-8.
func (d *Dec) notUTF8(s string, i, end int) int {
	for i < end {
		r, n := utf8.DecodeRuneInString(s[i:end])
		if r == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	return d.unexpected(s, i, "UTF-8")
}

// repair replaces each byte of t that does not belong to UTF-8 by U+FFFD.
func repair(t string) string {
	b := make([]byte, 0, len(t)+len(t)/2+utf8.UTFMax)
	for _, r := range t {
		b = utf8.AppendRune(b, r)
	}
	return unsafe.String(&b[0], len(b))
}
