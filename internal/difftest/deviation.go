package difftest

import (
	"reflect"
	"strings"
)

// A Deviation is a way in which owgen differs from encoding/json on purpose.
type Deviation struct {
	Name     string
	Text     string
	Examples []Example

	// value reports whether the deviation allows a document to become another value of the type than with
	// encoding/json.
	value func(document []byte, t reflect.Type) bool
}

// An Example shows a deviation.
type Example struct {
	Input       string // a document, or Go source
	Ours, Their string // what owgen and encoding/json make of it
}

// Deviations lists all deviations. The list in the documentation of runtime/codec is made from it, and tests check the
// examples. A difference that it does not allow fails a test.
var Deviations = []Deviation{
	{
		Name: "D1",
		Text: "A json tag that cannot be read is an error when code is generated. encoding/json ignores the tag.",
		Examples: []Example{{
			Input: "struct { Name string `json:name` }",
			Ours:  "Params.Name: malformed struct tag: `json:name`",
			Their: `{"Name":""}`,
		}, {
			Input: "struct { Name string `json:\"it's\"` }",
			Ours:  "Params.Name: '\\'' cannot stand in the name of a json tag: `json:\"it's\"`",
			Their: `{"Name":""}`,
		}},
	},
	{
		Name: "D2",
		Text: "The elements of a slice are zero before they are read, also if the slice's key stands twice. encoding/json " +
			"reads the new elements into the old ones.",
		Examples: []Example{{
			Input: `{"items":[{"price":1,"qty":2}],"items":[{"price":3}]}`,
			Ours:  `{"items":[{"price":3}]}`,
			Their: `{"items":[{"price":3,"qty":2}]}`,
		}, {
			Input: `{"tags":["a","b"],"tags":[null,"c"]}`,
			Ours:  `{"tags":["","c"]}`,
			Their: `{"tags":["a","c"]}`,
		}},
		value: func(document []byte, t reflect.Type) bool {
			return holdsSlice(t, map[reflect.Type]bool{}) && repeats(document)
		},
	},
	{
		Name: "D3",
		Text: "A type that has no JSON is an error when code is generated. encoding/json fails when it meets a value.",
		Examples: []Example{{
			Input: "struct { Done chan int }",
			Ours:  "Params.Done: chan int cannot come from JSON",
			Their: "json: unsupported type: chan int",
		}, {
			Input: "struct { Roots []complex128 }",
			Ours:  "Params.Roots[]: complex128 cannot come from JSON",
			Their: "json: unsupported type: complex128",
		}},
	},
	{
		Name: "D4",
		Text: "Decoding ends at the first error in the text. encoding/json looks for errors of syntax in all of the text " +
			"first, reads on behind a value of the wrong type, and words its errors in other ways. Which documents are refused " +
			"is the same, and no handler sees a value of one.",
		Examples: []Example{{
			Input: `{"note":5,"tags":["a"]}`,
			Ours:  `params.note: expected string, got number at offset 8, {}`,
			Their: `json: cannot unmarshal number into Go struct field basket.note of type string, {"tags":["a"]}`,
		}, {
			Input: `{"note":5,"tags":["a"]`,
			Ours:  `params.note: expected string, got number at offset 8, {}`,
			Their: `unexpected end of JSON input, {}`,
		}},
	},
	{
		Name: "D5",
		Text: "A value with more than 100,000 containers within each other is not written. encoding/json writes it, as long " +
			"as it finds no cycle and there is room on the stack.",
		Examples: []Example{{
			Input: "100001 slices",
			Ours:  "contains itself, or is too deep",
			Their: "200006 bytes",
		}},
	},
}

// MayDiffer reports whether a deviation allows a document to become another value of type T than with encoding/json.
func MayDiffer[T any](document []byte) bool {
	for _, d := range Deviations {
		if d.value != nil && d.value(document, reflect.TypeFor[T]()) {
			return true
		}
	}
	return false
}

// Documentation returns the list of deviations as a comment of Go.
func Documentation() string {
	const width = 120
	var b strings.Builder
	for _, d := range Deviations {
		line := "// " + d.Name + ":"
		for word := range strings.FieldsSeq(d.Text) {
			if len(line)+len(" ")+len(word) > width {
				b.WriteString(line + "\n")
				line = "//"
			}
			line += " " + word
		}
		b.WriteString(line + "\n//\n")
		for _, e := range d.Examples {
			b.WriteString("//\t" + e.Input + "\n//\t\towgen: " + e.Ours + "\n//\t\tencoding/json: " + e.Their + "\n")
		}
		b.WriteString("//\n")
	}
	return b.String()
}
