package ways

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Compare returns the ways whose outcomes differ from the first one: in whether there is a result, or in the JSON of the
// answer, of which white space does not count. Values that come one after the other may come as lines or as a list, and an event as a
// document or as its data.
func Compare(outcomes []Outcome) (differ []Way) {
	for _, o := range outcomes[min(1, len(outcomes)):] {
		if !same(&outcomes[0], &o) {
			differ = append(differ, o.Way)
		}
	}
	return differ
}

func same(a, b *Outcome) bool {
	switch {
	case a.OK != b.OK, (a.Ended != "") != (b.Ended != ""):
		return false
	case a.Ended != "": // each platform has words of its own for that
		return true
	}
	x, y := compact(a.Answer), compact(b.Answer)
	if a.values {
		x, y = asList(x), asList(y)
	}
	switch p, q := readEvent(x), readEvent(y); {
	case p != nil && q == nil:
		x = p.data()
	case p == nil && q != nil:
		y = q.data()
	}
	if a.reprinted || b.reprinted { // in an order of its own
		x, y = sorted(x), sorted(y)
	}
	return bytes.Equal(x, y)
}

// compact takes the white space out of JSON. Other answers stay as they are.
func compact(text []byte) []byte {
	var b bytes.Buffer
	if json.Compact(&b, text) != nil {
		return text
	}
	return b.Bytes()
}

// asList makes a list of lines of JSON, which is how values come that come one after the other.
func asList(text []byte) []byte {
	if bytes.HasPrefix(text, []byte("[")) {
		return text
	}
	lines := [][]byte{}
	for line := range bytes.Lines(text) {
		if line = bytes.TrimSpace(line); !json.Valid(line) {
			return text
		}
		lines = append(lines, compact(line))
	}
	return append(append([]byte("["), bytes.Join(lines, []byte(","))...), ']')
}

// Documents returns the ways that answer with a whole event where the first one answers with its data.
func Documents(outcomes []Outcome) (whole []Way) {
	for _, o := range outcomes {
		if readEvent(o.Answer) != nil && readEvent(outcomes[0].Answer) == nil {
			whole = append(whole, o.Way)
		}
	}
	return whole
}

// An event is a CloudEvent as a document, as it comes where there is no header for what it says of itself.
type event struct {
	Version string          `json:"specversion"`
	Type    string          `json:"datacontenttype"` // "" is JSON
	Data    json.RawMessage `json:"data"`
	Bytes   []byte          `json:"data_base64"`
}

// data is what a body would be. A text that is no JSON is a string in the document.
// (cloudevents/spec: formats/json-format.md, section 3.1)
func (e *event) data() []byte {
	var text string
	switch {
	case e.Data == nil:
		return compact(e.Bytes)
	case e.Type != "" && !strings.Contains(e.Type, "json") && json.Unmarshal(e.Data, &text) == nil:
		return []byte(text)
	}
	return e.Data
}

// readEvent returns nil if a text is none.
func readEvent(text []byte) *event {
	var e event
	if json.Unmarshal(text, &e) != nil || e.Version == "" {
		return nil
	}
	return &e
}

// sorted sorts the members of all objects in JSON. Numbers keep their digits.
func sorted(text []byte) []byte {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil || d.More() {
		return text
	}
	out, err := json.Marshal(v)
	if err != nil {
		return text
	}
	return out
}
