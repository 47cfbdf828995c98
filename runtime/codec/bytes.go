package codec

import (
	"encoding/base64"
	"strconv"
	"strings"
	"unsafe"
)

// Bytes reads a string in base64, an array of numbers, or null, which sets *v to nil.
func Bytes[T ~[]byte](d *Dec, s string, i int, v *T) int {
	if s[i] <= ' ' {
		i = space(s, i)
	}
	switch s[i] {
	case '"':
		b, i := d.base64(s, i)
		*v = b
		return i
	case '[':
		return Slice(d, s, i, v, Uint[byte])
	}
	*v = nil
	return d.null(s, i, "string in base64")
}

// NamedBytes is Bytes for bytes of a type of their own.
func NamedBytes[S ~[]E, E ~uint8](d *Dec, s string, i int, v *S) int {
	var b []byte
	if i = Bytes(d, s, i, &b); i < 0 {
		return -1
	}
	*v = nil
	if b != nil {
		*v = make(S, len(b))
	}
	for k, c := range b {
		(*v)[k] = E(c)
	}
	return i
}

func (d *Dec) base64(s string, i int) ([]byte, int) {
	t, next := d.quoted(s, i)
	if next < 0 {
		return nil, -1
	}
	b := make([]byte, base64.StdEncoding.DecodedLen(len(t)))
	// Decode only reads its source, so it may see the bytes of a string.
	n, err := base64.StdEncoding.Decode(b, unsafe.Slice(unsafe.StringData(t), len(t)))
	if err != nil {
		return nil, d.ErrorAt(i, "expected string in base64, got "+notBase64(t))
	}
	return b[:n], next
}

// notBase64 describes a string that is not in base64.
func notBase64(t string) string {
	for _, c := range t {
		switch {
		case c == '-' || c == '_':
			return "that for URLs: write + for - and / for _"
		case c >= 0x80 || strings.IndexByte(base64Alphabet, byte(c)) < 0:
			return "one with " + strconv.QuoteRune(c) + " in it"
		}
	}
	return "one that is cut short, or lacks the = that make its length a multiple of 4"
}

// base64Alphabet is what a string in base64 may hold. (RFC 4648, section 4; encoding/base64 skips line breaks)
const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n"

// Raw reads a value of any kind as a copy of its text, null included, as json.RawMessage does.
func Raw[T ~[]byte](d *Dec, s string, i int, v *T) int {
	text, i := d.Value(s, i)
	*v = append((*v)[:0], text...)
	return i
}
