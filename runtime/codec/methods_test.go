package codec_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/codec"
)

// A span reads and writes itself as JSON. It keeps the text that it was given, and spoils it.
type span struct{ text string }

func (v *span) UnmarshalJSON(text []byte) error {
	v.text = string(text)
	for i := range text {
		text[i] = 'X'
	}
	if v.text == `"bad"` {
		return errors.New("bad luck")
	}
	return nil
}

func (v *span) MarshalJSON() ([]byte, error) {
	if v.text == "" {
		return nil, errors.New("no luck")
	}
	return []byte(v.text), nil
}

// A grade reads and writes itself as text.
type grade int8

func (g *grade) UnmarshalText(text []byte) error {
	n, err := strconv.ParseInt(strings.TrimPrefix(string(text), "grade "), 10, 8)
	clear(text)
	*g = grade(n)
	return err
}

func (g grade) MarshalText() ([]byte, error) {
	if g == 13 {
		return nil, errors.New("13 brings bad luck")
	}
	return []byte("grade " + strconv.Itoa(int(g))), nil
}

type (
	octet  byte
	octets []octet
)

func decodeGrades(d *codec.Dec, s string, i int, v *map[grade]int) int {
	return codec.TextMap(d, s, i, v, codec.Int)
}

func encodeGrades(e *codec.Enc, b []byte, v *map[grade]int) []byte {
	if *v == nil {
		return e.Nil(b, "{}")
	}
	open := len(b)
	for _, k := range codec.TextKeys(e, b, *v) {
		x := (*v)[k.Key]
		b = codec.AppendInt(e, codec.AppendKey(e, b, k.Text), &x)
	}
	return codec.Close(b, open)
}

// methodDocs are values of every kind.
var methodDocs = []string{`null`, ` null`, `"grade 5"`, `"5"`, ` "-128" `, `"grade 128"`, `""`, `"bad"`, `"x`, `"\u0035"`, `"gr\u0061de\u0020007"`,
	`5`, `-0.50`, `true`, `tru`, `[]`, `{}`, ` [ 1 , "\n" ] `, `{ "a" : [ "\u00e9\/<" ] }`, `[1,]`, `{"a"}`, ``, ` `, "\"\xff\"", `"13"`,
	`{"grade 5":1,"5":2,"grade -1":3,"grade 10":4}`, `{"\u0035":1}`, `{"x":1}`, `{"13":1}`, `{"5":"x"}`, `{"5":1,}`, `{"128":1}`, `{"5":null}`,
	` { "5" : 1 , "6" : 2 } `, `"AAEC/w=="`, `"AAEC/w="`, `[0,255]`, `[256]`, `[-1]`, `[null,1]`, `"AA\n=="`, `[1.0]`, `["a"]`, `"\u0041A=="`}

func TestTypesWithMethodsAreAsForEncodingJSON(t *testing.T) {
	for _, text := range methodDocs {
		// Each check has bytes of its own: encoding/json lets methods spoil its source.
		doc := func() []byte { return []byte(text) }
		same(t, doc(), codec.UnmarshalJSON[span], codec.AppendMarshalJSON[span])
		same(t, doc(), codec.UnmarshalText[grade], codec.AppendMarshalText[grade])
		same(t, doc(), decodeGrades, encodeGrades)
		same(t, doc(), codec.NamedBytes[octets], codec.AppendNamedBytes[octets])
		same(t, doc(), func(d *codec.Dec, s string, i int, v **span) int {
			return codec.Pointer(d, s, i, v, codec.UnmarshalJSON)
		}, nil)
		doc = func() []byte { return []byte("[" + text + "\t," + text + "]") }
		same(t, doc(), func(d *codec.Dec, s string, i int, v *[]span) int {
			return codec.Slice(d, s, i, v, codec.UnmarshalJSON)
		}, nil)
		same(t, doc(), func(d *codec.Dec, s string, i int, v *[]grade) int {
			return codec.Slice(d, s, i, v, codec.UnmarshalText)
		}, nil)
	}
}

// A both keeps what it was given, by which method.
type both struct{ text string }

func (v *both) UnmarshalJSON(text []byte) error {
	v.text = "JSON " + string(text)
	clear(text)
	if v.text == `JSON "bad"` {
		return errors.New("bad luck")
	}
	return nil
}

func (v *both) UnmarshalText(text []byte) error { v.text = "text " + string(text); return nil }

// An heir has the methods of a both, and more to it. A tag is a string with such methods.
type (
	heir struct {
		both
		N int
	}
	tag string
)

func (v *tag) UnmarshalJSON(text []byte) error { *v = tag(text); return nil }
func (v *tag) UnmarshalText([]byte) error      { return errors.New("this is not JSON") }

// encoding/json calls UnmarshalJSON with the key as it stands in the text, quotes and escapes included.
func TestMapKeysWithBothMethodsAreReadAsJSON(t *testing.T) {
	for _, key := range []string{
		`2024-02-29T12:34:56Z`, `2024-02-29T12:34:5\u0036Z`, `\u0032024-02-29T12:34:56Z`, `2024-02-29T12:34:56\u005a`, `2024-02-30T12:34:56Z`,
		`2024-02-29T12:34:56+00:00`, `2024-02-29T12:34:56,5Z`, `2024-02-29t12:34:56Z`, ``, `null`, `a\/b`, `\"`, `\\`, `\ud83d\ude00`, `\ud83d`, "\xff", "\n", `\x`, `bad`,
	} {
		for _, form := range []string{`{"%":1}`, ` { "%" : 1 , "x" : 2 } `, `{"%":1,"%":2}`, `{"%"1}`, `{"%`, `{"%":1,"%":"x"}`} {
			// Each check has bytes of its own: encoding/json lets methods spoil its source.
			doc := func() []byte { return []byte(strings.ReplaceAll(form, "%", key)) }
			same(t, doc(), func(d *codec.Dec, s string, i int, v *map[time.Time]int) int {
				return codec.JSONMap(d, s, i, v, codec.Int)
			}, nil)
			same(t, doc(), func(d *codec.Dec, s string, i int, v *map[both]int) int { return codec.JSONMap(d, s, i, v, codec.Int) }, nil)
			same(t, doc(), func(d *codec.Dec, s string, i int, v *map[heir]int) int { return codec.JSONMap(d, s, i, v, codec.Int) }, nil)
			same(t, doc(), func(d *codec.Dec, s string, i int, v *map[tag]int) int { return codec.JSONMap(d, s, i, v, codec.Int) }, nil)
		}
	}
}

// What MarshalJSON and MarshalText give need not be what was read.
func TestWhatMethodsGiveIsWrittenAsByEncodingJSON(t *testing.T) {
	for _, text := range []string{"", "1", " { \"a\" : 1 } ", "[1", "x", `"<>&"`, "\"\u2028\"", "1 2", "\"\xff\"", `{"a":1,"a":2}`, "\x00", "nul", `"\u00"`} {
		v := &span{text}
		got, err := marshal(v, codec.AppendMarshalJSON)
		want, wantErr := json.Marshal(v)
		if (err == nil) != (wantErr == nil) || err == nil && !bytes.Equal(got, want) {
			t.Errorf("%q is written %s, %v, want %s, %v", text, got, err, want, wantErr)
		}
	}
	for n := -128; n < 128; n++ {
		v := grade(n)
		got, err := marshal(&v, codec.AppendMarshalText)
		want, wantErr := json.Marshal(v)
		if (err == nil) != (wantErr == nil) || err == nil && !bytes.Equal(got, want) {
			t.Errorf("%d is written %s, %v, want %s, %v", n, got, err, want, wantErr)
		}
		keys := map[grade]int{v: 1, 13: 2}
		got, err = marshal(&keys, encodeGrades)
		if err == nil || err.Error() != "result: MarshalText of a key: 13 brings bad luck" {
			t.Errorf("%v is written %s, %v", keys, got, err)
		}
	}
}

// A type may change and keep the bytes it is given: neither the source nor strings in front and behind may feel it.
func TestMethodsGetCopiesWithEscapesInThem(t *testing.T) {
	const text = `["a\nb",{"k\u0065y":["\"x\"",1]},"c\td"]`
	s := codec.Text([]byte(text))
	var d codec.Dec
	var before, behind string
	var v, again span
	i := codec.String(&d, s, 1, &before)
	start := i + 1
	i = codec.UnmarshalJSON(&d, s, start, &v)
	end := codec.String(&d, s, i+1, &behind)
	if end != len(text)-1 || before != "a\nb" || behind != "c\td" || v.text != `{"k\u0065y":["\"x\"",1]}` {
		t.Errorf("read %q, %q, %q, %v", before, v.text, behind, d.Err(s, 0, ""))
	}
	if codec.UnmarshalJSON(&d, s, start, &again) != i || again != v || s[:len(text)] != text {
		t.Errorf("the second time it is %q, of %q", again.text, s)
	}
	var g grade
	var strs []string
	s = codec.Text([]byte(`["\u0067rade 7","\u0067rade 7"]`))
	if i := codec.UnmarshalText(&d, s, 1, &g); i < 0 || g != 7 {
		t.Errorf("read %d, %v", g, d.Err(s, 0, ""))
	}
	if codec.Strings(&d, s, 0, &strs); len(strs) != 2 || strs[0] != "grade 7" || strs[1] != "grade 7" {
		t.Errorf("read %q behind a type that clears its text", strs)
	}
}

func TestRequiredMembers(t *testing.T) {
	for _, test := range []struct {
		doc  string
		seen uint64
		want string
	}{
		{` {}`, 0, "params.a: is required (and 2 more)"},
		{`{ "b" : 1 }`, 2, "params.a: is required (and 1 more)"},
		{`{"a":1,"b":1}`, 3, "params.c: is required"},
		{`null`, 0, "params.a: is required (and 2 more)"},
	} {
		var d codec.Dec
		s := codec.Text([]byte(test.doc))
		i := d.Object(s, 0)
		for i >= 0 {
			if _, i = d.Key(s, i); i >= 0 {
				i = d.Next(s, d.Skip(s, i))
			}
		}
		i = d.Missing(s, 0, i, []uint64{test.seen}, "a", "b", "c")
		if i = d.Document(s, i); i != -1 || d.Err(s, 0, "params").Error() != test.want {
			t.Errorf("%s: %d, %v, want %s", test.doc, i, d.Err(s, 0, "params"), test.want)
		}
	}
	// Null within another value is not an object, and lacks nothing.
	var d codec.Dec
	s := codec.Text([]byte(`{"x": null }`))
	i := d.Object(s, 0)
	_, i = d.Key(s, i)
	if end := d.Missing(s, i, d.Object(s, i), []uint64{0}, "a"); end != 10 || d.Err(s, 0, "") != nil {
		t.Errorf("null ends at %d, %v", end, d.Err(s, 0, ""))
	}
}

func TestNullIsSeenBehindWhiteSpace(t *testing.T) {
	for doc, want := range map[string]bool{"null": true, " \t\r\n null": true, "": false, " ": false, "1": false, `"null"`: false, "true": false} {
		if got := codec.IsNull(codec.Text([]byte(doc)), 0); got != want {
			t.Errorf("IsNull(%q) = %v", doc, got)
		}
	}
}

func TestForeignWritesWhatAppendAnyDoesNotKnow(t *testing.T) {
	for _, v := range []any{&person{Name: "<a>"}, []any{person{}, 1, map[string]any{"x": item{Price: 1}}}, map[int]string{1: "a"}} {
		var e codec.Enc
		e.Foreign(func(e *codec.Enc, b []byte, v any) []byte {
			text, err := json.Marshal(v)
			if err != nil {
				return e.Fail(b, err.Error())
			}
			return append(b, text...)
		})
		got := codec.AppendAny(&e, nil, &v)
		if want, err := json.Marshal(v); err != nil || string(got) != string(want) {
			t.Errorf("%#v is written %s, want %s, %v", v, got, want, err)
		}
		e.Reset()
		if codec.AppendAny(&e, nil, &v); e.Err("") == nil {
			t.Errorf("%#v is written after Reset", v)
		}
	}
}
