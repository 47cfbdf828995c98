package codec_test

import (
	"encoding/json"
	"testing"

	"github.com/owgen/owgen/internal/difftest"
	"github.com/owgen/owgen/runtime/codec"
)

// casesDir holds tables of inputs and of what becomes of them.
const casesDir = "../../testdata/json/"

func TestWhatIsJSONIsDecidedAsByEncodingJSON(t *testing.T) {
	verdicts := map[string]int{}
	for _, c := range difftest.ReadCases(t, casesDir+"parsing.txt") {
		verdicts[c.Kind]++
		t.Run(c.Kind+"_"+c.Name, func(t *testing.T) {
			sameAsAnything(t, c.Input)
			if valid := json.Valid(c.Input); c.Kind != "i" && valid != (c.Kind == "y") {
				t.Errorf("encoding/json finds %.99q valid: %v", c.Input, valid)
			}
			for name, read := range readers {
				if accepts := amidPoison(t, c.Input, read); c.Kind != "i" && accepts != (c.Kind == "y") {
					t.Errorf("%s accepts %.99q: %v", name, c.Input, accepts)
				}
			}
		})
	}
	if verdicts["y"] != 95 || verdicts["n"] != 188 || verdicts["i"] != 35 {
		t.Errorf("the table has %v", verdicts)
	}
}

// readers read values of any kind.
var readers = map[string]func(d *codec.Dec, s string) int{
	"Any":  func(d *codec.Dec, s string) int { return codec.Any(d, s, 0, new(any)) },
	"Raw":  func(d *codec.Dec, s string) int { return codec.Raw(d, s, 0, new(json.RawMessage)) },
	"Skip": func(d *codec.Dec, s string) int { return d.Skip(s, 0) },
	"Value": func(d *codec.Dec, s string) int {
		_, i := d.Value(s, 0)
		return i
	},
}

// sameAsAnything checks a document as a value of one type for each reader there is.
func sameAsAnything(t *testing.T, doc []byte) {
	t.Helper()
	for _, check := range targets {
		check(t, doc, nil)
	}
	same(t, doc, decodeOrder, encodeOrder)
	same(t, doc, func(d *codec.Dec, s string, i int, v *[]any) int { return codec.Slice(d, s, i, v, codec.Any) }, nil)
	same(t, doc, codec.Floats[[]float64], nil)
	same(t, doc, codec.Uints[[]uint16], nil)
	same(t, doc, func(d *codec.Dec, s string, i int, v *map[string]any) int { return codec.Map(d, s, i, v, codec.Any) }, nil)
}

func TestBehaviourIsThatOfEncodingJSON(t *testing.T) {
	cases := difftest.ReadCases(t, casesDir+"behaviour.txt")
	for _, c := range cases {
		t.Run(c.Kind+"_"+c.Name, func(t *testing.T) {
			check, ok := targets[c.Kind]
			if !ok {
				t.Fatalf("there is no type %s", c.Kind)
			}
			check(t, c.Input, &c.Want)
		})
	}
	if len(cases) < 200 {
		t.Errorf("the table has only %d lines", len(cases))
	}
}

// targets holds, for the types named in behaviour.txt, the check of a document. What the document becomes is compared with
// encoding/json, and with want unless that is nil.
var targets = map[string]func(t *testing.T, doc []byte, want *string){
	"bool":    target(codec.Bool[bool], codec.AppendBool[bool]),
	"string":  target(codec.String[string], codec.AppendString[string]),
	"int8":    target(codec.Int[int8], codec.AppendInt[int8]),
	"int64":   target(codec.Int[int64], codec.AppendInt[int64]),
	"uint8":   target(codec.Uint[uint8], codec.AppendUint[uint8]),
	"uint64":  target(codec.Uint[uint64], codec.AppendUint[uint64]),
	"float32": target(codec.Float[float32], codec.AppendFloat[float32]),
	"float64": target(codec.Float[float64], codec.AppendFloat[float64]),
	"number":  target(codec.Number[json.Number], codec.AppendNumber[json.Number]),
	"any":     target(codec.Any, codec.AppendAny),
	"raw":     target(codec.Raw[json.RawMessage], codec.AppendRaw[json.RawMessage]),
	"bytes":   target(codec.Bytes[[]byte], codec.AppendBytes[[]byte]),
	"time":    target(codec.Time, codec.AppendTime),
	"strings": target(codec.Strings[[]string], func(e *codec.Enc, b []byte, v *[]string) []byte {
		return codec.AppendSlice(e, b, v, codec.AppendString)
	}),
	"ints": target(codec.Ints[[]int64], func(e *codec.Enc, b []byte, v *[]int64) []byte {
		return codec.AppendSlice(e, b, v, codec.AppendInt)
	}),
	"array": target(func(d *codec.Dec, s string, i int, v *[3]uint8) int {
		return codec.Array(d, s, i, v[:], codec.Uint)
	}, func(e *codec.Enc, b []byte, v *[3]uint8) []byte {
		return codec.AppendArray(e, b, v[:], codec.AppendUint)
	}),
	"pointer": target(func(d *codec.Dec, s string, i int, v **int8) int {
		return codec.Pointer(d, s, i, v, codec.Int)
	}, func(e *codec.Enc, b []byte, v **int8) []byte {
		return codec.AppendPointer(e, b, v, codec.AppendInt)
	}),
	"map": target(func(d *codec.Dec, s string, i int, v *map[string]int32) int {
		return codec.Map(d, s, i, v, codec.Int)
	}, encodeStock),
	"intmap": target(func(d *codec.Dec, s string, i int, v *map[int16]string) int {
		return codec.IntMap(d, s, i, v, codec.String)
	}, encodeInts),
	"uintmap": target(func(d *codec.Dec, s string, i int, v *map[uint64]string) int {
		return codec.UintMap(d, s, i, v, codec.String)
	}, encodeUints),
	"person":   target(decodePerson, encodePerson),
	"item":     target(decodeItem, encodeItem),
	"tree":     target(decodeTree, encodeTree),
	"shelf":    target(decodeShelf, encodeShelf),
	"qstring":  quotedTarget(codec.QuotedString[string], codec.AppendQuotedString[string]),
	"qbool":    quotedTarget(codec.QuotedBool[bool], codec.AppendQuotedBool[bool]),
	"qint8":    quotedTarget(codec.QuotedInt[int8], codec.AppendQuotedInt[int8]),
	"qfloat64": quotedTarget(codec.QuotedFloat[float64], codec.AppendQuotedFloat[float64]),
}

// target makes the check for a type.
func target[T any](decode func(*codec.Dec, string, int, *T) int, encode func(*codec.Enc, []byte, *T) []byte) func(*testing.T, []byte, *string) {
	return func(t *testing.T, doc []byte, want *string) {
		t.Helper()
		same(t, doc, decode, encode)
		becomes(t, doc, want, decode, encode)
	}
}

// quotedTarget makes the check for a field with the option ",string".
func quotedTarget[T any](decode func(*codec.Dec, string, int, *T) int, encode func(*codec.Enc, []byte, *T) []byte) func(*testing.T, []byte, *string) {
	return func(t *testing.T, doc []byte, want *string) {
		t.Helper()
		inField(t, string(doc), decode, encode)
		becomes(t, doc, want, decode, encode)
	}
}

// becomes checks what a document is written as once it is read, unless want is nil.
func becomes[T any](t *testing.T, doc []byte, want *string, decode func(*codec.Dec, string, int, *T) int,
	encode func(*codec.Enc, []byte, *T) []byte) {
	t.Helper()
	if want == nil {
		return
	}
	var v T
	got := difftest.Refused
	if unmarshal(doc, &v, decode) == nil {
		text, err := marshal(&v, encode)
		if err != nil {
			t.Fatal(err)
		}
		got = string(text)
	}
	if got != *want {
		t.Errorf("%q becomes %s, want %s", doc, got, *want)
	}
}

// A shelf has parts that merge if their keys stand twice.
type shelf struct {
	Who   *person          `json:"who,omitempty"`
	Stock map[string]int32 `json:"stock,omitempty"`
}

func decodeShelf(d *codec.Dec, s string, i int, v *shelf) int {
	var k string
	for i = d.Object(s, i); i >= 0; i = d.Next(s, i) {
		if k, i = d.Key(s, i); i < 0 {
			return -1
		}
		switch string(d.Fold(k)) {
		case "WHO":
			i = codec.Pointer(d, s, i, &v.Who, decodePerson)
		case "STOCK":
			i = codec.Map(d, s, i, &v.Stock, codec.Int)
		default:
			i = d.Skip(s, i)
		}
	}
	return codec.End(i)
}

func encodeShelf(e *codec.Enc, b []byte, v *shelf) []byte {
	open := len(b)
	if v.Who != nil {
		b = append(b, `,"who":`...)
		b = codec.AppendPointer(e, b, &v.Who, encodePerson)
	}
	if len(v.Stock) != 0 {
		b = append(b, `,"stock":`...)
		b = encodeStock(e, b, &v.Stock)
	}
	return codec.Close(b, open)
}
