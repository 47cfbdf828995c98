package ow

import (
	"io"
	"strconv"
	"strings"
)

// A logger writes the runtime's own lines to stderr, for the operator. Only event knows their form.
type logger struct{ w io.Writer }

// A field is one thing that a line says besides its text.
type field struct{ key, value string }

// event writes a line about what happened, and the stack, if there is one, below it:
//
//	owgen: no such order id=31e5c0b2 action=Hello
//	owgen: "the action panicked: a=b" id=31e5c0b2 action=Hello
//	goroutine 34 [running]:
//	…
//
// Fields without a value are left out. Text and values may come from anybody: if they could be taken for another line
// or another field, they are quoted. It is all one write, so that the lines of concurrent calls do not mix.
func (l *logger) event(text, stack string, fields ...field) {
	special := ""
	if len(fields) > 0 {
		special = `="`
	}
	line := append([]byte("owgen: "), plainly(text, special)...)
	for _, f := range fields {
		if f.value != "" {
			line = append(line, " "+f.key+"="+plainly(f.value, ` ="`)...)
		}
	}
	line = append(line, '\n')
	l.w.Write(append(line, stack...))
}

// warn writes a line that is about no call.
func (l *logger) warn(text string) { l.event(text, "") }

// plainly returns text, quoted if it holds a special or an invisible character.
func plainly(text, special string) string {
	if strings.ContainsAny(text, special) || strings.ContainsFunc(text, isUnseen) {
		return strconv.Quote(text)
	}
	return text
}

// isUnseen reports whether r is a control character, an unusual space, or U+FFFD, which also stands for a byte that is
// not UTF-8.
func isUnseen(r rune) bool { return !strconv.IsPrint(r) || r == '\ufffd' }
