package codec

import (
	"math"
	"math/bits"
	"strconv"
	"unsafe"
)

// AppendInt writes an integer.
func AppendInt[T ~int | ~int8 | ~int16 | ~int32 | ~int64](_ *Enc, b []byte, v *T) []byte {
	return appendInt(b, int64(*v))
}

// AppendUint writes an unsigned integer.
func AppendUint[T ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr](_ *Enc, b []byte, v *T) []byte {
	return appendUint(b, uint64(*v))
}

// appendInt writes n in decimal digits.
func appendInt(b []byte, n int64) []byte {
	if n >= 0 {
		return appendUint(b, uint64(n))
	}
	return appendUint(append(b, '-'), -uint64(n))
}

// appendUint writes n in decimal digits.
func appendUint(b []byte, n uint64) []byte {
	end := len(b)
	b = spread(b, maxDigits)
	return b[:putUint(b, end, n)]
}

// maxDigits is the most bytes that putUint needs: three words.
const maxDigits = 24

// putUint stores n in decimal digits at b[i], and returns the index after them.
func putUint(b []byte, i int, n uint64) int {
	if n < 1e8 {
		// The digits without leading zeros, except for the last digit, which zero itself needs.
		w := eightDigits(n)
		zeros := bits.TrailingZeros64(w|1<<56) >> 3
		put8(b, i, (w|eightZeros)>>(8*uint(zeros)&63))
		return i + 8 - zeros
	}
	i = putUint(b, i, n/1e8)
	put8(b, i, eightDigits(n%1e8)|eightZeros)
	return i + 8
}

// eightDigits returns the digits of n, which is less than 10^8, one per byte and the highest digit in the lowest byte.
// It is the inverse of leading: halves of four digits, then pairs, then digits are split from each other, all at once.
// Multiplications and shifts replace divisions; they are exact for such small numbers.
func eightDigits(n uint64) uint64 {
	x := n/10000 | n%10000<<32
	q := x * 10486 >> 20 & (0x7f<<32 | 0x7f) // hundreds
	x = q | (x-100*q)<<16
	q = x * 103 >> 10 & (0xf<<48 | 0xf<<32 | 0xf<<16 | 0xf) // tens
	return q | (x-10*q)<<8
}

// AppendFloat writes the shortest number that is read as the same float. It fails for NaN and infinities.
func AppendFloat[T ~float32 | ~float64](e *Enc, b []byte, v *T) []byte {
	return e.appendFloat(b, float64(*v), 8*int(unsafe.Sizeof(*v)))
}

func (e *Enc) appendFloat(b []byte, f float64, width int) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return e.Fail(b, strconv.FormatFloat(f, 'g', -1, 64)+" is not representable in JSON")
	}
	abs, open := math.Abs(f), len(b)
	if math.Signbit(f) {
		b = append(b, '-')
	}
	if m, k, ok := decimal(abs, width); ok {
		return appendDecimal(b, m, k)
	}
	if b, ok := appendShortest(b, abs, width); ok {
		return b
	}
	return appendLongFloat(b[:open], f, width)
}

// decimals is the largest number of digits after the point that decimal tries.
const decimals = 6

// decimal returns f as m / 10^k, where k is 0 or decimals, if m without the zeros at its end has no more digits than
// make each decimal number a float of its own: 15 for 64 bits, 6 for 32. Then there is no shorter number for f. It is
// enough to try the largest k: m and 10^k are floats exactly, so that their quotient is the float next to the number,
// whatever zeros m ends with; and f × 10^k is off by less than a half, so that rounding it finds the only candidate for m.
func decimal(f float64, width int) (m uint64, k int, ok bool) {
	const power = 1e6
	switch {
	case width == 64 && f < 1e9:
		m = uint64(f*power + 0.5)
		ok = float64(m)/power == f
	case width == 32 && f < 1e6:
		// Six digits in all, so the more in front of the point, the fewer behind it.
		m = uint64(f)
		if float64(m) == f {
			return m, 0, true
		}
		m = uint64(f*power + 0.5)
		ok = m < 1e6 && float32(m)/float32(power) == float32(f)
	case width == 64 && f < 1e15:
		m = uint64(f)
		return m, 0, float64(m) == f
	}
	return m, decimals, ok
}

// appendDecimal writes m / 10^k, where k is 0 or decimals, without zeros at the end of the fraction.
func appendDecimal(b []byte, m uint64, k int) []byte {
	end := len(b)
	b = spread(b, maxDigits+8)
	if k == 0 {
		return b[:putUint(b, end, m)]
	}
	power := tens[decimals]
	end = putUint(b, end, m/power)
	if w := eightDigits(m % power); w != 0 {
		b[end] = '.'
		put8(b, end+1, (w|eightZeros)>>(64-8*decimals))
		end += 1 + decimals - bits.LeadingZeros64(w)>>3
	}
	return b[:end]
}

// appendLongFloat writes f as strconv does, but with an exponent only outside of 1e-6 to 1e21, and without leading
// zeros in the exponent, as JavaScript and encoding/json do.
func appendLongFloat(b []byte, f float64, width int) []byte {
	format := byte('f')
	if abs := math.Abs(f); abs != 0 {
		small, large := abs < 1e-6, abs >= 1e21
		if width == 32 {
			small, large = float32(abs) < 1e-6, float32(abs) >= 1e21
		}
		if small || large {
			format = 'e'
		}
	}
	b = strconv.AppendFloat(b, f, format, -1, width)
	if n := len(b); format == 'e' && n >= 4 && b[n-4] == 'e' && b[n-3] == '-' && b[n-2] == '0' {
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	return b
}

// AppendNumber writes the text of a json.Number as it is. An empty one is 0.
func AppendNumber[T ~string](e *Enc, b []byte, v *T) []byte {
	text := string(*v)
	if text == "" {
		return append(b, '0')
	}
	if !isNumber(text) {
		return e.Fail(b, strconv.Quote(cut(text))+" is not a number")
	}
	return append(b, text...)
}
