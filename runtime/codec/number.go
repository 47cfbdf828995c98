package codec

import (
	"strconv"
	"strings"
	"unsafe"
)

// Int reads an integer that fits T. Null leaves *v alone.
func Int[T ~int | ~int8 | ~int16 | ~int32 | ~int64](d *Dec, s string, i int, v *T) int {
	n, i := d.int(s, i, int64(*v), 8*int(unsafe.Sizeof(*v)))
	*v = T(n)
	return i
}

// Uint reads an integer that fits T. Null leaves *v alone.
func Uint[T ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr](d *Dec, s string, i int, v *T) int {
	n, i := d.uint(s, i, uint64(*v), 8*int(unsafe.Sizeof(*v)))
	*v = T(n)
	return i
}

// int reads an integer of the given width in bits. It handles numbers that surely fit, and leaves the rest to slowInt:
// null, errors, fractions, and numbers that may not fit.
func (d *Dec) int(s string, i int, old int64, width int) (int64, int) {
	if s[i] <= ' ' {
		i = space(s, i)
	}
	j := i
	if s[j] == '-' {
		j++
	}
	u, count := leading(load(s, j))
	end := j + count
	if count == 8 {
		u, end = digits(s, end, u)
	}
	if end == j || end-j > 18 || s[j] == '0' && end-j > 1 || s[end] == '.' || s[end]|0x20 == 'e' {
		return d.slowInt(s, i, old, width)
	}
	n := int64(u)
	if j > i {
		n = -n
	}
	if unused := 64 - width; n<<unused>>unused != n {
		return d.slowInt(s, i, old, width)
	}
	return n, end
}

// slowInt is int for all input, without shortcuts.
func (d *Dec) slowInt(s string, i int, old int64, width int) (int64, int) {
	text, i, end := d.integer(s, i)
	if text == "" {
		return old, end
	}
	digits, negative := strings.CutPrefix(text, "-")
	most := uint64(1)<<(width-1) - 1
	if negative {
		most++
	}
	n, ok := upTo(most, digits)
	switch {
	case !ok:
		return old, d.outOfRange(i, text, "int", width)
	case negative:
		return -int64(n), end
	}
	return int64(n), end
}

// uint is int for unsigned integers.
func (d *Dec) uint(s string, i int, old uint64, width int) (uint64, int) {
	if s[i] <= ' ' {
		i = space(s, i)
	}
	n, count := leading(load(s, i))
	end := i + count
	if count == 8 {
		n, end = digits(s, end, n)
	}
	if end == i || end-i > 19 || s[i] == '0' && end-i > 1 || s[end] == '.' || s[end]|0x20 == 'e' ||
		n>>(width-1)>>1 != 0 {
		return d.slowUint(s, i, old, width)
	}
	return n, end
}

// slowUint is uint for all input, without shortcuts.
func (d *Dec) slowUint(s string, i int, old uint64, width int) (uint64, int) {
	text, i, end := d.integer(s, i)
	if text == "" {
		return old, end
	}
	n, ok := upTo(1<<(width-1)<<1-1, text)
	if !ok {
		return old, d.outOfRange(i, text, "uint", width)
	}
	return n, end
}

// upTo returns the number that digits are, if it is most at the most. A minus sign is no digit. Package strconv, whose errors
// say more than anybody is told, would add 5 kB to a program.
func upTo(most uint64, digits string) (n uint64, ok bool) {
	for _, c := range []byte(digits) {
		if !isDigit(c) || n > (most-uint64(c-'0'))/10 {
			return 0, false
		}
		n = 10*n + uint64(c-'0')
	}
	return n, true
}

// integer reads a number without fraction and exponent. It returns its text, or "" for null and for an error, and the
// indices of its first byte and of the byte after it.
func (d *Dec) integer(s string, i int) (text string, start, end int) {
	start = space(s, i)
	if s[start] != '-' && !isDigit(s[start]) {
		return "", start, d.null(s, start, "number")
	}
	if end = d.number(s, start); end < 0 {
		return "", start, -1
	}
	text = s[start:end]
	if strings.ContainsFunc(text, func(c rune) bool { return c == '.' || c|0x20 == 'e' }) {
		return "", start, d.ErrorAt(start, "expected integer, got "+cut(text))
	}
	return text, start, end
}

// outOfRange records that the number at i is too large or too small for the kind, which has the given width.
func (d *Dec) outOfRange(i int, text, kind string, width int) int {
	return d.ErrorAt(i, cut(text)+" out of range for "+kind+strconv.Itoa(width))
}

// number checks the number that begins at i and returns the index after it. It stops at the first byte that cannot be
// part of the number; the caller checks what follows.
func (d *Dec) number(s string, i int) int {
	if s[i] == '-' {
		i++
	}
	switch {
	case s[i] == '0':
		if i++; isDigit(s[i]) {
			return d.unexpected(s, i, "'.', 'e' or the end of the number")
		}
	default:
		if i = d.someDigits(s, i); i < 0 {
			return -1
		}
	}
	if s[i] == '.' {
		if i = d.someDigits(s, i+1); i < 0 {
			return -1
		}
	}
	if s[i]|0x20 == 'e' {
		if i++; s[i] == '+' || s[i] == '-' {
			i++
		}
		return d.someDigits(s, i)
	}
	return i
}

// someDigits returns the index after the digits at i. There must be at least one.
func (d *Dec) someDigits(s string, i int) int {
	if !isDigit(s[i]) {
		return d.unexpected(s, i, "a digit")
	}
	for {
		if m := nonDigits(load(s, i) ^ eightZeros); m != 0 {
			return i + first(m)
		}
		i += 8
	}
}
