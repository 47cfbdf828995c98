package codec

import "strconv"

// An Error says what is wrong with a document, and where. It quotes at most a number, a key or a byte of the document.
type Error struct {
	Path   string // of the value: params.items[3].price
	Offset int    // of the wrong token, from the first byte of Params; -1 when encoding, and for violations
	Msg    string
	Syntax bool // the text is not JSON, rather than JSON of the wrong type

	// Violations are what is not allowed in a document of the right type. Path and Msg tell of the first one, and how many
	// more places there are.
	Violations []Violation
}

// Error returns, for example, "params.items[3].price: expected number, got string at offset 418".
func (e *Error) Error() string {
	text := e.Msg
	if e.Path != "" {
		text = e.Path + ": " + text
	}
	if e.Offset >= 0 {
		text += " at offset " + strconv.Itoa(e.Offset)
	}
	return text
}

// Err returns the error recorded in d, or else its violations, or nil. start is the index in s at which the value called
// root begins: paths and offsets count from there.
func (d *Dec) Err(s string, start int, root string) *Error {
	switch {
	case d.msg == "" && d.wrong == nil:
		return nil
	case d.msg == "":
		return d.wrong.err(s, start, root)
	}
	steps, off := walk(s, start, d.off), d.off
	if d.key {
		off = steps[len(steps)-1].key
	}
	return &Error{Path: path(s, steps, root), Offset: off - start, Msg: d.msg, Syntax: d.syntax}
}

// ErrorAt records an error at the index off, unless there is one, and returns -1.
func (d *Dec) ErrorAt(off int, msg string) int {
	if d.msg == "" {
		d.off, d.msg = off, msg
	}
	return -1
}

// syntaxAt is ErrorAt for syntax errors.
func (d *Dec) syntaxAt(off int, msg string) int {
	if d.msg == "" {
		d.syntax = true
	}
	return d.ErrorAt(off, msg)
}

// expected records that a value of the wanted kind should be at i. If another value begins there, the document has the
// wrong type; else it is not JSON.
func (d *Dec) expected(s string, i int, want string) int {
	got := ""
	switch c := s[i]; {
	case c == '"':
		got = "string"
	case c == '-' || isDigit(c):
		got = "number"
	case c == '{':
		got = "object"
	case c == '[':
		got = "array"
	case c == 't' || c == 'f':
		got = "bool"
	case c == 'n':
		got = "null"
	default:
		return d.unexpected(s, i, want)
	}
	return d.ErrorAt(i, "expected "+want+", got "+got)
}

// unexpected records that the byte at i is not the one the syntax demands.
func (d *Dec) unexpected(s string, i int, want string) int {
	got := "end of input"
	if c := s[i]; i == len(s)-Pad {
		// There is nothing to quote.
	} else if ' ' <= c && c < 0x7f {
		got = "'" + string(rune(c)) + "'"
	} else {
		const hex = "0123456789abcdef"
		got = `'\x` + hex[c>>4:c>>4+1] + hex[c&15:c&15+1] + "'"
	}
	return d.syntaxAt(i, "expected "+want+", got "+got)
}

// cut shortens a number or key that is quoted in a message.
func cut(text string) string {
	return cutTo(text, 64)
}

func cutTo(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	n := limit
	for n > 0 && text[n]&0xc0 == 0x80 {
		n-- // do not cut within a rune
	}
	return text[:n] + "…"
}

func isDigit(c byte) bool { return c-'0' <= 9 }
