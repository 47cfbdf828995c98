package codec

import "math/bits"

// MultipleOf reports whether the number at i is an integer times n × 10^exp, where n is neither 0 nor a multiple of 10. It
// decides that on the digits, exactly, whatever float they become. Null is a multiple of everything.
func MultipleOf(s string, i int, n uint64, exp int) bool {
	i = space(s, i)
	if s[i] == '-' {
		i++
	}
	start, last, point, end := i, -1, -1, i // last: of the digits other than 0
	for ; isDigit(s[end]) || s[end] == '.'; end++ {
		if s[end] == '.' {
			point = end
		} else if s[end] != '0' {
			last = end
		}
	}
	if last < 0 {
		return true
	}
	// The number is its digits up to the last one times 10^shift.
	var shift int
	switch {
	case point < 0:
		shift = end - 1 - last
	case last < point:
		shift = point - 1 - last
	default:
		shift = point - last
	}
	if s[end]|0x20 == 'e' {
		shift += wholeExponent(s, end+1)
	}
	if shift -= exp; shift < 0 {
		return false // the digits would have to be a multiple of 10
	}
	return timesTen(remainder(s[start:last+1], n), shift, n) == 0
}

// wholeExponent reads what follows an e. It stops counting where no float is left.
func wholeExponent(s string, i int) int {
	minus := s[i] == '-'
	if minus || s[i] == '+' {
		i++
	}
	e := 0
	for ; isDigit(s[i]); i++ {
		if e < 1e8 {
			e = 10*e + int(s[i]-'0')
		}
	}
	if minus {
		return -e
	}
	return e
}

// remainder is that of the digits, whatever points are between them, divided by n.
func remainder(digits string, n uint64) uint64 {
	var rest, part uint64
	power := uint64(1)
	for k := range len(digits) {
		if digits[k] == '.' {
			continue
		}
		part, power = 10*part+uint64(digits[k]-'0'), 10*power
		if power == 1e18 { // one more digit might not fit 64 bits
			rest = mulMod(rest, power, part, n)
			part, power = 0, 1
		}
	}
	return mulMod(rest, power, part, n)
}

// timesTen is x × 10^exp modulo n.
func timesTen(x uint64, exp int, n uint64) uint64 {
	for base := 10 % n; exp > 0; exp /= 2 {
		if exp%2 == 1 {
			x = mulMod(x, base, 0, n)
		}
		base = mulMod(base, base, 0, n)
	}
	return x
}

// mulMod is a × b + c modulo n, which must fit 128 bits.
func mulMod(a, b, c, n uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	lo, carry := bits.Add64(lo, c, 0)
	return bits.Rem64(hi+carry, lo, n)
}
