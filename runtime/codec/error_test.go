package codec_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/codec"
)

func TestErrorsSayWhatIsWrongAndWhere(t *testing.T) {
	for _, test := range []struct{ doc, want string }{
		{`{"id":"x"}`, `params.id: expected number, got string at offset 6`},
		{`{"id": {}}`, `params.id: expected number, got object at offset 7`},
		{`{"id":1.5}`, `params.id: expected integer, got 1.5 at offset 6`},
		{`{"id":9223372036854775808}`, `params.id: 9223372036854775808 out of range for int64 at offset 6`},
		{`{"items":[{},{},{},{"price":"x"}]}`, `params.items[3].price: expected number, got string at offset 28`},
		{`{"items":[{"qty":65536}]}`, `params.items[0].qty: 65536 out of range for uint16 at offset 17`},
		{`{"items":[{"qty":-1}]}`, `params.items[0].qty: -1 out of range for uint16 at offset 17`},
		{`{"items":[{"parts":[{},{"price":1e999}]}]}`, `params.items[0].parts[1].price: 1e999 out of range for float64 at offset 32`},
		{`{"ratio":1e39}`, `params.ratio: 1e39 out of range for float32 at offset 9`},
		{`{"counts":[1,300]}`, `params.counts[1]: 300 out of range for uint8 at offset 13`},
		{`{"stock":{"a b":true}}`, `params.stock["a b"]: expected number, got bool at offset 16`},
		{`{"stock":{"é":true}}`, `params.stock.é: expected number, got bool at offset 15`},
		{`{"stock":{"\u0061\n":true}}`, `params.stock["a\n"]: expected number, got bool at offset 21`},
		{`{"stock":{"1":[]}}`, `params.stock["1"]: expected number, got array at offset 14`},
		{`{"stock":{"":1e1}}`, `params.stock[""]: expected integer, got 1e1 at offset 13`},
		{`{"tags":["a",null,3]}`, `params.tags[2]: expected string, got number at offset 18`},
		{`{"tags":{}}`, `params.tags: expected array, got object at offset 8`},
		{`{"who":[]}`, `params.who: expected object, got array at offset 7`},
		{`{"open":"true"}`, `params.open: expected bool, got string at offset 8`},
		{`{"created":"yesterday"}`, `params.created: expected time in RFC 3339, as in 2006-01-02T15:04:05Z, got "yesterday" at offset 11`},
		{`{"created":5}`, `params.created: expected time in RFC 3339, got number at offset 11`},
		{`{"blob":"?"}`, `params.blob: expected string in base64, got one with '?' in it at offset 8`},
		{`{"blob":"_-8="}`, `params.blob: expected string in base64, got that for URLs: write + for - and / for _ at offset 8`},
		{`{"blob":"AAA"}`, `params.blob: expected string in base64, got one that is cut short, or lacks the = that make its length a multiple of 4 at offset 8`},
		{`{"blob":true}`, `params.blob: expected string in base64, got bool at offset 8`},
		{`[]`, `params: expected object, got array at offset 0`},

		{``, `syntax: params: expected object, got end of input at offset 0`},
		{`  `, `syntax: params: expected object, got end of input at offset 2`},
		{`x`, `syntax: params: expected object, got 'x' at offset 0`},
		{`{} x`, `syntax: params: expected end of input, got 'x' at offset 3`},
		{`{`, `syntax: params: expected a key or '}', got end of input at offset 1`},
		{`{1`, `syntax: params: expected a key or '}', got '1' at offset 1`},
		{`{"id"`, `syntax: params: expected ':', got end of input at offset 5`},
		{`{"id" 1`, `syntax: params: expected ':', got '1' at offset 6`},
		{`{"id":`, `syntax: params.id: expected number, got end of input at offset 6`},
		{`{"id":}`, `syntax: params.id: expected number, got '}' at offset 6`},
		{`{"id":-x}`, `syntax: params.id: expected a digit, got 'x' at offset 7`},
		{`{"id":01}`, `syntax: params.id: expected '.', 'e' or the end of the number, got '1' at offset 7`},
		{`{"id":1`, `syntax: params.id: expected ',' or '}', got end of input at offset 7`},
		{`{"id":1,}`, `syntax: params: expected a key, got '}' at offset 8`},
		{`{"id":1]`, `syntax: params: expected ',' or '}', got ']' at offset 7`},
		{`{"tags":["a" "b"]}`, `syntax: params.tags[0]: expected ',' or ']', got '"' at offset 13`},
		{`{"tags":["a",]}`, `syntax: params.tags[1]: expected string, got ']' at offset 13`},
		{`{"open":tru}`, `syntax: params: expected 'e', got '}' at offset 11`},
		{`{"open":nil}`, `syntax: params.open: expected 'u', got 'i' at offset 9`},
		{"{\"note\":\"a\tb\"}", `syntax: params.note: expected the rest of a string, got '\x09' at offset 10`},
		{`{"note":"a\tb`, `syntax: params.note: expected the rest of a string, got end of input at offset 13`},
		{`{"note":"a\x"}`, `syntax: params.note: expected an escape, got 'x' at offset 11`},
		{`{"note":"\u12x4"}`, `syntax: params.note: expected a hexadecimal digit, got 'x' at offset 13`},
		{`{"no\x":1}`, `syntax: params: expected an escape, got 'x' at offset 5`},
		{"{\"id\":1}\x00", `syntax: params: expected end of input, got '\x00' at offset 8`},
		{"\xef\xbb\xbf{}", `syntax: params: expected object, got '\xef' at offset 0`},
		{`{"unknown":{"a":[1,{"b":nulll}]}}`, `syntax: params.unknown.a[1].b: expected ',' or '}', got 'l' at offset 28`},
		{`{"unknown":?}`, `syntax: params.unknown: expected a value, got '?' at offset 11`},
		{`{"extra":[1,2,?]}`, `syntax: params.extra[2]: expected a value, got '?' at offset 14`},
	} {
		// The parameters stand within something else, from which neither path nor offset may count.
		const before = `{"value": `
		var d codec.Dec
		var v order
		s := codec.Text([]byte(before + test.doc))
		if d.Document(s, decodeOrder(&d, s, len(before), &v)) >= 0 {
			t.Errorf("%s is accepted", test.doc)
			continue
		}
		err := d.Err(s, len(before), "params")
		got := err.Error()
		if err.Syntax {
			got = "syntax: " + got
		}
		if got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.doc, got, test.want)
		}
	}
}

func TestTheFirstErrorStays(t *testing.T) {
	var d codec.Dec
	s := codec.Text([]byte(`{"a":1}`))
	if err := d.Err(s, 0, "params"); err != nil {
		t.Errorf("error %v without an error", err)
	}
	if d.ErrorAt(6, "missing b") != -1 || d.ErrorAt(1, "second") != -1 {
		t.Error("ErrorAt is not -1")
	}
	if got := d.Err(s, 0, "params").Error(); got != "params: missing b at offset 6" {
		t.Errorf("got %q", got)
	}
	if got := d.Err(s, 0, "").Error(); got != "missing b at offset 6" {
		t.Errorf("got %q", got)
	}
	d.Reset()
	d.ErrorAt(5, "unknown field")
	if got := d.Err(s, 0, "").Error(); got != "a: unknown field at offset 5" {
		t.Errorf("got %q", got)
	}
}

func TestErrorsAreShort(t *testing.T) {
	long := strings.Repeat("9", 100000)
	for _, doc := range []string{
		`{"id":` + long + `}`, `{"id":` + long + `.5}`, `{"stock":{"` + long + `":true}}`, `{"stock":{"` + strings.Repeat("é", 999) + `":true}}`,
		`{"extra":` + strings.Repeat(`{"a":[`, 4000) + `?`, `{"note":"` + long + "\n", `{"created":"` + long + `"}`, `{"blob":"` + long[1:] + `"}`,
	} {
		var v order
		err := unmarshal([]byte(doc), &v, decodeOrder)
		if err == nil || len(err.Error()) > 300 {
			t.Errorf("%.20s…: %.400v", doc, err)
		}
	}
	var v order
	err := unmarshal([]byte(`{"extra":`+strings.Repeat(`{"a":[`, 30)+`?`), &v, decodeOrder)
	want := "params.extra" + strings.Repeat(".a[0]", 9) + ".a…" + strings.Repeat(".a[0]", 10) + ": expected a value, got '?' at offset 189"
	if got := err.Error(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestEncodingErrorsSayWhere(t *testing.T) {
	for _, test := range []struct {
		v    order
		want string
	}{
		{order{Scores: []float64{1, math.NaN(), math.Inf(1)}}, "result.scores[1]: NaN is not representable in JSON"},
		{order{Ratio: float32(math.Inf(-1))}, "result.ratio: -Inf is not representable in JSON"},
		{order{Items: []item{{}, {Price: 1, Parts: []item{{Quantity: 1}, {Price: math.Inf(1)}}}}},
			"result.items[1].parts[1].price: +Inf is not representable in JSON"},
		{order{Items: []item{{Price: math.Inf(1)}}, Who: &person{Name: `{"[`}}, "result.items[0].price: +Inf is not representable in JSON"},
		{order{Created: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}, "result.created: the time is not representable in RFC 3339"},
		{order{Extra: map[string]any{"a": 1, "<b>": []any{map[string]any{"x": 1, "y": item{}}}}},
			`result.extra["<b>"][0].y: cannot write a codec_test.item that is in an interface`},
		{order{Extra: make(chan int)}, "result.extra: cannot write a chan int that is in an interface"},
		{order{Extra: &person{}}, "result.extra: cannot write a *codec_test.person that is in an interface"},
	} {
		_, err := marshal(&test.v, encodeOrder)
		if err == nil || err.Error() != test.want {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
	var e codec.Enc
	e.Fail(nil, "no good")
	e.Fail(nil, "no better")
	if got := e.Err("result").Error(); got != "result: no good" {
		t.Errorf("got %s", got)
	}
	e.Reset()
	if err := e.Err("result"); err != nil {
		t.Errorf("error %v after Reset", err)
	}
}
