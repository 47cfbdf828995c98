package codec

import (
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// A floatTest compares reading and writing of floats with strconv.
type floatTest struct {
	*testing.T
	*rand.Rand
	d             Dec
	e             Enc
	text, out     []byte
	read, written int
}

// TestRandomFloatsAreThoseOfStrconv compares floats of all kinds and widths. With OWGEN_LONG=1, as in make fuzz,
// there are millions of them.
func TestRandomFloatsAreThoseOfStrconv(t *testing.T) {
	rounds, seed := 20_000, uint64(27)
	if os.Getenv("OWGEN_LONG") != "" {
		rounds, seed = 500_000, rand.Uint64()
	}
	f := floatTest{T: t, Rand: rand.New(rand.NewPCG(seed, 28))}
	for round := range rounds {
		for _, width := range []int{64, 32} {
			x := f.random(width)
			f.write(x, width)
			f.digits(x, width)
			if round%4 == 0 {
				f.halfway(x, width)
			}
		}
		if t.Failed() {
			t.Fatalf("seed %d, round %d", seed, round)
		}
	}
	t.Logf("%d texts read, %d floats written", f.read, f.written)
}

// random returns a finite float: of any bits, subnormal, with few bits, or of a magnitude that is frequent.
func (f *floatTest) random(width int) float64 {
	for {
		u, kind := f.Uint64(), f.IntN(4)
		mantissa := 52
		if width == 32 {
			mantissa, u = 23, u>>32
		}
		switch kind {
		case 1:
			u &^= (1<<(width-1-mantissa) - 1) << mantissa // without exponent
			u &= 1<<f.IntN(mantissa+1) - 1 | 1<<(width-1)
		case 2:
			u &^= 1<<f.IntN(mantissa) - 1
		case 3:
			half := uint64(1)<<(width-2-mantissa) - 1
			u = u&^((1<<(width-1-mantissa)-1)<<mantissa) | (half-40+f.Uint64N(120))<<mantissa&^(1<<(width-1))
		}
		x := math.Float64frombits(u)
		if width == 32 {
			x = float64(math.Float32frombits(uint32(u)))
		}
		if !math.IsNaN(x) && !math.IsInf(x, 0) {
			return x
		}
	}
}

// write compares what x is written as, and reads it again.
func (f *floatTest) write(x float64, width int) {
	f.Helper()
	f.written++
	f.out = f.e.appendFloat(f.out[:0], x, width)
	f.text = appendLongFloat(f.text[:0], x, width)
	if string(f.out) != string(f.text) {
		f.Errorf("%v at %d bits is written %s, want %s", x, width, f.out, f.text)
	}
	f.compare(width)
}

// digits reads x with more digits than it needs, and with fewer.
func (f *floatTest) digits(x float64, width int) {
	f.Helper()
	f.text = strconv.AppendFloat(f.text[:0], x, 'e', f.IntN(24), width)
	f.compare(width)
	if abs := math.Abs(x); 1e-30 < abs && abs < 1e30 {
		f.text = strconv.AppendFloat(f.text[:0], x, 'f', f.IntN(40), width)
		f.compare(width)
	}
}

// halfway reads the number in the middle between x and the next float, cut off behind some digits, in full, and beside it.
func (f *floatTest) halfway(x float64, width int) {
	f.Helper()
	next := math.Nextafter(x, math.Inf(1))
	if width == 32 {
		next = float64(math.Nextafter32(float32(x), float32(math.Inf(1))))
	}
	if math.IsInf(next, 0) {
		return
	}
	middle := new(big.Float).SetPrec(64).SetFloat64(x)
	middle.Add(middle, new(big.Float).SetPrec(64).SetFloat64(next)).SetMantExp(middle, -1)
	for _, digits := range []int{f.IntN(15), 15 + f.IntN(5), 800} {
		if digits == 800 && f.IntN(16) > 0 {
			continue
		}
		f.text = middle.Append(f.text[:0], 'e', digits)
		f.compare(width)
		e := len(f.text) - 1
		for f.text[e] != 'e' {
			e--
		}
		if c := &f.text[e-1]; '0' < *c && *c < '9' {
			*c++
			f.compare(width)
			*c -= 2
			f.compare(width)
		}
	}
}

// compare reads f.text.
func (f *floatTest) compare(width int) {
	f.Helper()
	f.read++
	want, err := strconv.ParseFloat(string(f.text), width)
	f.d.Reset()
	got, end := f.d.float(Text(f.text), 0, 0, width)
	if (end < 0) != (err != nil) || end >= 0 && (end != len(f.text) || math.Float64bits(got) != math.Float64bits(want)) {
		f.Errorf("%s at %d bits is read as %v up to %d, want %v, %v", f.text, width, got, end, want, err)
	}
}
