package codec_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/codec"
)

// failure decodes a document that stands behind others, and returns what is wrong with it.
func failure[T any](decode func(*codec.Dec, string, int, *T) int) func(doc string) string {
	return func(doc string) string {
		const before = `[{"x":`
		var d codec.Dec
		var v T
		s := codec.Text([]byte(before + doc))
		if d.Document(s, decode(&d, s, len(before), &v)) >= 0 {
			return "accepted"
		}
		err := d.Err(s, len(before), "v")
		if err.Syntax {
			return "syntax: " + err.Error()
		}
		return err.Error()
	}
}

func TestEachReaderSaysWhatIsWrongAndWhere(t *testing.T) {
	type check struct{ doc, want string }
	for _, reader := range []struct {
		name   string
		read   func(doc string) string
		checks []check
	}{
		{"Bool", failure(codec.Bool[bool]), []check{
			{` 1`, `v: expected bool, got number at offset 1`},
			{` fals `, `syntax: v: expected 'e', got ' ' at offset 5`},
			{`true1`, `syntax: v: expected end of input, got '1' at offset 4`},
			{`True`, `syntax: v: expected bool, got 'T' at offset 0`},
			{``, `syntax: v: expected bool, got end of input at offset 0`},
			{`n`, `syntax: v: expected 'u', got end of input at offset 1`},
		}},
		{"String", failure(codec.String[string]), []check{
			{` {}`, `v: expected string, got object at offset 1`},
			{`"\`, `syntax: v: expected an escape, got end of input at offset 2`},
			{`"\u`, `syntax: v: expected a hexadecimal digit, got end of input at offset 3`},
			{`"\u00é"`, `syntax: v: expected a hexadecimal digit, got '\xc3' at offset 5`},
			{`"\ud800\u00g0"`, `syntax: v: expected a hexadecimal digit, got 'g' at offset 11`},
			{"\"abcdefghij\x1f\"", `syntax: v: expected the rest of a string, got '\x1f' at offset 11`},
			{`'a'`, `syntax: v: expected string, got ''' at offset 0`},
		}},
		{"Int8", failure(codec.Int[int8]), []check{
			{` 128`, `v: 128 out of range for int8 at offset 1`},
			{`-129`, `v: -129 out of range for int8 at offset 0`},
			{`1e2`, `v: expected integer, got 1e2 at offset 0`},
			{`1.`, `syntax: v: expected a digit, got end of input at offset 2`},
			{`-`, `syntax: v: expected a digit, got end of input at offset 1`},
			{`-01`, `syntax: v: expected '.', 'e' or the end of the number, got '1' at offset 2`},
			{`+1`, `syntax: v: expected number, got '+' at offset 0`},
			{`1 1`, `syntax: v: expected end of input, got '1' at offset 2`},
			{`true`, `v: expected number, got bool at offset 0`},
		}},
		{"Int16", failure(codec.Int[int16]), []check{{`32768`, `v: 32768 out of range for int16 at offset 0`}}},
		{"Int32", failure(codec.Int[level32]), []check{{`-2147483649`, `v: -2147483649 out of range for int32 at offset 0`}}},
		{"Int64", failure(codec.Int[int64]), []check{
			{`9223372036854775808`, `v: 9223372036854775808 out of range for int64 at offset 0`},
			{`-9223372036854775809`, `v: -9223372036854775809 out of range for int64 at offset 0`},
		}},
		{"Uint8", failure(codec.Uint[uint8]), []check{
			{`256`, `v: 256 out of range for uint8 at offset 0`},
			{`-0`, `v: -0 out of range for uint8 at offset 0`},
			{`0.5`, `v: expected integer, got 0.5 at offset 0`},
			{`"1"`, `v: expected number, got string at offset 0`},
		}},
		{"Uint64", failure(codec.Uint[uint64]), []check{
			{`18446744073709551616`, `v: 18446744073709551616 out of range for uint64 at offset 0`},
			{`-1`, `v: -1 out of range for uint64 at offset 0`},
		}},
		{"Float32", failure(codec.Float[float32]), []check{
			{` 3.5e38`, `v: 3.5e38 out of range for float32 at offset 1`},
			{`1e`, `syntax: v: expected a digit, got end of input at offset 2`},
			{`1e+x`, `syntax: v: expected a digit, got 'x' at offset 3`},
		}},
		{"Float64", failure(codec.Float[float64]), []check{
			{`-1e309`, `v: -1e309 out of range for float64 at offset 0`},
			{`NaN`, `syntax: v: expected number, got 'N' at offset 0`},
			{`[1]`, `v: expected number, got array at offset 0`},
			{`00`, `syntax: v: expected '.', 'e' or the end of the number, got '0' at offset 1`},
		}},
		{"Number", failure(codec.Number[json.Number]), []check{
			{` true`, `v: expected number, got bool at offset 1`},
			{` "1x"`, `v: expected number, got a string that holds none at offset 1`},
			{`1.x`, `syntax: v: expected a digit, got 'x' at offset 2`},
			{`"1`, `syntax: v: expected the rest of a string, got end of input at offset 2`},
		}},
		{"Any", failure(codec.Any), []check{
			{`[1,{"a":[tru]}]`, `syntax: v[1].a[0]: expected 'e', got ']' at offset 12`},
			{` {"a":1e400}`, `v.a: 1e400 out of range for float64 at offset 6`},
			{`{"a" 1}`, `syntax: v: expected ':', got '1' at offset 5`},
			{`[1,2`, `syntax: v[1]: expected ',' or ']', got end of input at offset 4`},
			{`x`, `syntax: v: expected a value, got 'x' at offset 0`},
		}},
		{"Raw", failure(codec.Raw[json.RawMessage]), []check{
			{`[1,{"a":[nul]}]`, `syntax: v[1].a[0]: expected 'l', got ']' at offset 12`},
			{`{"a":1,}`, `syntax: v: expected a key, got '}' at offset 7`},
			{`{"a":"\q"}`, `syntax: v.a: expected an escape, got 'q' at offset 7`},
			{`-`, `syntax: v: expected a digit, got end of input at offset 1`},
		}},
		{"Bytes", failure(codec.Bytes[[]byte]), []check{
			{` "AA="`, `v: expected string in base64, got one that is cut short, or lacks the = that make its length a multiple of 4 at offset 1`},
			{`[1,256]`, `v[1]: 256 out of range for uint8 at offset 3`},
			{`{}`, `v: expected string in base64, got object at offset 0`},
			{`"A`, `syntax: v: expected the rest of a string, got end of input at offset 2`},
		}},
		{"NamedBytes", failure(codec.NamedBytes[octets]), []check{
			{`"?"`, `v: expected string in base64, got one with '?' in it at offset 0`},
			{`[-1]`, `v[0]: -1 out of range for uint8 at offset 1`},
		}},
		{"Time", failure(codec.Time), []check{
			{` "2024-13-01T00:00:00Z"`, `v: expected time in RFC 3339, as in 2006-01-02T15:04:05Z, got "2024-13-01T00:00:00Z" at offset 1`},
			{`{}`, `v: expected time in RFC 3339, got object at offset 0`},
			{`"2024`, `syntax: v: expected the rest of a string, got end of input at offset 5`},
		}},
		{"Slice", failure(func(d *codec.Dec, s string, i int, v *[]person) int { return codec.Slice(d, s, i, v, decodePerson) }), []check{
			{`[{"name":"a"},{"Mail":1}]`, `v[1].Mail: expected string, got number at offset 22`},
			{`[{"name":"a"} {}]`, `syntax: v[0]: expected ',' or ']', got '{' at offset 14`},
			{`[[]]`, `v[0]: expected object, got array at offset 1`},
			{`"a"`, `v: expected array, got string at offset 0`},
		}},
		{"Ints", failure(codec.Ints[[]int16]), []check{
			{`[1, 32768]`, `v[1]: 32768 out of range for int16 at offset 4`},
			{`[1,2.5]`, `v[1]: expected integer, got 2.5 at offset 3`},
			{`[1;2]`, `syntax: v[0]: expected ',' or ']', got ';' at offset 2`},
			{`{"a":1}`, `v: expected array, got object at offset 0`},
		}},
		{"Uints", failure(codec.Uints[[]uint32]), []check{
			{`[4294967296]`, `v[0]: 4294967296 out of range for uint32 at offset 1`},
			{`[1,"2"]`, `v[1]: expected number, got string at offset 3`},
		}},
		{"Floats", failure(codec.Floats[[]float32]), []check{
			{`[1,1e39]`, `v[1]: 1e39 out of range for float32 at offset 3`},
			{`[1,.5]`, `syntax: v[1]: expected number, got '.' at offset 3`},
		}},
		{"Strings", failure(codec.Strings[[]string]), []check{
			{`["a",5]`, `v[1]: expected string, got number at offset 5`},
			{`["a" "b"]`, `syntax: v[0]: expected ',' or ']', got '"' at offset 5`},
		}},
		{"Array", failure(func(d *codec.Dec, s string, i int, v *[2]int8) int { return codec.Array(d, s, i, v[:], codec.Int) }), []check{
			{`[1,-129]`, `v[1]: -129 out of range for int8 at offset 3`},
			{`[1,2,{"a":01}]`, `syntax: v[2].a: expected '.', 'e' or the end of the number, got '1' at offset 11`},
			{`5`, `v: expected array, got number at offset 0`},
		}},
		{"Pointer", failure(func(d *codec.Dec, s string, i int, v **int) int { return codec.Pointer(d, s, i, v, codec.Int) }), []check{
			{` "x"`, `v: expected number, got string at offset 1`},
			{` nul`, `syntax: v: expected 'l', got end of input at offset 4`},
		}},
		{"Map", failure(func(d *codec.Dec, s string, i int, v *map[string]int) int { return codec.Map(d, s, i, v, codec.Int) }), []check{
			{`{"a":1,"b c":"x"}`, `v["b c"]: expected number, got string at offset 13`},
			{`{"a":1 "b":2}`, `syntax: v.a: expected ',' or '}', got '"' at offset 7`},
			{`{"a":1,2}`, `syntax: v: expected a key, got '2' at offset 7`},
			{`{a:1}`, `syntax: v: expected a key or '}', got 'a' at offset 1`},
			{`[]`, `v: expected object, got array at offset 0`},
		}},
		{"IntMap", failure(func(d *codec.Dec, s string, i int, v *map[int16]int) int { return codec.IntMap(d, s, i, v, codec.Int) }), []check{
			{`{"1":1,"32768":2}`, `v: key "32768" out of range for int16 at offset 7`},
			{`{"x":1}`, `v: expected integer as key, got "x" at offset 1`},
			{`{"1.5":1}`, `v: expected integer as key, got "1.5" at offset 1`},
			{`{"1":"x"}`, `v["1"]: expected number, got string at offset 5`},
			{`{"1"}`, `syntax: v: expected ':', got '}' at offset 4`},
		}},
		{"IntMap64", failure(func(d *codec.Dec, s string, i int, v *map[int64]int) int { return codec.IntMap(d, s, i, v, codec.Int) }), []check{
			{`{"9223372036854775808":2}`, `v: key "9223372036854775808" out of range for int64 at offset 1`},
		}},
		{"UintMap", failure(func(d *codec.Dec, s string, i int, v *map[uint8]int) int { return codec.UintMap(d, s, i, v, codec.Int) }), []check{
			{`{"256":1}`, `v: key "256" out of range for uint8 at offset 1`},
			{`{"-1":1}`, `v: expected integer as key, got "-1" at offset 1`},
			{`{"":1}`, `v: expected integer as key, got "" at offset 1`},
			{`{"1":1`, `syntax: v["1"]: expected ',' or '}', got end of input at offset 6`},
		}},
		{"TextMap", failure(decodeGrades), []check{
			{`{"5":1,"x":2}`, `v: strconv.ParseInt: parsing "x": invalid syntax at offset 7`},
			{`{"5":[]}`, `v["5"]: expected number, got array at offset 5`},
			{`{"5\`, `syntax: v: expected an escape, got end of input at offset 4`},
		}},
		{"JSONMap", failure(func(d *codec.Dec, s string, i int, v *map[both]int) int { return codec.JSONMap(d, s, i, v, codec.Int) }), []check{
			{`{"5":1,"bad":2}`, `v: bad luck at offset 7`},
			{`{"5" : []}`, `v["5"]: expected number, got array at offset 7`},
			{`{"5\`, `syntax: v: expected an escape, got end of input at offset 4`},
		}},
		{"UnmarshalJSON", failure(codec.UnmarshalJSON[span]), []check{
			{` "bad"`, `v: bad luck at offset 1`},
			{` [1,]`, `syntax: v[1]: expected a value, got ']' at offset 4`},
		}},
		{"UnmarshalText", failure(codec.UnmarshalText[grade]), []check{
			{` "bad"`, `v: strconv.ParseInt: parsing "bad": invalid syntax at offset 1`},
			{` 5`, `v: expected string, got number at offset 1`},
			{` nil`, `syntax: v: expected 'u', got 'i' at offset 2`},
		}},
		{"Interface", failure(codec.Interface[error]), []check{
			{` {"a":1}`, `v: expected null, got object at offset 1`},
			{`x`, `syntax: v: expected null, got 'x' at offset 0`},
		}},
		{"QuotedString", failure(codec.QuotedString[string]), []check{
			{` 5`, `v: expected string, got number at offset 1`},
			{` "x"`, `v: expected string in a string, as in "\"x\"", got "x" at offset 1`},
			{`"\"`, `syntax: v: expected the rest of a string, got end of input at offset 3`},
		}},
		{"QuotedBool", failure(codec.QuotedBool[bool]), []check{
			{` "True"`, `v: expected bool in a string, got "True" at offset 1`},
			{`true`, `v: expected string, got bool at offset 0`},
		}},
		{"QuotedInt", failure(codec.QuotedInt[int8]), []check{
			{` "128"`, `v: 128 out of range for int8 at offset 1`},
			{`"1.5"`, `v: expected integer in a string, got "1.5" at offset 0`},
			{`"x"`, `v: expected number in a string, got "x" at offset 0`},
			{`5`, `v: expected string, got number at offset 0`},
		}},
		{"QuotedUint", failure(codec.QuotedUint[uint16]), []check{
			{`"65536"`, `v: 65536 out of range for uint16 at offset 0`},
			{`"-1"`, `v: expected integer without sign in a string, got "-1" at offset 0`},
		}},
		{"QuotedFloat", failure(codec.QuotedFloat[float32]), []check{
			{`"1e39"`, `v: 1e39 out of range for float32 at offset 0`},
			{`"1e"`, `v: expected number in a string, got "1e" at offset 0`},
		}},
		{"QuotedNumber", failure(codec.QuotedNumber[json.Number]), []check{
			{`"x"`, `v: expected number in a string, got "x" at offset 0`},
			{`"\"01\""`, `v: expected number in a string, got "\"01\"" at offset 0`},
		}},
		{"QuotedPointer", failure(func(d *codec.Dec, s string, i int, v **int) int {
			return codec.QuotedPointer(d, s, i, v, codec.QuotedInt)
		}), []check{
			{` 5`, `v: expected string, got number at offset 1`},
			{` "9x"`, `v: expected integer in a string, got "9x" at offset 1`},
		}},
	} {
		for _, c := range reader.checks {
			if got := reader.read(c.doc); got != c.want {
				t.Errorf("%s: %s\n got %s\nwant %s", reader.name, c.doc, got, c.want)
			}
		}
	}
}

type level32 int32

// failedWrite writes a value as the second element of an array, and returns what is wrong with it.
func failedWrite[T any](v T, write func(*codec.Enc, []byte, *T) []byte) string {
	var e codec.Enc
	write(&e, []byte(`[1,`), &v)
	if err := e.Err("v"); err != nil {
		return err.Error()
	}
	return "written"
}

func TestEachWriterSaysWhatIsWrong(t *testing.T) {
	for _, test := range []struct{ name, got, want string }{
		{"AppendFloat 32", failedWrite(float32(math.Inf(1)), codec.AppendFloat), `v[1]: +Inf is not representable in JSON`},
		{"AppendFloat 64", failedWrite(math.NaN(), codec.AppendFloat), `v[1]: NaN is not representable in JSON`},
		{"AppendQuotedFloat", failedWrite(math.Inf(-1), codec.AppendQuotedFloat), `v[1]: -Inf is not representable in JSON`},
		{"AppendNumber", failedWrite(json.Number("1x"), codec.AppendNumber), `v[1]: "1x" is not a number`},
		{"AppendQuotedNumber", failedWrite(json.Number("-"), codec.AppendQuotedNumber), `v[1]: "-" is not a number`},
		{"AppendTime", failedWrite(time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), codec.AppendTime), `v[1]: the time is not representable in RFC 3339`},
		{"AppendRaw", failedWrite(json.RawMessage(`{"a"}`), codec.AppendRaw), `v[1]: is not JSON: expected ':', got '}'`},
		{"AppendRaw empty", failedWrite(json.RawMessage{}, codec.AppendRaw), `v[1]: is not JSON: expected a value, got end of input`},
		{"AppendRaw two", failedWrite(json.RawMessage(`1 2`), codec.AppendRaw), `v[1]: is not JSON: expected end of input, got '2'`},
		{"AppendMarshalJSON", failedWrite(span{}, codec.AppendMarshalJSON), `v[1]: MarshalJSON: no luck`},
		{"AppendMarshalJSON text", failedWrite(span{"x"}, codec.AppendMarshalJSON), `v[1]: is not JSON: expected a value, got 'x'`},
		{"AppendMarshalText", failedWrite(grade(13), codec.AppendMarshalText), `v[1]: MarshalText: 13 brings bad luck`},
		{"TextKeys", failedWrite(map[grade]int{13: 1}, encodeGrades), `v[1]: MarshalText of a key: 13 brings bad luck`},
		{"AppendAny", failedWrite[any](errors.New("x"), codec.AppendAny), `v[1]: cannot write a *errors.errorString that is in an interface`},
		{"AppendAny func", failedWrite[any](func() {}, codec.AppendAny), `v[1]: cannot write a func() that is in an interface`},
		{"AppendAny in it", failedWrite[any]([]any{0, map[string]any{"a b": math.NaN()}}, codec.AppendAny), `v[1][1]["a b"]: NaN is not representable in JSON`},
	} {
		if test.got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.name, test.got, test.want)
		}
	}
}
