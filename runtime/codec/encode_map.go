package codec

import (
	"cmp"
	"math/bits"
	"slices"
)

// Keys returns the keys of m in the order in which they are written, in space if they fit.
func Keys[M ~map[K]V, K ~string, V any](m M, space []K) []K {
	keys := collect(m, space)
	slices.Sort(keys)
	return keys
}

// IntKeys is Keys for keys that are integers. They are ordered by their text: -1, -2, 1, 10, 2.
func IntKeys[M ~map[K]V, K ~int | ~int8 | ~int16 | ~int32 | ~int64, V any](m M, space []K) []K {
	keys := collect(m, space)
	slices.SortFunc(keys, func(x, y K) int { return compareInts(int64(x), int64(y)) })
	return keys
}

// UintKeys is IntKeys for unsigned integers.
func UintKeys[M ~map[K]V, K ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr, V any](m M, space []K) []K {
	keys := collect(m, space)
	slices.SortFunc(keys, func(x, y K) int { return compareDigits(uint64(x), uint64(y)) })
	return keys
}

// At returns a copy of m[*k]. Generated code calls it instead of copying the value itself, because vet would object to
// a copy of a value that holds a lock; encoding/json copies these, too. If At is inlined, the copy need not be on the
// heap.
func At[M ~map[K]V, K comparable, V any](m M, k *K) *V {
	x := m[*k]
	return &x
}

// AppendIntKey is AppendKey for an integer.
func AppendIntKey[K ~int | ~int8 | ~int16 | ~int32 | ~int64](_ *Enc, b []byte, k K) []byte {
	return append(appendInt(append(b, `,"`...), int64(k)), `":`...)
}

// AppendUintKey is AppendKey for an unsigned integer.
func AppendUintKey[K ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr](_ *Enc, b []byte, k K) []byte {
	return append(appendUint(append(b, `,"`...), uint64(k)), `":`...)
}

// collect returns the keys of m.
func collect[M ~map[K]V, K comparable, V any](m M, space []K) []K {
	keys := space[:0]
	if len(m) > cap(keys) {
		keys = make([]K, 0, len(m))
	}
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}

// compareInts compares the decimal texts of x and y. A minus sign is less than any digit.
func compareInts(x, y int64) int {
	if x < 0 != (y < 0) {
		return cmp.Compare(x, y)
	}
	if x < 0 {
		return compareDigits(-uint64(x), -uint64(y))
	}
	return compareDigits(uint64(x), uint64(y))
}

// compareDigits compares the decimal texts of x and y: as many digits of the longer one as the shorter one has, and if
// these are equal, the shorter one is less.
func compareDigits(x, y uint64) int {
	m, n := digitCount(x), digitCount(y)
	if m > n {
		return -compareDigits(y, x)
	}
	return cmp.Or(cmp.Compare(x, y/tens[n-m]), cmp.Compare(m, n))
}

// digitCount returns the number of decimal digits of x.
func digitCount(x uint64) int {
	n := (bits.Len64(x)*1233)>>12 + 1 // log10(2) is 1233/4096, so this is right or one too many
	if n > 1 && x < tens[n-1] {
		n--
	}
	return n
}
