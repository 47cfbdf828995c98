package codec

import (
	"encoding/json"
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestPowersAreTheFirstBitsOfPowersOfTen(t *testing.T) {
	for exp := -maxPower; exp <= maxPower; exp++ {
		// The power, scaled so that its whole part has 128 bits.
		e := exp*217706>>16 - 127
		want := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(exp, -exp))), nil))
		if exp < 0 {
			want.Inv(want)
		}
		two := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(max(e, -e))))
		if e > 0 {
			want.Quo(want, two)
		} else {
			want.Mul(want, two)
		}
		p := powers[exp+maxPower]
		got := new(big.Int).SetUint64(p[0])
		got.Add(got.Lsh(got, 64), new(big.Int).SetUint64(p[1]))
		whole := new(big.Int).Quo(want.Num(), want.Denom())
		if got.Cmp(whole) != 0 || p[0]>>63 != 1 {
			t.Errorf("1e%d is %x, want %x", exp, got, whole)
		}
		if exact := want.IsInt(); exact != (0 <= exp && exp <= 55) {
			t.Errorf("1e%d: exact is %v", exp, exact)
		}
	}
}

// checkExact compares exact with strconv, and reports whether it found the float by itself.
func checkExact(t *testing.T, n uint64, exp, width int) bool {
	t.Helper()
	text := strconv.FormatUint(n, 10) + "e" + strconv.Itoa(exp)
	want, err := strconv.ParseFloat(text, width)
	got, ok := exact(n, exp, width)
	if ok && (err != nil || math.Float64bits(got) != math.Float64bits(want)) {
		t.Fatalf("%s at %d bits is read as %v, want %v (%v)", text, width, got, want, err)
	}
	return ok
}

func TestFloatsAreScaledAsByStrconv(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	found, all := 0, 0
	for range 60000 {
		n, exp := r.Uint64()>>r.UintN(64), r.IntN(2*maxPower+5)-maxPower-2
		for _, width := range []int{32, 64} {
			all++
			if checkExact(t, n, exp, width) {
				found++
			}
		}
	}
	if found < all/2 {
		t.Errorf("only %d of %d floats were found without strconv", found, all)
	}
	// Numbers in the middle between two floats, and next to it.
	for range 5000 {
		m := 1<<53 | r.Uint64()>>11
		for exp := range 5 {
			for d := range uint64(3) {
				n := m<<(1+r.UintN(8)) + 1<<r.UintN(9) + d - 1
				checkExact(t, n, exp, 64)
				checkExact(t, n, -exp, 64)
				checkExact(t, n>>29, exp, 32)
				checkExact(t, n>>29, -exp, 32)
			}
		}
	}
}

func TestFloatsAreReadAndWrittenAsByEncodingJSON(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	var d Dec
	var e Enc
	check := func(f float64) {
		t.Helper()
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return
		}
		want, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		got := AppendFloat(&e, nil, &f)
		if string(got) != string(want) {
			t.Fatalf("%v is written %s, want %s", f, got, want)
		}
		var back float64
		if i := Float(&d, Text(got), 0, &back); i != len(got) || math.Float64bits(back) != math.Float64bits(f) {
			t.Fatalf("%s is read as %v", got, back)
		}
		long := strconv.AppendFloat(nil, f, 'e', 25, 64)
		if i := Float(&d, Text(long), 0, &back); i != len(long) || math.Float64bits(back) != math.Float64bits(f) {
			t.Fatalf("%s is read as %v", long, back)
		}
	}
	check32 := func(f float32) {
		t.Helper()
		if f != f || math.IsInf(float64(f), 0) {
			return
		}
		want, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		got := AppendFloat(&e, nil, &f)
		if string(got) != string(want) {
			t.Fatalf("float32 %v is written %s, want %s", f, got, want)
		}
		var back float32
		if i := Float(&d, Text(got), 0, &back); i != len(got) || math.Float32bits(back) != math.Float32bits(f) {
			t.Fatalf("%s is read as float32 %v", got, back)
		}
	}
	for _, f := range []float64{0, math.Copysign(0, -1), 1, 0.1, 1e-6, 9.9e-7, 999999999.9999999, 1e9, 1e15, 1e20, 1e21, 123456789,
		math.MaxFloat64, math.SmallestNonzeroFloat64, 2.2250738585072014e-308, 2.225073858507201e-308, 9007199254740993, 0.3, 100.5} {
		check(f)
		check(-f)
		check32(float32(f))
		check32(-float32(f))
	}
	for range 20000 {
		check(math.Float64frombits(r.Uint64()))
		check32(math.Float32frombits(r.Uint32()))
		short := float64(r.IntN(1e9)) / tensFloat(r.IntN(9))
		check(short)
		check32(float32(short))
		check(math.Nextafter(short, 0))
		check(float64(r.Int64() >> r.UintN(63)))
		check32(float32(r.Int64() >> r.UintN(63)))
		check(math.Float64frombits(r.Uint64() >> 12)) // subnormal
	}
}

func tensFloat(k int) float64 { return float64(tens[k]) }

func TestHardNumbersAreReadAsByStrconv(t *testing.T) {
	zeros := make([]byte, 20000)
	for i := range zeros {
		zeros[i] = '0'
	}
	for _, text := range []string{
		"0", "-0", "0.0", "-0.0e5", "0e99999", "0e-99999", "1e308", "1e309", "-1e309", "1e-400", "123e-325", "4.9e-324", "2.4e-324", "2.5e-324",
		"1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "9007199254740992", "9007199254740993",
		"9007199254740993.0000000000000000001", "18446744073709551615", "18446744073709551616", "0.1234567890123456789012345678901234567890",
		"0.00000000000000000000000000012345", "1" + string(zeros) + "e-20000", "0." + string(zeros) + "1e20001", "0." + string(zeros) + "1e200001",
		"1e99999999999999999999", "1e-99999999999999999999", "0.000001", "1E+2", "1E-2", "12345678901234567890e-10", "99999999999999999999e1",
		"3.4028234663852886e38", "3.4028235677973366e38", "3.40282356779733661e38", "1.401298464324817e-45", "7.0064923216240853e-46",
		"7.0064923216240854e-46", "16777217", "16777219", "33554433.5", "8388608.5", "8388609.5", "1.1754943e-38", "1.17549429e-38",
	} {
		for _, width := range []int{32, 64} {
			want, err := strconv.ParseFloat(text, width)
			var d Dec
			got, i := d.float(Text([]byte(text)), 0, 0, width)
			if (i < 0) != (err != nil) || err == nil && math.Float64bits(got) != math.Float64bits(want) {
				t.Errorf("%.50s at %d bits is read as %v, want %v (%v)", text, width, got, want, err)
			}
		}
	}
}
