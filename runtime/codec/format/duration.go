package format

import "strings"

// Duration reports whether s is a duration as RFC 3339, appendix A, has it after ISO 8601: P1Y2M3DT4H5M6S, where units
// that are 0 may be left out at both ends, or P4W. There are neither fractions nor signs.
func Duration(s string) bool {
	rest, ok := strings.CutPrefix(s, "P")
	if !ok {
		return false
	}
	if digits := leadingDigits(rest); digits > 0 && rest[digits:] == "W" {
		return true
	}
	date, time, hasTime := strings.Cut(rest, "T")
	switch {
	case hasTime:
		return (date == "" || units(date, "YMD")) && units(time, "HMS")
	default:
		return units(date, "YMD")
	}
}

// units reports whether s is one or more numbers, each with one of the units, which come in their order without a gap.
func units(s, order string) bool {
	k := -1
	for first := true; s != "" || first; first = false {
		n := leadingDigits(s)
		if n == 0 || n == len(s) {
			return false
		}
		unit := strings.IndexByte(order, s[n])
		if unit < 0 || !first && unit != k+1 {
			return false
		}
		k, s = unit, s[n+1:]
	}
	return true
}

func leadingDigits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

func isDigit(c byte) bool { return c-'0' <= 9 }
