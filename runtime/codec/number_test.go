package codec_test

import (
	"encoding/json"
	"math/big"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

type level int16

// sameNumber checks a text as a number of every kind, alone, in a list, and as a key.
func sameNumber(t *testing.T, text string) {
	t.Helper()
	doc := []byte(text)
	same(t, doc, codec.Int[int], codec.AppendInt[int])
	same(t, doc, codec.Int[int8], codec.AppendInt[int8])
	same(t, doc, codec.Int[int16], codec.AppendInt[int16])
	same(t, doc, codec.Int[int32], codec.AppendInt[int32])
	same(t, doc, codec.Int[int64], codec.AppendInt[int64])
	same(t, doc, codec.Int[level], codec.AppendInt[level])
	same(t, doc, codec.Uint[uint], codec.AppendUint[uint])
	same(t, doc, codec.Uint[uint8], codec.AppendUint[uint8])
	same(t, doc, codec.Uint[uint16], codec.AppendUint[uint16])
	same(t, doc, codec.Uint[uint32], codec.AppendUint[uint32])
	same(t, doc, codec.Uint[uint64], codec.AppendUint[uint64])
	same(t, doc, codec.Uint[uintptr], codec.AppendUint[uintptr])
	same(t, doc, codec.Float[float32], codec.AppendFloat[float32])
	same(t, doc, codec.Float[float64], codec.AppendFloat[float64])
	same(t, doc, codec.Number[json.Number], codec.AppendNumber[json.Number])
	same(t, doc, codec.Any, codec.AppendAny)
	same(t, doc, codec.Bool[bool], codec.AppendBool[bool])
	same(t, doc, codec.String[string], codec.AppendString[string])

	list := []byte("[" + text + ", " + text + "]")
	same(t, list, codec.Ints[[]int64], nil)
	same(t, list, codec.Ints[[]level], nil)
	same(t, list, codec.Uints[[]uint16], nil)
	same(t, list, codec.Floats[[]float64], nil)
	same(t, list, codec.Floats[[]float32], nil)
	same(t, list, codec.Strings[[]string], nil)
}

func TestNumbersOfEveryFormAndWidth(t *testing.T) {
	for _, text := range []string{
		"0", "-0", "1", "-1", "00", "01", "-01", "-", "--1", "+1", "1.", ".1", "1.0", "-1.5", "1e0", "1e2", "1E2", "1e+2", "1e-2", "1e", "1e+",
		"1.e1", "1.5e", "0.0", "0e0", "-0.0", "1a", "1x", "0x1", "1_000", "NaN", "Infinity", "-Infinity", "nan", "1 ", " 1", "\n1\t", "1,", "1 2",
		"null", "nul", "nullx", "true", `"1"`, `""`, `"x"`, "[]", "{}", "", " ", "1\x00", "1e5\x00", "12345678", "123456789", "1234567.5",
		"1e308", "1e309", "3.5e38", "1e-400", "12345678901234567", "123456789012345678", "1234567890123456789", "12345678901234567890",
		"123456789012345678901234567890", "0.1", "0.30000000000000004", "100000000000000000000", "1e20", "1e21", "1e22", "1.5e-7",
	} {
		sameNumber(t, text)
	}
	for _, bits := range []uint{7, 8, 15, 16, 31, 32, 53, 63, 64} {
		edge := new(big.Int).Lsh(big.NewInt(1), bits)
		for d := int64(-2); d <= 2; d++ {
			n := new(big.Int).Add(edge, big.NewInt(d))
			sameNumber(t, n.String())
			sameNumber(t, n.Neg(n).String())
			sameNumber(t, n.String()+".0")
			sameNumber(t, n.String()+"e0")
		}
	}
}

func TestNullLeavesScalarsAlone(t *testing.T) {
	s := codec.Text([]byte(" null"))
	var d codec.Dec
	n, u, f, b, text := 1, uint(2), 3.5, true, "four"
	if codec.Int(&d, s, 0, &n) != 5 || codec.Uint(&d, s, 0, &u) != 5 || codec.Float(&d, s, 0, &f) != 5 ||
		codec.Bool(&d, s, 0, &b) != 5 || codec.String(&d, s, 0, &text) != 5 {
		t.Fatal(d.Err(s, 0, ""))
	}
	if n != 1 || u != 2 || f != 3.5 || !b || text != "four" {
		t.Errorf("null made %v %v %v %v %v of them", n, u, f, b, text)
	}
}
