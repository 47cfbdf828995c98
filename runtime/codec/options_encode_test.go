package codec_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/runtime/codec/fallback"
)

// A fragment writes itself as text with HTML in it, a snippet as JSON.
type fragment string

func (f fragment) MarshalText() ([]byte, error) { return []byte(f), nil }

type snippet string

func (s snippet) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode([]string{string(s)})
	return bytes.ReplaceAll(b.Bytes(), []byte(`\u2028`), []byte("\u2028")), err
}

// A parcel is foreign to AppendAny.
type parcel struct {
	Text string `json:"<"`
	List []int
}

func appendRaw[T any](t *testing.T, v *T, options codec.WriteOptions, write func(*codec.Enc, []byte, *T) []byte) string {
	t.Helper()
	var e codec.Enc
	b := codec.AppendWith(&e, nil, v, options, write)
	if err := e.Err("result"); err != nil {
		t.Errorf("%#v: %v", *v, err)
	}
	return string(b)
}

// withoutEscapes is what an encoding/json.Encoder writes after SetEscapeHTML(false).
func withoutEscapes(t *testing.T, v any) string {
	t.Helper()
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestHTMLIsLeftAsItIs(t *testing.T) {
	check := func(name, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s is written\n     %s\nwant %s", name, got, want)
		}
	}
	parts := []string{"a", "bcdefghi", "<", ">", "&", "<b>&amp;</b>", `"`, `\`, "\n", "\x01", "é", "世", "\u2028", "\u2029", "\xff"}
	r := rand.New(rand.NewPCG(31, 32))
	for range 3000 {
		var text strings.Builder
		for range r.IntN(12) {
			text.WriteString(parts[r.IntN(len(parts))])
		}
		s := text.String()
		check("a string", appendRaw(t, &s, codec.RawHTML, codec.AppendString), withoutEscapes(t, s))
		quoted := struct {
			S string `json:",string"`
		}{s}
		check("a quoted string", `{"S":`+appendRaw(t, &s, codec.RawHTML, codec.AppendQuotedString)+"}", withoutEscapes(t, quoted))
		var x any = map[string]any{s: []any{s, map[string]string{s: s}}}
		check("an any", appendRaw(t, &x, codec.RawHTML, codec.AppendAny), withoutEscapes(t, x))
		x = []any{parcel{Text: s}, s}
		check("a foreign value", appendRaw(t, &x, codec.RawHTML, fallback.AppendAny), withoutEscapes(t, x))
		check("a foreign value by default", appendRaw(t, &x, 0, fallback.AppendAny), marshalled(t, x))
		var i json.Marshaler = snippet(s)
		check("an interface", appendRaw(t, &i, codec.RawHTML, fallback.Append), withoutEscapes(t, i))
		f, j := fragment(s), snippet(s)
		check("MarshalText", appendRaw(t, &f, codec.RawHTML, codec.AppendMarshalText), withoutEscapes(t, f))
		check("MarshalJSON", appendRaw(t, &j, codec.RawHTML, codec.AppendMarshalJSON), withoutEscapes(t, j))
		raw, err := j.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		message := json.RawMessage(raw)
		check("raw JSON", appendRaw(t, &message, codec.RawHTML, codec.AppendRaw), withoutEscapes(t, message))
	}
	var e codec.Enc
	if e.RawHTML() || e.HTML("escaped", "raw") != "escaped" {
		t.Error("HTML is raw by default")
	}
	var v any
	codec.AppendWith(&e, nil, &v, codec.RawHTML, func(e *codec.Enc, b []byte, _ *any) []byte {
		if !e.RawHTML() || e.HTML("escaped", "raw") != "raw" {
			t.Error("HTML is escaped with RawHTML")
		}
		return b
	})
}

func marshalled(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestNilIsEmpty(t *testing.T) {
	check := func(name, byDefault, got, want string) {
		t.Helper()
		if byDefault != "null" || got != want {
			t.Errorf("%s: nil is %s, and with EmptyNil %s, want null and %s", name, byDefault, got, want)
		}
	}
	list := func(e *codec.Enc, b []byte, v *[]int) []byte { return codec.AppendSlice(e, b, v, codec.AppendInt) }
	pointer := func(e *codec.Enc, b []byte, v **int) []byte { return codec.AppendPointer(e, b, v, codec.AppendInt) }
	var ints []int
	check("slice", appendRaw(t, &ints, 0, list), appendRaw(t, &ints, codec.EmptyNil, list), "[]")
	var bytes []byte
	check("bytes", appendRaw(t, &bytes, 0, codec.AppendBytes), appendRaw(t, &bytes, codec.EmptyNil, codec.AppendBytes), `""`)
	var octets []octet
	check("named bytes", appendRaw(t, &octets, 0, codec.AppendNamedBytes), appendRaw(t, &octets, codec.EmptyNil, codec.AppendNamedBytes), `""`)
	var stock map[string]int32
	check("map", appendRaw(t, &stock, 0, encodeStock), appendRaw(t, &stock, codec.EmptyNil, encodeStock), "{}")
	for _, v := range []any{[]any(nil), []string(nil), []map[string]any(nil), []int(nil), []float64(nil)} {
		check("slice in any", appendRaw(t, &v, 0, codec.AppendAny), appendRaw(t, &v, codec.EmptyNil, codec.AppendAny), "[]")
	}
	for _, v := range []any{map[string]any(nil), map[string]string(nil)} {
		check("map in any", appendRaw(t, &v, 0, codec.AppendAny), appendRaw(t, &v, codec.EmptyNil, codec.AppendAny), "{}")
	}
	var x any = []byte(nil)
	check("bytes in any", appendRaw(t, &x, 0, codec.AppendAny), appendRaw(t, &x, codec.EmptyNil, codec.AppendAny), `""`)
	var nothing any
	check("any", appendRaw(t, &nothing, 0, codec.AppendAny), appendRaw(t, &nothing, codec.EmptyNil, codec.AppendAny), "null")
	var number *int
	check("pointer", appendRaw(t, &number, 0, pointer), appendRaw(t, &number, codec.EmptyNil, pointer), "null")
	var raw json.RawMessage
	check("raw", appendRaw(t, &raw, 0, codec.AppendRaw), appendRaw(t, &raw, codec.EmptyNil, codec.AppendRaw), "null")
}

// A label is foreign to AppendAny, too, and a Stringer as time.Duration is.
type label string

func (l label) String() string { return string(l) }

func TestInterfacesHoldNativeValues(t *testing.T) {
	type stringer interface{ String() string }
	for v, want := range map[stringer]string{nil: "null", time.Second: "1000000000"} {
		if got := appendRaw(t, &v, 0, codec.AppendInterface); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
	var e codec.Enc
	var v stringer = label("x")
	codec.AppendInterface(&e, []byte(`{"a":`), &v)
	if err := e.Err("result"); err == nil || err.Error() != "result.a: cannot write a codec_test.label that is in an interface" {
		t.Errorf("a foreign type: %v", err)
	}
}
