package owtest

import (
	"bytes"
	"encoding/json"
	"io"
	"math/big"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// An answer is what came back.
type answer struct {
	status int
	body   []byte
}

// is reports whether the answer is the one that was saved: the same JSON, the same text or the same bytes. The values of a stream
// are the same whichever way they were sent: as lines, as events or as an array.
func (a answer) is(saved []byte) bool {
	if bytes.Equal(a.body, saved) {
		return true
	}
	var text string
	isText := json.Unmarshal(saved, &text) == nil
	if isText && text == string(a.body) {
		return true
	}
	got, want := values(string(a.body)), values(string(saved))
	if isText {
		want = values(text)
	}
	if got == nil || want == nil {
		return false
	}
	return same(got, want) || same(flat(got), flat(want))
}

// compact returns JSON in one line, and other text as it is.
func compact(text []byte) []byte {
	var b bytes.Buffer
	if json.Compact(&b, text) != nil {
		return text
	}
	return b.Bytes()
}

// flat returns the elements of the only value if that is an array.
func flat(values []any) []any {
	if len(values) == 1 {
		if elements, ok := values[0].([]any); ok {
			return elements
		}
	}
	return values
}

// values returns the JSON values that follow one another in a text, or in the data of events. It returns nil if that is not all.
func values(text string) []any {
	if strings.HasPrefix(text, "data:") || strings.HasPrefix(text, "event:") {
		text = data(text)
	}
	all := []any{}
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	for {
		var v any
		switch err := dec.Decode(&v); err {
		case nil:
			all = append(all, v)
		case io.EOF:
			return all
		default:
			return nil
		}
	}
}

// data is that of server-sent events.
func data(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line, ok := strings.CutPrefix(strings.TrimRight(line, "\r\n"), "data:"); ok {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// same reports whether two values are the same JSON. Numbers are compared by what they are: 1.50 is 1.5.
func same(a, b any) bool {
	switch a := a.(type) {
	case []any:
		b, ok := b.([]any)
		return ok && slices.EqualFunc(a, b, same)
	case map[string]any:
		b, ok := b.(map[string]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for name, value := range a {
			other, ok := b[name]
			if !ok || !same(value, other) {
				return false
			}
		}
		return true
	case json.Number:
		b, ok := b.(json.Number)
		return ok && (a == b || sameNumber(string(a), string(b)))
	case string:
		b, ok := b.(string)
		return ok && offset.ReplaceAllString(a, "") == offset.ReplaceAllString(b, "")
	}
	return reflect.DeepEqual(a, b)
}

// offset is the end of an error about parameters. In a file they are indented, so it is another one than when the call was saved.
var offset = regexp.MustCompile(` at offset \d+$`)

// longest is the length of a number that is compared by its value. An exponent of more digits would fill the memory.
const longest = 64

func sameNumber(a, b string) bool {
	if len(a) > longest || len(b) > longest || len(exponent(a)) > 4 || len(exponent(b)) > 4 {
		return false
	}
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	return okX && okY && x.Cmp(y) == 0
}

func exponent(number string) string {
	_, e, _ := strings.Cut(strings.ToLower(number), "e")
	return e
}
