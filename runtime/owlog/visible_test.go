package owlog

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/owgen/owgen/runtime/internal/logstyle"
)

// invisible are characters that do something to a terminal, or to who reads a line.
func invisible() (all string) {
	for _, span := range [][2]rune{
		{0, 0x1f}, {0x7f, 0x9f}, {0xad, 0xad}, {0x200b, 0x200f}, {0x2028, 0x202e}, {0x2066, 0x2069}, {0xfeff, 0xfeff}, {0xe0041, 0xe0041},
	} {
		for r := span[0]; r <= span[1]; r++ {
			all += string(r)
		}
	}
	return all
}

// A theirs writes JSON of its own, with what JSON allows and with what it does not.
type theirs string

func (t theirs) MarshalJSON() ([]byte, error) { return []byte(`"` + string(t) + `"`), nil }

func TestOPS4HandlersCannotCommandATerminal(t *testing.T) {
	for _, text := range []bool{false, true} {
		style := logstyle.Style{Text: text}
		for _, r := range invisible() {
			value := "a" + string(r) + "b"
			var out bytes.Buffer
			l := slog.New(newBase(&out, nil, style))
			l.WithGroup(value).With(value, value).Info(value, value, value, "error", errors.New(value), "any", map[string]string{value: value}, "bytes", []byte(value))
			if r > 0x1f {
				l.Info("theirs", "of", theirs(value), "raw", json.RawMessage(`"`+value+`"`))
			}
			for _, line := range strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n") {
				if !utf8.ValidString(line) || strings.ContainsFunc(line, func(r rune) bool { return !strconv.IsPrint(r) }) {
					t.Errorf("%U, text: %v: %q", r, text, line)
				}
				var read struct{ Msg string }
				if !text && (json.Unmarshal([]byte(line), &read) != nil || read.Msg != value && read.Msg != "theirs") {
					t.Errorf("%U: %s", r, line)
				}
			}
		}
	}
	var out bytes.Buffer
	slog.New(newBase(&out, nil, logstyle.Style{})).Info("a", "of", theirs("\x9b31m"), "é", "日本 🙂")
	if got := out.String(); !strings.HasSuffix(got, `"msg":"a","of":"\ufffd31m","é":"日本 🙂"}`+"\n") {
		t.Error(got)
	}
}
