package ow

import (
	"io"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/owgen/owgen/runtime/internal/logstyle"
)

// A logger writes the runtime's own lines to stderr, for the operator, in the form in which package owlog writes those of
// handlers.
type logger struct {
	w      io.Writer
	style  logstyle.Style
	second atomic.Pointer[second] // of the last line
}

// A second of the clock, with its text: most lines of a server that is busy come in the one of the line before.
type second struct {
	unix int64
	text string
}

// choose makes l write as the environment asks for.
func (l *logger) choose(env getenv, terminal bool) error {
	style, bad, want := logstyle.Choose(env, terminal)
	l.style = style
	if bad != "" {
		return message(bad + "=" + env(bad) + ": want " + want)
	}
	return nil
}

// event writes a line about what happened, with the names of the call that it happened to, if any. In JSON a stack is a
// member of the line, else it comes below it:
//
//	{"time":"2026-11-29T23:14:03.520Z","level":"ERROR","msg":"no such order","id":"31e5c0b2","action":"Hello"}
//
//	time=2026-11-29T23:14:03.520Z level=ERROR msg="the action panicked: a=b" id=31e5c0b2 action=Hello
//	goroutine 34 [running]:
//	…
func (l *logger) event(level logstyle.Level, text, stack string, c *call) {
	if level < l.style.Least {
		return
	}
	line := l.begin(nil, time.Now(), level, text)
	if c != nil {
		c.nameIn(&line)
	}
	if !line.style.Text {
		line.add("stack", stack)
		stack = ""
	}
	l.end(line, stack)
}

// inform writes a line that is about no call, and nothing to worry about.
func (l *logger) inform(text string) { l.event(logstyle.Info, text, "", nil) }

// warn writes a line that is about no call: something is not as it should be, and the process goes on.
func (l *logger) warn(text string) { l.event(logstyle.Warn, text, "", nil) }

// fail writes the line that says why the process ends.
func (l *logger) fail(text string) { l.event(logstyle.Error, text, "", nil) }

// A line is one of the log while it is put together. Text and values may come from anybody: none of them can be taken for
// another line or another member, nor does any move the cursor of a terminal.
type line struct {
	style logstyle.Style
	b     []byte
}

// begin begins a line with what each has: time, level and text. room is reused for it; nil is fine.
func (l *logger) begin(room []byte, now time.Time, level logstyle.Level, text string) line {
	if room == nil {
		room = make([]byte, 0, 512)
	}
	ln := line{style: l.style, b: room[:0]}
	ln.key("time")
	if !ln.style.Text {
		ln.b = append(ln.b, '"')
	}
	ln.b = l.appendTime(ln.b, now)
	if !ln.style.Text {
		ln.b = append(ln.b, '"')
	}
	ln.member("level", level.String(), false)
	ln.member("msg", text, false)
	return ln
}

// appendTime appends a time with milliseconds, which package time writes slowly.
func (l *logger) appendTime(b []byte, now time.Time) []byte {
	s := l.second.Load()
	if s == nil || s.unix != now.Unix() {
		s = &second{now.Unix(), now.Format(time.RFC3339)}
		l.second.Store(s)
	}
	const zone = len("2006-01-02T15:04:05")
	return append(append(append(b, s.text[:zone]...), thousandth(now.Nanosecond()/1e6)...), s.text[zone:]...)
}

// thousandth returns the fraction that so many thousandths are: .042
func thousandth(n int) string {
	return string([]byte{'.', byte('0' + n/100), byte('0' + n/10%10), byte('0' + n%10)})
}

// end writes a line, and what comes below it, with a single write, so that the lines of concurrent calls do not mix. It
// returns the room that they took.
func (l *logger) end(ln line, below string) []byte {
	if !ln.style.Text {
		ln.b = append(ln.b, '}')
	}
	ln.b = append(append(ln.b, '\n'), below...)
	l.w.Write(logstyle.Guard(ln.b))
	return ln.b
}

// add adds a member, unless its value is empty.
func (ln *line) add(key, value string) {
	if value != "" {
		ln.member(key, value, false)
	}
}

// member adds a member. A value that is a number or a boolean is bare: it is written as it is.
func (ln *line) member(key, value string, bare bool) {
	ln.key(key)
	switch {
	case bare:
		ln.b = append(ln.b, value...)
	case !ln.style.Text:
		ln.b = appendQuoted(ln.b, value, true)
	case value == "":
		ln.b = append(ln.b, `""`...)
	default:
		ln.b = append(ln.b, plainly(value, ` ="`)...)
	}
}

// integer adds a member that is a number.
func (ln *line) integer(key string, n int64) {
	ln.key(key)
	ln.b = strconv.AppendInt(ln.b, n, 10)
}

// key adds what comes before the value of a member.
func (ln *line) key(key string) {
	before, between := `,"`, `":`
	if ln.style.Text {
		before, between = " ", "="
	}
	switch {
	case len(ln.b) > 0:
	case ln.style.Text:
		before = ""
	default:
		before = `{"`
	}
	ln.b = append(append(append(ln.b, before...), ln.style.Key(key)...), between...)
}

// plainly returns text, quoted if it holds a special or an invisible character.
func plainly(text, special string) string {
	if indexAny(text, special) >= 0 || strings.ContainsFunc(text, isUnseen) {
		return strconv.Quote(text)
	}
	return text
}

// quoted returns text in quotes, with a backslash before what would end it. In JSON every invisible character is escaped:
// JSON itself would allow most of them, and some terminals take U+009B for the beginning of a command. In the labels of
// Prometheus, which knows no other escapes, only line feeds are. What is not UTF-8 becomes U+FFFD.
func quoted(text string, json bool) string {
	return string(appendQuoted(make([]byte, 0, len(text)+len(`""`)), text, json))
}

// appendQuoted appends what quoted returns.
func appendQuoted(b []byte, text string, json bool) []byte {
	b = append(b, '"')
	if isOrdinary(text) {
		return append(append(b, text...), '"')
	}
	for _, r := range text {
		switch {
		case r == '\n':
			b = append(b, `\n`...)
		case r == '"', r == '\\':
			b = append(b, '\\', byte(r))
		case ' ' <= r && r <= '~':
			b = append(b, byte(r))
		case json && r == '\t':
			b = append(b, `\t`...)
		case json && isUnseen(r):
			b = append(b, escape(r)...)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}

// isOrdinary reports whether text is ASCII that stands for itself in quotes.
func isOrdinary(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// escape returns r as JSON may write any character: \u001b, \udb40\udc01.
func escape(r rune) (s string) {
	for _, u := range utf16.AppendRune(nil, r) {
		s += `\u` + strconv.FormatInt(0x10000+int64(u), 16)[1:]
	}
	return s
}

// isUnseen reports whether r is a control character, an unusual space, or U+FFFD, which also stands for a byte that is
// not UTF-8.
func isUnseen(r rune) bool { return !strconv.IsPrint(r) || r == '\ufffd' }
