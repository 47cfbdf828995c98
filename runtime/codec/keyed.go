package codec

import (
	"strconv"
	"unsafe"
)

// IntMap is Map for keys that are integers.
func IntMap[M ~map[K]V, K ~int | ~int8 | ~int16 | ~int32 | ~int64, V any](d *Dec, s string, i int, v *M,
	elem func(*Dec, string, int, *V) int) int {
	return KeyedMap(d, s, i, v, IntKey[K], elem)
}

// UintMap is Map for keys that are unsigned integers.
func UintMap[M ~map[K]V, K ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr, V any](d *Dec, s string, i int, v *M,
	elem func(*Dec, string, int, *V) int) int {
	return KeyedMap(d, s, i, v, UintKey[K], elem)
}

// Key reads a key that is a string.
func Key[K ~string](d *Dec, s string, i int, v *K) int {
	k, i := d.Key(s, i)
	*v = K(k)
	return i
}

// IntKey reads a key that is an integer, as strconv reads one to base 10: +1 and 007 are fine, as for encoding/json.
func IntKey[K ~int | ~int8 | ~int16 | ~int32 | ~int64](d *Dec, s string, i int, v *K) int {
	text, next := d.Key(s, i)
	if next < 0 {
		return -1
	}
	width := 8 * int(unsafe.Sizeof(*v))
	n, err := strconv.ParseInt(text, 10, width)
	if err != nil {
		return d.badKey(i, text, "int", width, err)
	}
	*v = K(n)
	return next
}

// UintKey is IntKey for unsigned integers, which may not begin with + either.
func UintKey[K ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr](d *Dec, s string, i int, v *K) int {
	text, next := d.Key(s, i)
	if next < 0 {
		return -1
	}
	width := 8 * int(unsafe.Sizeof(*v))
	n, err := strconv.ParseUint(text, 10, width)
	if err != nil {
		return d.badKey(i, text, "uint", width, err)
	}
	*v = K(n)
	return next
}

// badKey records that strconv does not take the key k at i.
func (d *Dec) badKey(i int, k, kind string, width int, err error) int {
	if e, ok := err.(*strconv.NumError); ok && e.Err == strconv.ErrRange {
		return d.outOfRange(i, "key "+strconv.Quote(cut(k)), kind, width)
	}
	return d.ErrorAt(i, "expected integer as key, got "+strconv.Quote(cut(k)))
}
