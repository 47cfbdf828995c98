package codec

import (
	"math"
	"math/bits"
)

// shortest returns the shortest number digits × 10^exp that is read as the float c × 2^q, or the nearest one if there
// are several. The float is between 1e-6 and 1e21, and c is not a power of two, so the next floats below and above are
// equally far away. digits may end with zeros.
//
// This is the method of Raffaello Giulietti, "The Schubfach way to render doubles", 2021, section 9. exp is chosen so
// that at least two, but less than twenty, multiples of 10^exp are read as the float. So at most one multiple of
// 10^(exp+1) is, and if none is, the nearest number is one of the multiples of 10^exp next to the float. Everything is
// compared at four times its size, so that the middle between two floats is a whole number.
func shortest(c uint64, q int) (digits uint64, exp int) {
	exp = q * 1262611 >> 22 // floor(log10(2^q))
	power := powers[maxPower-exp]
	if exp > 0 {
		power[1]++ // what is cut off must be rounded up here; the low halves of these few are far from overflow
	}
	shift := uint(q + -exp*217706>>16 + 1)
	lower := timesPower((4*c-2)<<shift, &power)
	middle := timesPower(4*c<<shift, &power)
	upper := timesPower((4*c+2)<<shift, &power)
	if c&1 == 1 { // the ends of the interval are read as a neighbour, which is even
		lower, upper = lower+1, upper-1
	}
	below := middle / 4
	ten := below / 10
	down, up := lower <= 40*ten, 40*ten+40 <= upper
	if down != up {
		if up {
			ten++
		}
		return ten, exp + 1
	}
	down, up = lower <= 4*below, 4*below+4 <= upper
	if down == up { // then the nearer one, or of two as near the even one
		half := 4*below + 2
		up = middle > half || middle == half && below&1 == 1
	}
	if up {
		below++
	}
	return below, exp
}

// timesPower returns the part of the product above the power's 128 bits, with the lowest bit set if there is anything
// below, so that it compares with whole numbers as the exact product does.
func timesPower(n uint64, power *[2]uint64) uint64 {
	carry, _ := bits.Mul64(n, power[1])
	hi, mid := bits.Mul64(n, power[0])
	mid, carry = bits.Add64(mid, carry, 0)
	hi += carry
	if mid > 1 { // an error of the power makes no more than 1
		hi |= 1
	}
	return hi
}

// appendShortest writes f, which is positive, if shortest takes it.
func appendShortest(b []byte, f float64, width int) (_ []byte, ok bool) {
	var c, hidden uint64
	var q int
	if width == 32 {
		u := math.Float32bits(float32(f))
		hidden = 1 << 23
		c, q = uint64(u)&(hidden-1), int(u>>23)-127-23
	} else {
		u := math.Float64bits(f)
		hidden = 1 << 52
		c, q = u&(hidden-1), int(u>>52)-1023-52
	}
	if c == 0 || !(1e-6 <= f && f < 1e21) {
		return b, false
	}
	digits, exp := shortest(hidden|c, q)
	return appendScaled(b, digits, exp), true
}

// appendScaled writes digits × 10^exp, which is not 0, without an exponent and without trailing zeros after the point.
func appendScaled(b []byte, digits uint64, exp int) []byte {
	for exp < 0 && digits%10 == 0 {
		digits, exp = digits/10, exp+1
	}
	start := len(b)
	b = spread(b, 2*maxDigits)
	count := digitCount(digits)
	switch point := count + exp; {
	case exp >= 0:
		n := putUint(b, start, digits)
		for range exp {
			b[n] = '0'
			n++
		}
		return b[:n]
	case point > 0:
		// Write one place to the right, then move the digits before the point back.
		n := putUint(b, start+1, digits)
		for ; point > 0; point-- {
			b[start] = b[start+1]
			start++
		}
		b[start] = '.'
		return b[:n]
	default:
		n := start + copy(b[start:], "0.0000000"[:2-point])
		return b[:putUint(b, n, digits)]
	}
}
