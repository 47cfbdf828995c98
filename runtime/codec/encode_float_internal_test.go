package codec

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestShortestFloatsAreThoseOfStrconv(t *testing.T) {
	var b, want []byte
	done, left := 0, 0
	check := func(f float64, width int) {
		t.Helper()
		var ok bool
		if b, ok = appendShortest(b[:0], f, width); !ok {
			left++
			return
		}
		done++
		want = strconv.AppendFloat(want[:0], f, 'f', -1, width)
		if string(b) != string(want) {
			t.Fatalf("%v at %d bits is written %s, want %s", f, width, b, want)
		}
	}
	rounds := 3_000_000
	if testing.Short() {
		rounds = 100_000
	}
	r := rand.New(rand.NewPCG(25, 26))
	// Exponents of floats from 1e-6 to 1e21, and what is left of their bits.
	for range rounds {
		check(math.Float64frombits(r.Uint64()>>12|(1023-20+r.Uint64N(91))<<52), 64)
		check(float64(math.Float32frombits(r.Uint32()>>9|(127-20+r.Uint32N(91))<<23)), 32)
	}
	// Few bits, few digits, and the neighbours of both.
	for exp := -20; exp < 71; exp++ {
		for range rounds / 3000 {
			some := math.Float64frombits(uint64(1023+exp)<<52 | r.Uint64()>>12&^(1<<r.UintN(53)-1))
			for _, f := range []float64{some, math.Ldexp(1, exp), math.Ldexp(float64(r.IntN(100)), exp-6)} {
				check(f, 64)
				check(math.Nextafter(f, 0), 64)
				check(math.Nextafter(f, math.Inf(1)), 64)
				g := float32(f)
				check(float64(g), 32)
				check(float64(math.Nextafter32(g, 0)), 32)
				check(float64(math.Nextafter32(g, float32(math.Inf(1)))), 32)
			}
		}
	}
	for exp := -6; exp < 21; exp++ {
		for range rounds / 1000 {
			text := strconv.FormatUint(r.Uint64()>>r.UintN(64), 10)
			f, err := strconv.ParseFloat(text[:1]+"."+text[1:]+"e"+strconv.Itoa(exp), 64)
			if err != nil {
				t.Fatal(err)
			}
			check(f, 64)
			check(math.Nextafter(f, 0), 64)
			check(math.Nextafter(f, math.Inf(1)), 64)
			check(float64(float32(f)), 32)
		}
	}
	// Whole numbers in the middle between two multiples of a power of ten, where two numbers are as near to the float.
	for n := uint64(1) << 53; n < 1<<63; n += n>>9 | 1 {
		for _, unit := range []uint64{10, 100, 1000, 10000} {
			check(float64(n/unit*unit+unit/2), 64)
			check(float64(n/unit*unit), 64)
		}
	}
	for n := uint64(1); n < 1<<24; n += 1 + n>>8 {
		for _, unit := range []uint64{1, 5, 10, 50, 100, 500, 1e6, 5e6, 1e12} {
			check(float64(float32(n*unit)), 32)
			check(float64(n*unit), 64)
		}
	}
	if left > done/4 {
		t.Errorf("%d of %d floats were left to strconv", left, done+left)
	}
}

func TestScaledNumbersAreWrittenWithoutExponent(t *testing.T) {
	for _, test := range []struct {
		digits uint64
		exp    int
		want   string
	}{
		{1, 0, "1"}, {1, 20, "100000000000000000000"}, {10, -1, "1"}, {100, -1, "10"}, {1, -6, "0.000001"}, {12, -7, "0.0000012"},
		{12345678901234567, -22, "0.0000012345678901234567"}, {12345678901234567, -16, "1.2345678901234567"},
		{12345678901234567, -17, "0.12345678901234567"}, {12345678901234567, -1, "1234567890123456.7"}, {10000000000000000, -20, "0.0001"},
		{30000000000000000, -8, "300000000"}, {12345678901234567, 4, "123456789012345670000"}, {99999999999999990, -15, "99.99999999999999"},
	} {
		if got := string(appendScaled([]byte("x"), test.digits, test.exp)); got != "x"+test.want {
			t.Errorf("%d × 10^%d is written %s, want %s", test.digits, test.exp, got, test.want)
		}
	}
}
