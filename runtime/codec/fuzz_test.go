package codec_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

// seeds are documents of every kind, right and wrong.
var seeds = []string{orderText, `null`, `{}`, `[]`, `"a\ud83d\ude00\n\u0000"`, "\"\xff\xed\xa0\x80\"", `-0.1e-10`, `123456789012345678901`, `1e400`,
	`[[],{"a":{}}]`, "{ \"a\"\t:\r\n        [ true , false ] }", `{"a":1,}`, `[1 2]`, `"`, `"\u12`, `tru`, `-`, ` `, "\x00"}

func FuzzOrder(f *testing.F) {
	for _, doc := range seeds {
		f.Add([]byte(doc))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		if refilled(doc) {
			t.Skip("encoding/json reads new elements of slices into old ones, codec does not")
		}
		sameOrder(t, doc)
	})
}

// refilled reports whether doc may fill a slice twice: whether an object has two keys that are the same to a struct.
func refilled(doc []byte) bool {
	type object map[string]bool
	d := json.NewDecoder(bytes.NewReader(doc))
	var open []object // nil for arrays
	key := false      // a key comes next
	for {
		token, err := d.Token()
		if err != nil {
			return false
		}
		if text, ok := token.(string); ok && key {
			text = codec.FoldName(text)
			if open[len(open)-1][text] {
				return true
			}
			open[len(open)-1][text] = true
			key = false
			continue
		}
		switch token {
		case json.Delim('{'):
			open = append(open, object{})
		case json.Delim('['):
			open = append(open, nil)
		case json.Delim('}'), json.Delim(']'):
			open = open[:len(open)-1]
		}
		key = len(open) > 0 && open[len(open)-1] != nil
	}
}

func FuzzAny(f *testing.F) {
	for _, doc := range seeds {
		f.Add([]byte(doc))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		same(t, doc, codec.Any, codec.AppendAny)
		same(t, doc, codec.Raw[json.RawMessage], codec.AppendRaw[json.RawMessage])
	})
}

func FuzzString(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := codec.AppendString(nil, nil, &s); string(got) != string(want) {
			t.Fatalf("%q is written %s, want %s", s, got, want)
		}
		sameString(t, string(want))
		sameString(t, `"`+s+`"`)
		sameString(t, s)
	})
}

func FuzzNumber(f *testing.F) {
	for _, text := range []string{"0", "-1", "1e5", "1.5", "123456789012345678", "9007199254740993", "1e-320", "0.1e", "-", "00", `"1"`, "null"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { sameNumber(t, text) })
}
