package codec

import (
	"strconv"
	"unsafe"
)

// The readers of this file are for fields with the option ",string": the value is in a string. Like encoding/json they
// leave the value alone for null and for "null", and read numbers as strconv does: "007" is an integer. A type with
// methods of its own is written as if it did not have the option, so the encoder needs no functions for such types.

// QuotedString reads a string that holds a string in quotes.
func QuotedString[T ~string](d *Dec, s string, i int, v *T) int {
	text, i, next := d.inner(s, i)
	if next < 0 || text == "null" {
		return next
	}
	t, ok := d.unquoted(text)
	if !ok {
		return d.noneInside(i, text, `string in a string, as in "\"x\""`)
	}
	*v = T(t)
	return next
}

// QuotedBool reads a string that holds true or false.
func QuotedBool[T ~bool](d *Dec, s string, i int, v *T) int {
	text, i, next := d.inner(s, i)
	switch {
	case next < 0 || text == "null":
	case text == "true" || text == "false":
		*v = text == "true"
	default:
		return d.noneInside(i, text, "bool in a string")
	}
	return next
}

// QuotedInt reads a string that holds an integer.
func QuotedInt[T ~int | ~int8 | ~int16 | ~int32 | ~int64](d *Dec, s string, i int, v *T) int {
	text, i, next := d.innerNumber(s, i)
	if text == "" {
		return next
	}
	width := 8 * int(unsafe.Sizeof(*v))
	n, err := strconv.ParseInt(text, 10, width)
	if err != nil {
		return d.badNumber(i, text, "int", width, err)
	}
	*v = T(n)
	return next
}

// QuotedUint reads a string that holds an unsigned integer.
func QuotedUint[T ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr](d *Dec, s string, i int, v *T) int {
	text, i, next := d.innerNumber(s, i)
	if text == "" {
		return next
	}
	width := 8 * int(unsafe.Sizeof(*v))
	n, err := strconv.ParseUint(text, 10, width)
	if err != nil {
		return d.badNumber(i, text, "uint", width, err)
	}
	*v = T(n)
	return next
}

// QuotedFloat reads a string that holds a number.
func QuotedFloat[T ~float32 | ~float64](d *Dec, s string, i int, v *T) int {
	text, i, next := d.innerNumber(s, i)
	if text == "" {
		return next
	}
	width := 8 * int(unsafe.Sizeof(*v))
	f, err := strconv.ParseFloat(text, width)
	if err != nil {
		return d.badNumber(i, text, "float", width, err)
	}
	*v = T(f)
	return next
}

// QuotedNumber reads a string that holds a number, or a number in quotes, as its text. If the number has no quotes,
// encoding/json checks its first byte only, and so does QuotedNumber.
func QuotedNumber[T ~string](d *Dec, s string, i int, v *T) int {
	text, i, next := d.inner(s, i)
	if next < 0 || text == "null" {
		return next
	}
	number := text
	if text != "" && text[0] == '"' {
		var ok bool
		if number, ok = d.unquoted(text); !ok || !isNumber(number) {
			number = ""
		}
	}
	if number == "" || number[0] != '-' && !isDigit(number[0]) {
		return d.noneInside(i, text, "number in a string")
	}
	*v = T(number)
	return next
}

// QuotedPointer is Pointer for fields with the option ",string": both null and "null" set *v to nil.
func QuotedPointer[P ~*E, E any](d *Dec, s string, i int, v *P, elem func(*Dec, string, int, *E) int) int {
	text, i, next := d.inner(s, i)
	if next < 0 {
		return -1
	}
	if text == "null" {
		*v = nil
		return next
	}
	if text != "" && text[0] == 'n' { // encoding/json takes this for null, whatever elem would read
		return d.noneInside(i, text, "value in a string")
	}
	return Pointer(d, s, i, v, elem)
}

// QuotedUnmarshalJSON lets *v read null, or the text in a string, which need not be JSON.
func QuotedUnmarshalJSON[T any, P interface {
	*T
	UnmarshalJSON([]byte) error
}](d *Dec, s string, i int, v *T) int {
	text, i, next := d.inner(s, i)
	if next < 0 {
		return -1
	}
	if text == "" {
		return d.noneInside(i, text, "value in a string")
	}
	if err := P(v).UnmarshalJSON([]byte(text)); err != nil {
		return d.ErrorAt(i, err.Error())
	}
	return next
}

// QuotedUnmarshalText lets *v read a string in quotes that is in a string.
func QuotedUnmarshalText[T any, P interface {
	*T
	UnmarshalText([]byte) error
}](d *Dec, s string, i int, v *T) int {
	text, i, next := d.inner(s, i)
	if next < 0 || text == "null" {
		return next
	}
	t, ok := d.unquoted(text)
	if !ok {
		return d.noneInside(i, text, `string in a string, as in "\"x\""`)
	}
	if err := P(v).UnmarshalText([]byte(t)); err != nil {
		return d.ErrorAt(i, err.Error())
	}
	return next
}

// noneInside records that the text of the string at i is not what was expected in it.
func (d *Dec) noneInside(i int, text, want string) int {
	return d.ErrorAt(i, "expected "+want+", got "+strconv.Quote(cut(text)))
}

// inner reads a string and returns its text. Null counts as "null". It also returns the index of the token.
func (d *Dec) inner(s string, i int) (text string, start, next int) {
	start = space(s, i)
	if s[start] != '"' {
		return "null", start, d.null(s, start, "string")
	}
	text, next = d.quoted(s, start)
	return text, start, next
}

// innerNumber is inner for text that begins like a number. For null and for an error the text is "".
func (d *Dec) innerNumber(s string, i int) (text string, start, next int) {
	text, start, next = d.inner(s, i)
	if next < 0 || text == "null" {
		return "", start, next
	}
	if text == "" || text[0] != '-' && !isDigit(text[0]) {
		return "", start, d.noneInside(start, text, "number in a string")
	}
	return text, start, next
}

// badNumber records that strconv does not take the text of the string at i.
func (d *Dec) badNumber(i int, text, kind string, width int, err error) int {
	if e, ok := err.(*strconv.NumError); ok && e.Err == strconv.ErrRange {
		return d.outOfRange(i, text, kind, width)
	}
	want := "integer"
	switch kind {
	case "uint":
		want = "integer without sign"
	case "float":
		want = "number"
	}
	return d.noneInside(i, text, want+" in a string")
}

// unquoted returns what the string literal text stands for, in memory of its own.
func (d *Dec) unquoted(text string) (string, bool) {
	if text == "" || text[0] != '"' {
		return "", false
	}
	inner := Dec{how: d.how}
	t, end := inner.quoted(text+Padding, 0)
	return t, end == len(text)
}
