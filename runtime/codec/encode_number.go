package codec

import (
	"math"
	"strconv"
	"unsafe"
)

// AppendInt writes an integer.
func AppendInt[T ~int | ~int8 | ~int16 | ~int32 | ~int64](_ *Enc, b []byte, v *T) []byte {
	return strconv.AppendInt(b, int64(*v), 10)
}

// AppendUint writes an integer without sign.
func AppendUint[T ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr](_ *Enc, b []byte, v *T) []byte {
	return strconv.AppendUint(b, uint64(*v), 10)
}

// AppendFloat writes the shortest number that is read as the same float. NaN and infinities have none.
func AppendFloat[T ~float32 | ~float64](e *Enc, b []byte, v *T) []byte {
	return e.appendFloat(b, float64(*v), 8*int(unsafe.Sizeof(*v)))
}

func (e *Enc) appendFloat(b []byte, f float64, width int) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return e.Fail(b, strconv.FormatFloat(f, 'g', -1, 64)+" is not representable in JSON")
	}
	if m, k, ok := decimal(math.Abs(f), width); ok {
		if math.Signbit(f) {
			b = append(b, '-')
		}
		return appendDecimal(b, m, k)
	}
	return appendLongFloat(b, f, width)
}

// decimals is the largest number of digits behind the point that decimal tries.
const decimals = 6

// decimal returns f as m / 10^k without trailing zeros behind the point, if m has no more digits than make each
// decimal number a float of its own: 15 for 64 bits, 6 for 32. Then there is no shorter number for f. It is enough to
// try the largest k: m and 10^k are floats exactly, so that their quotient is the float next to the number, whatever
// zeros m ends with; and f × 10^k is off by less than a half, so that rounding it finds the only candidate for m.
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
	if !ok {
		return 0, 0, false
	}
	for k = decimals; k > 0 && m%10 == 0; k-- {
		m /= 10
	}
	return m, k, true
}

// appendDecimal writes m / 10^k.
func appendDecimal(b []byte, m uint64, k int) []byte {
	if k == 0 {
		return strconv.AppendUint(b, m, 10)
	}
	power := tens[k]
	b = strconv.AppendUint(b, m/power, 10)
	// A one in front of the fraction's digits keeps its zeros, and gives its place to the point.
	point := len(b)
	b = strconv.AppendUint(b, power+m%power, 10)
	b[point] = '.'
	return b
}

// appendLongFloat writes f as strconv does, but with an exponent only outside of 1e-6 to 1e21, and without zeros at its
// beginning: as JavaScript does, and encoding/json.
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
