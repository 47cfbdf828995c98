package fallback_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/runtime/codec/fallback"
)

// A part is what is read through encoding/json in these tests.
type part struct {
	Name  string         `json:"name"`
	Price uint8          `json:"price"`
	Ratio float32        `json:"ratio"`
	Open  bool           `json:"open"`
	Deep  *part          `json:"deep"`
	List  []part         `json:"list"`
	ByInt map[int8]int64 `json:"byInt"`
	Grade grade          `json:"grade"`
	Own   own            `json:"own"`
	Inner inner          `json:"inner"`
	Err   error          `json:"err"`
	Any   any            `json:"any"`
}

// A grade is text.
type grade int

func (g *grade) UnmarshalText(text []byte) error { return errors.New("no grade: " + string(text)) }

// An own keeps what it is given, changes it, and does not take null.
type own []byte

func (o *own) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		return errors.New("null is nothing")
	}
	*o = append(own(nil), text...)
	for k := range text {
		text[k] = 'x'
	}
	return nil
}

// An inner reads its text with encoding/json once more: offsets of its errors count from where that text begins.
type inner struct{ N int }

func (n *inner) UnmarshalJSON(text []byte) error {
	type plain inner
	return json.Unmarshal(text, (*plain)(n))
}

// decode reads a document of elements as generated code does.
func decode(doc string) (v []part, err error) {
	var d codec.Dec
	s := codec.Text([]byte(doc))
	if d.Document(s, codec.Slice(&d, s, 0, &v, fallback.Decode)) < 0 {
		return v, d.Err(s, 0, "params.items")
	}
	return v, nil
}

func TestErrorsHavePathAndOffsetOfTheDocument(t *testing.T) {
	for _, test := range []struct{ doc, want string }{
		{`[{},{},{}, {"price" : "x"}]`, `params.items[3].price: expected number, got string at offset 22`},
		{`[{"price":300}]`, `params.items[0].price: 300 out of range for uint8 at offset 10`},
		{`[{"price":1.5 }]`, `params.items[0].price: expected integer, got 1.5 at offset 10`},
		{`[{"deep":{"list":[null,{"name": 12}]}}]`, `params.items[0].deep.list[1].name: expected string, got number at offset 32`},
		{`[{"list":{"a\"}":1}}]`, `params.items[0].list: expected array, got object at offset 9`},
		{`[{"name":"a]\"\\","list":"x"}]`, `params.items[0].list: expected array, got string at offset 25`},
		{`[ [[]] ]`, `params.items[0]: expected object, got array at offset 2`},
		{`[{"deep":true}]`, `params.items[0].deep: expected object, got bool at offset 9`},
		{`[{"ratio":1e39}]`, `params.items[0].ratio: 1e39 out of range for float32 at offset 10`},
		{`[{"open":"true"}]`, `params.items[0].open: expected bool, got string at offset 9`},
		{`[{"byInt":{"1":1,"x":2}}]`, `params.items[0].byInt: expected int8 as key, got "x" at offset 17`},
		{`[{"byInt":{"128":2}}]`, `params.items[0].byInt: expected int8 as key, got "128" at offset 11`},
		{`[{"byInt":{"1":"x"}}]`, `params.items[0].byInt["1"]: expected number, got string at offset 15`},
		{`[{"grade":7}]`, `params.items[0].grade: expected string, got number at offset 10`},
		{`[{"err":[1]}]`, `params.items[0].err: expected null, got array at offset 8`},

		{`[null,{"grade":"A+"}]`, `params.items[1]: no grade: A+ at offset 6`},
		{`[{"own":null}]`, `params.items[0]: null is nothing at offset 1`},

		{`[{"price":1]`, `syntax: params.items[0]: expected ',' or '}', got ']' at offset 11`},
		{`[{"nobody":[01]}]`, `syntax: params.items[0].nobody[0]: expected '.', 'e' or the end of the number, got '1' at offset 13`},
		{`[{"name":"\x"}]`, `syntax: params.items[0].name: expected an escape, got 'x' at offset 11`},
		{`[{`, `syntax: params.items[0]: expected a key or '}', got end of input at offset 2`},
	} {
		_, err := decode(test.doc)
		e, ok := err.(*codec.Error)
		if !ok {
			t.Errorf("%s: no error", test.doc)
			continue
		}
		got := e.Error()
		if e.Syntax {
			got = "syntax: " + got
		}
		if got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.doc, got, test.want)
		}
	}
}

// TestErrorsAboutOtherTextsArePassedOn is for offsets that are not of the document: at the same offset, of the first or of
// the last byte, it has a key, or an array.
func TestErrorsAboutOtherTextsArePassedOn(t *testing.T) {
	for _, doc := range []string{
		`[{"price":1,"inner":{"N":"x"}}]`,
		`[{"aaa":[1],"inner":{"N":"x"}}]`,
		`[{"a":[1],"inner":{"N":"x"}}]`,
	} {
		_, err := decode(doc)
		if err == nil || !strings.HasPrefix(err.Error(), "params.items[0]: json: cannot unmarshal string") || !strings.HasSuffix(err.Error(), " at offset 1") {
			t.Errorf("%s: got %v", doc, err)
		}
	}
}

// TestTextIsReadFromACopy has escapes in front of, within and behind what is read through encoding/json, and a method
// that writes to what it is given.
func TestTextIsReadFromACopy(t *testing.T) {
	const doc = `{"a\tb":"\u00e9\n","part":{"name":"\"\ud83d\ude00","own":{"\u0061":"\/"},"any":["\\"]},"z":"\u0041"}`
	var (
		d      codec.Dec
		first  string
		v      part
		last   string
		s      = codec.Text([]byte(doc))
		before = strings.Clone(s)
	)
	i := d.Object(s, 0)
	for i >= 0 {
		var k string
		k, i = d.Key(s, i)
		switch k {
		case "part":
			i = fallback.Decode(&d, s, i, &v)
		case "z":
			i = codec.String(&d, s, i, &last)
		default:
			i = codec.String(&d, s, i, &first)
		}
		i = d.Next(s, i)
	}
	want := part{Name: `"😀`, Own: own(`{"\u0061":"\/"}`), Any: []any{`\`}}
	if d.Document(s, codec.End(i)) < 0 || first != "é\n" || last != "A" || !reflect.DeepEqual(v, want) {
		t.Errorf("%q, %+v, %q, %v", first, v, last, d.Err(s, 0, "params"))
	}
	if s != before {
		t.Errorf("the document was written to: %q", s)
	}
}

// TestDepthIsThatOfTheDocument opens as many arrays and objects around what encoding/json reads as within.
func TestDepthIsThatOfTheDocument(t *testing.T) {
	for _, test := range []struct {
		outside, inside int
		ok              bool
	}{{1, 9999, true}, {1, 10000, false}, {9999, 1, true}, {10000, 0, true}, {10000, 1, false}, {5000, 5000, true}, {5000, 5001, false}} {
		doc := strings.Repeat("[", test.outside+test.inside) + strings.Repeat("]", test.outside+test.inside)
		var d codec.Dec
		s := codec.Text([]byte(doc))
		var v any
		if i := d.Document(s, nested(test.outside, &v)(&d, s, 0, &v)); i >= 0 != test.ok || json.Valid([]byte(doc)) != test.ok {
			t.Errorf("%d levels outside and %d inside: %v", test.outside, test.inside, d.Err(s, 0, "params"))
		}
	}
}

// nested returns what reads so many arrays, each the only element of the one around it, and then through encoding/json.
func nested(levels int, v *any) func(*codec.Dec, string, int, *any) int {
	if levels == 0 {
		return fallback.Decode
	}
	return func(d *codec.Dec, s string, i int, _ *any) int {
		return codec.Array(d, s, i, []any{nil}, nested(levels-1, v))
	}
}

// A shout is written otherwise where it has an address.
type shout struct{ Text string }

func (s *shout) MarshalJSON() ([]byte, error) {
	if s.Text == "" {
		return nil, errors.New("nothing to say")
	}
	return json.Marshal(strings.ToUpper(s.Text))
}

func TestValuesAreWrittenWithAndWithoutAddress(t *testing.T) {
	type wrapped struct{ S shout }
	var e codec.Enc
	b := fallback.Append(&e, []byte("x"), &wrapped{shout{"<hey>"}})
	b = fallback.AppendCopy(&e, b, &wrapped{shout{"<hey>"}})
	if want := `x{"S":"\u003cHEY\u003e"}{"S":{"Text":"\u003chey\u003e"}}`; string(b) != want || e.Err("result") != nil {
		t.Errorf("got %s, %v, want %s", b, e.Err("result"), want)
	}
	if fallback.Append(&e, []byte(`{"a":[1,`), &shout{}); e.Err("result") == nil ||
		!strings.HasPrefix(e.Err("result").Error(), "result.a[1]: ") || !strings.HasSuffix(e.Err("result").Error(), "nothing to say") {
		t.Errorf("got %v", e.Err("result"))
	}
}
