package codec_test

import (
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/codec"
)

// inField checks a document as the value of a field with the option ",string" and, behind a pointer, of another one.
func inField[T any](t *testing.T, text string, decode func(*codec.Dec, string, int, *T) int, encode func(*codec.Enc, []byte, *T) []byte) {
	t.Helper()
	type fields struct {
		//lint:ignore SA5008 staticcheck does not know what T stands for: the types that the option is for
		V T  `json:"v,string"`
		P *T `json:"p,string"`
	}
	for _, field := range []string{"v", "p"} {
		same(t, []byte(`{"`+field+`":`+text+`}`), func(d *codec.Dec, s string, i int, v *fields) int {
			if i = d.Object(s, i); i < 0 {
				return codec.End(i)
			}
			for i >= 0 {
				var k string
				if k, i = d.Key(s, i); i < 0 {
					return -1
				}
				if k == "v" {
					i = d.Next(s, decode(d, s, i, &v.V))
				} else {
					i = d.Next(s, codec.QuotedPointer(d, s, i, &v.P, decode))
				}
			}
			return codec.End(i)
		}, func(e *codec.Enc, b []byte, v *fields) []byte {
			b = append(b, `{"v":`...)
			b = encode(e, b, &v.V)
			b = append(b, `,"p":`...)
			b = codec.AppendPointer(e, b, &v.P, encode)
			return append(b, '}')
		})
	}
}

func TestQuotedFieldsAreAsForEncodingJSON(t *testing.T) {
	for _, text := range []string{
		`null`, `"null"`, `"nul"`, `"nulll"`, `"\u006eull"`, `""`, `" "`, `1`, `"1"`, `"-1"`, `"+1"`, `"007"`, `"-0"`, `"1.0"`, `"1e2"`, `"1 "`, `" 1"`,
		`"300"`, `"-129"`, `"99999999999999999999"`, `"1e400"`, `"1e39"`, `"-Inf"`, `"Inf"`, `"-inf"`, `"-NaN"`, `"0x1p4"`, `"1_0"`, `"5."`, `".5"`,
		`true`, `"true"`, `"false"`, `"True"`, `"tru"`, `"\u0074rue"`, `"\"x\""`, `"\"\""`, `"\""`, `"x"`, `"\"x"`, `"\"x\" "`, `"\"\\n\\u00e9<\""`,
		`"\"\n\""`, `"\"1\""`, `"\"1x\""`, `"1x"`, `"-"`, `"--"`, `[]`, `{}`, `[1]`, `x`, `"1`, `"\"a\"b\""`, "\"\\\"\xff\\\"\"", `"\"\\ud800\""`,
		`"\"null\""`, `"nope"`, `"\"nope\""`, `1e999`, `"9223372036854775807"`, `"18446744073709551615"`,
	} {
		inField(t, text, codec.QuotedString[string], codec.AppendQuotedString[string])
		inField(t, text, codec.QuotedBool[bool], codec.AppendQuotedBool[bool])
		inField(t, text, codec.QuotedInt[int8], codec.AppendQuotedInt[int8])
		inField(t, text, codec.QuotedInt[int64], codec.AppendQuotedInt[int64])
		inField(t, text, codec.QuotedUint[uint8], codec.AppendQuotedUint[uint8])
		inField(t, text, codec.QuotedUint[uint64], codec.AppendQuotedUint[uint64])
		inField(t, text, codec.QuotedFloat[float32], codec.AppendQuotedFloat[float32])
		inField(t, text, codec.QuotedFloat[float64], codec.AppendQuotedFloat[float64])
		inField(t, text, codec.QuotedNumber[json.Number], codec.AppendQuotedNumber[json.Number])
		inField(t, text, codec.QuotedUnmarshalJSON[verbatim], codec.AppendMarshalJSON[verbatim])
		inField(t, text, codec.QuotedUnmarshalText[spelled], codec.AppendMarshalText[spelled])
	}
}

// A verbatim keeps the text it is to read, whatever it is.
type verbatim string

func (v *verbatim) UnmarshalJSON(text []byte) error {
	*v += verbatim(text)
	if *v == "300" {
		return errors.New("300 is refused")
	}
	return nil
}

func (v verbatim) MarshalJSON() ([]byte, error) { return json.Marshal([]string{string(v)}) }

// A spelled is a number that is read and written as text.
type spelled int

func (v *spelled) UnmarshalText(text []byte) error {
	*v += spelled(len(text))
	if *v == 4 {
		return errors.New("4 is refused")
	}
	return nil
}

func (v spelled) MarshalText() ([]byte, error) { return []byte(strconv.Itoa(int(v)) + "<"), nil }

func TestNumbersInStringsAreJSONNumbers(t *testing.T) {
	for _, text := range []string{`"1"`, `"-1.5e+3"`, `""`, `"01"`, `"1x"`, `"\u0031"`, `null`, `1E5`, `-`, `"-"`, `"1e"`, `true`, `[1]`, `" 1"`, `"1\u0000"`} {
		same(t, []byte(text), codec.Number[json.Number], codec.AppendNumber[json.Number])
	}
	for _, n := range []json.Number{"", "0", "-1", "1.", "x", "1e5", "01", "1\x00"} {
		got, gotErr := marshal(&n, codec.AppendNumber)
		want, wantErr := json.Marshal(n)
		if (gotErr == nil) != (wantErr == nil) || string(got) != string(want) {
			t.Errorf("%q is written %s, %v, want %s, %v", n, got, gotErr, want, wantErr)
		}
	}
}

func encodeInts(e *codec.Enc, b []byte, v *map[int16]string) []byte {
	if *v == nil {
		return append(b, "null"...)
	}
	var space [16]int16
	open := len(b)
	for _, k := range codec.IntKeys(*v, space[:0]) {
		x := (*v)[k]
		b = codec.AppendIntKey(e, b, k)
		b = codec.AppendString(e, b, &x)
	}
	return codec.Close(b, open)
}

func encodeUints(e *codec.Enc, b []byte, v *map[uint64]string) []byte {
	if *v == nil {
		return append(b, "null"...)
	}
	var space [16]uint64
	open := len(b)
	for _, k := range codec.UintKeys(*v, space[:0]) {
		x := (*v)[k]
		b = codec.AppendUintKey(e, b, k)
		b = codec.AppendString(e, b, &x)
	}
	return codec.Close(b, open)
}

func TestMapsWithIntegerKeysAreAsForEncodingJSON(t *testing.T) {
	for _, doc := range []string{
		`null`, `{}`, `[]`, `{"1":"a"}`, `{"1":"a","2":"b","10":"c","-1":"d","-10":"e","0":"f","11":"g","-2":"h"}`, `{"007":"a","7":"b"}`,
		`{"+1":"a"}`, `{"-0":"a"}`, `{"":"a"}`, `{"1.0":"a"}`, `{"1e1":"a"}`, `{" 1":"a"}`, `{"x":"a"}`, `{"1_0":"a"}`, `{"0x1":"a"}`,
		`{"32767":"a"}`, `{"32768":"a"}`, `{"-32768":"a"}`, `{"-32769":"a"}`, `{"18446744073709551615":"a"}`, `{"18446744073709551616":"a"}`,
		`{"\u0031":"a"}`, `{"1":null}`, `{"1":"a","1":null}`, `{"1":1}`, `{"1" : "a" , "2" : "b" }`, `{"1":"a",}`, `{1:"a"}`, `{"1"`,
	} {
		same(t, []byte(doc), func(d *codec.Dec, s string, i int, v *map[int16]string) int {
			return codec.IntMap(d, s, i, v, codec.String)
		}, encodeInts)
		same(t, []byte(doc), func(d *codec.Dec, s string, i int, v *map[uint64]string) int {
			return codec.UintMap(d, s, i, v, codec.String)
		}, encodeUints)
	}
	many := map[int16]string{}
	for i := range 500 {
		many[int16(i*131)] = strconv.Itoa(i)
	}
	got, err := marshal(&many, encodeInts)
	if want, _ := json.Marshal(many); err != nil || string(got) != string(want) {
		t.Errorf("got %s, want %s, %v", got, want, err)
	}
}

func TestRawValuesAreCopiedAndCompacted(t *testing.T) {
	for _, doc := range []string{`null`, ` null `, `1`, ` { "a" : [ 1 , "<&>\u2028" ] } `, "\"\u2028 \\\" \xff\"", `x`, ``, `[1,]`, `{"a":"\\"}`, "[\"\xe2\",\"\xe2\x80\"]"} {
		same(t, []byte(doc), codec.Raw[json.RawMessage], codec.AppendRaw[json.RawMessage])
	}
	for _, raw := range []json.RawMessage{nil, {}, json.RawMessage(" [1 , 2]\n"), json.RawMessage("[1"), json.RawMessage("1 2"), json.RawMessage(`"<"`),
		json.RawMessage("\"\xe2\x80\xa9\xe2\x80\""), json.RawMessage("\x00")} {
		got, gotErr := marshal(&raw, codec.AppendRaw)
		want, wantErr := json.Marshal(raw)
		if (gotErr == nil) != (wantErr == nil) || gotErr == nil && string(got) != string(want) {
			t.Errorf("%q is written %s, %v, want %s, %v", raw, got, gotErr, want, wantErr)
		}
	}
	var d codec.Dec
	s := codec.Text([]byte(`[1, 2]`))
	var first, second json.RawMessage
	codec.Raw(&d, s, 0, &first)
	codec.Raw(&d, s, 0, &second)
	first[1] = '9'
	if string(second) != `[1, 2]` || s[:6] != `[1, 2]` {
		t.Errorf("writing to a raw value changed others: %s, %s", second, s)
	}
}

func TestForeignTypesGetTheirTexts(t *testing.T) {
	var d codec.Dec
	s := codec.Text([]byte(" {\"a\" : [\"\\n\"] } , \"b\\u0062\" null 5"))
	text, i := d.Value(s, 0)
	if text != "{\"a\" : [\"\\n\"] }" {
		t.Errorf("got %q", text)
	}
	text, i = codec.Unquote(&d, s, i+2)
	if text != "bb" || s[i:i+5] != " null" {
		t.Errorf("got %q, %d", text, i)
	}
	if _, i = codec.Unquote(&d, s, i); i >= -1 || codec.End(i) != len(s)-codec.Pad-2 {
		t.Errorf("null ends at %d", i)
	}
	if _, i = codec.Unquote(&d, s, codec.End(i)); i != -1 || d.Err(s, 0, "").Msg != "expected string, got number" {
		t.Errorf("number ends at %d, %v", i, d.Err(s, 0, ""))
	}
	d.Reset()
	var v interface{ Error() string } = d.Err(s, 0, "")
	s = codec.Text([]byte(" null {}"))
	if i := codec.Interface(&d, s, 0, &v); i != 5 || v != nil {
		t.Errorf("null in an interface: %d, %v", i, v)
	}
	if i := codec.Interface(&d, s, 5, &v); i != -1 || d.Err(s, 0, "p").Error() != "p: expected null, got object at offset 6" {
		t.Errorf("object in an interface: %d, %v", i, d.Err(s, 0, "p"))
	}
	var e codec.Enc
	if got := codec.AppendText(&e, nil, []byte("a<\n")); string(got) != `"a\u003c\n"` {
		t.Errorf("text is written %s", got)
	}
}

func TestEveryBasicTypeIsWrittenFromAnInterface(t *testing.T) {
	when := time.Date(2024, 5, 6, 7, 8, 9, 10, time.FixedZone("", 3600))
	for _, v := range []any{nil, true, "<x>", 1, int8(-2), int16(3), int32(4), int64(5), uint(6), uint8(7), uint16(8), uint32(9), uint64(10),
		uintptr(11), float32(0.1), 0.1, math.MaxFloat64, []any{}, []any(nil), map[string]any{}, map[string]any(nil), map[string]string{"b": "1", "a": "<"},
		[]string{"x"}, []string(nil), []map[string]any{{"a": 1}, nil}, []int{1, 2}, []float64{0.5}, []byte("xyz"), []byte(nil), []byte{}, when, time.Second,
		map[string]any{"z": []any{nil, map[string]any{"y": 1e21}}, "a": "\u2028"}} {
		got, err := marshal(&v, codec.AppendAny)
		want, wantErr := json.Marshal(v)
		if err != nil || wantErr != nil || string(got) != string(want) {
			t.Errorf("%#v is written %s, want %s, %v, %v", v, got, want, err, wantErr)
		}
	}
}
