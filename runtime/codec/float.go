package codec

import (
	"math"
	"math/bits"
	"strconv"
	"unsafe"
)

// Float reads a number that fits T, rounded once to T's precision. Null leaves *v alone.
func Float[T ~float32 | ~float64](d *Dec, s string, i int, v *T) int {
	f, i := d.float(s, i, float64(*v), 8*int(unsafe.Sizeof(*v)))
	*v = T(f)
	return i
}

// float reads a number as a float of the given width in bits. In one pass it checks the syntax and reduces the number
// to digits × 10^exp, which is exact up to 19 digits, and leaves null, errors and longer numbers to slowFloat.
func (d *Dec) float(s string, i int, old float64, width int) (float64, int) {
	if s[i] <= ' ' {
		i = space(s, i)
	}
	j := i
	if s[j] == '-' {
		j++
	}
	n, end := digits(s, j, 0)
	count, exp := end-j, 0
	if count == 0 || s[j] == '0' && count > 1 {
		return d.slowFloat(s, i, old, width)
	}
	if s[end] == '.' {
		point := end + 1
		n, end = digits(s, point, n)
		if exp = point - end; exp == 0 {
			return d.slowFloat(s, i, old, width)
		}
		count -= exp
	}
	if s[end]|0x20 == 'e' {
		e, next := exponent(s, end+1)
		if next < 0 {
			return d.slowFloat(s, i, old, width)
		}
		exp, end = exp+e, next
	}
	if count > 19 && count-leadingZeros(s, j) > 19 {
		return d.slowFloat(s, i, old, width)
	}
	f, ok := exact(n, exp, width)
	if !ok {
		return d.slowFloat(s, i, old, width)
	}
	if j > i {
		f = -f
	}
	return f, end
}

// slowFloat is float for all input, without shortcuts.
func (d *Dec) slowFloat(s string, i int, old float64, width int) (float64, int) {
	if s[i] != '-' && !isDigit(s[i]) {
		return old, d.null(s, i, "number")
	}
	end := d.number(s, i)
	if end < 0 {
		return old, -1
	}
	f, err := strconv.ParseFloat(s[i:end], width)
	if err != nil {
		return old, d.outOfRange(i, s[i:end], "float", width)
	}
	return f, end
}

// exponent reads what follows an e. next is -1 if there is no digit, or if the exponent is larger than 9999.
func exponent(s string, i int) (e, next int) {
	minus := s[i] == '-'
	if minus || s[i] == '+' {
		i++
	}
	if !isDigit(s[i]) {
		return 0, -1
	}
	for ; isDigit(s[i]); i++ {
		if e = 10*e + int(s[i]-'0'); e > 9999 {
			return 0, -1
		}
	}
	if minus {
		e = -e
	}
	return e, i
}

// leadingZeros returns the number of zeros from i on before the first other digit.
func leadingZeros(s string, i int) int {
	n := 0
	for ; s[i] == '0' || s[i] == '.'; i++ {
		if s[i] == '0' {
			n++
		}
	}
	return n
}

// exact returns the float of the given width that is nearest to n × 10^exp, if it can find it exactly.
func exact(n uint64, exp, width int) (f float64, ok bool) {
	if n == 0 {
		return 0, true
	}
	// William Clinger: if number and power are floats exactly, then one operation rounds once.
	if width == 64 && n < 1<<53 && -22 <= exp && exp <= 22 {
		if exp < 0 {
			return float64(n) / powers64[-exp], true
		}
		return float64(n) * powers64[exp], true
	}
	if width == 32 && n < 1<<24 && -10 <= exp && exp <= 10 {
		if exp < 0 {
			return float64(float32(n) / powers32[-exp]), true
		}
		return float64(float32(n) * powers32[exp]), true
	}
	if width == 32 {
		m, e, ok := scale(n, exp, 24)
		if !ok || e < -126-23 || e > 127-23 {
			return 0, false
		}
		return float64(math.Float32frombits(uint32(e+127+23)<<23 | uint32(m)&(1<<23-1))), true
	}
	m, e, ok := scale(n, exp, 53)
	return math.Float64frombits(uint64(e+1023+52)<<52 | m&(1<<52-1)), ok
}

// scale returns n × 10^exp as m × 2^e, where m has the given number of bits and is rounded half to even, if a power of
// 128 bits is enough to know m. n must not be 0.
//
// This is the method of Daniel Lemire, "Number Parsing at a Gigabyte per Second", 2021, section 5, after Michael Eisel.
// n, shifted to 64 bits, times the 128 bits of the power gives hi, mid and low. From 10^0 to 10^55 the power is exact,
// and so is the product. All other powers are truncated, so the true product is larger, but by less than one in mid.
// That makes a difference only if it carries to the middle between two neighbours: then the caller must calculate more
// exactly. And because it is strictly larger, a product that looks like the exact middle is above it.
func scale(n uint64, exp int, width uint) (m uint64, e int, ok bool) {
	if exp < -maxPower || exp > maxPower {
		return 0, 0, false
	}
	power := &powers[exp+maxPower]
	shift := bits.LeadingZeros64(n)
	n <<= shift
	hi, mid := bits.Mul64(n, power[0])
	carry, low := bits.Mul64(n, power[1])
	mid, carry = bits.Add64(mid, carry, 0)
	hi += carry

	drop := 63 - width + uint(hi>>63) // bits of hi below those that are kept
	half := uint64(1) << (drop - 1)
	m, rest := hi>>drop, hi&(2*half-1)
	whole := 0 <= exp && exp <= 55
	if !whole && rest == half-1 && mid == math.MaxUint64 {
		return 0, 0, false
	}
	if rest >= half {
		tie := whole && rest == half && mid|low == 0
		if !tie || m&1 == 1 {
			m++
		}
	}
	// The power's 128 bits stand for 10^exp × 2^(127-floor(log2(10^exp))); 217706/2^16 is log2(10) closely enough.
	e = 128 + int(drop) - shift + exp*217706>>16 - 127
	if m>>width != 0 {
		m, e = m>>1, e+1
	}
	return m, e, true
}

// The powers of ten that are exact as floats.
var (
	powers64 = [23]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
		1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}
	powers32 = [11]float32{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10}
)
