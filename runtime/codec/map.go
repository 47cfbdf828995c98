package codec

import (
	"strconv"
	"unsafe"
)

// Map reads an object, or null, which sets *v to nil. Members are added to an existing map. Values are zero before elem
// reads them.
func Map[M ~map[K]V, K ~string, V any](d *Dec, s string, i int, v *M, elem func(*Dec, string, int, *V) int) int {
	i, state := openMap(d, s, i, v)
	if state != inside {
		return i
	}
	m, x := *v, new(V)
	for i >= 0 {
		var k string
		if k, i = d.Key(s, i); i < 0 || repeated(d, i, m, K(k)) {
			return -1
		}
		if i = fresh(d, s, i, x, elem); i < 0 {
			return -1
		}
		m[K(k)] = *x
		i = d.Next(s, i)
	}
	return End(i)
}

// IntMap is Map for keys that are integers.
func IntMap[M ~map[K]V, K ~int | ~int8 | ~int16 | ~int32 | ~int64, V any](d *Dec, s string, i int, v *M,
	elem func(*Dec, string, int, *V) int) int {
	i, state := openMap(d, s, i, v)
	if state != inside {
		return i
	}
	m, x := *v, new(V)
	for i >= 0 {
		var k int64
		if k, i = d.intKey(s, i, 8*int(unsafe.Sizeof(K(0)))); i < 0 || repeated(d, i, m, K(k)) {
			return -1
		}
		if i = fresh(d, s, i, x, elem); i < 0 {
			return -1
		}
		m[K(k)] = *x
		i = d.Next(s, i)
	}
	return End(i)
}

// UintMap is Map for keys that are unsigned integers.
func UintMap[M ~map[K]V, K ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr, V any](d *Dec, s string, i int, v *M,
	elem func(*Dec, string, int, *V) int) int {
	i, state := openMap(d, s, i, v)
	if state != inside {
		return i
	}
	m, x := *v, new(V)
	for i >= 0 {
		var k uint64
		if k, i = d.uintKey(s, i, 8*int(unsafe.Sizeof(K(0)))); i < 0 || repeated(d, i, m, K(k)) {
			return -1
		}
		if i = fresh(d, s, i, x, elem); i < 0 {
			return -1
		}
		m[K(k)] = *x
		i = d.Next(s, i)
	}
	return End(i)
}

// openMap opens an object, and makes the map if there is none. It handles null and an empty object itself.
func openMap[M ~map[K]V, K comparable, V any](d *Dec, s string, i int, v *M) (int, opened) {
	i, state := d.open(s, i, '{')
	switch {
	case state == null:
		*v = nil
	case *v == nil && state != failed:
		*v = make(M)
	}
	return i, state
}

// fresh lets elem read a zero value.
func fresh[V any](d *Dec, s string, i int, x *V, elem func(*Dec, string, int, *V) int) int {
	var zero V
	*x = zero
	return elem(d, s, i, x)
}

// intKey reads a key as strconv reads an integer to base 10: +1 and 007 are fine, as for encoding/json.
func (d *Dec) intKey(s string, i int, width int) (int64, int) {
	k, next := d.Key(s, i)
	if next < 0 {
		return 0, -1
	}
	n, err := strconv.ParseInt(k, 10, width)
	if err != nil {
		return 0, d.badKey(i, k, "int", width, err)
	}
	return n, next
}

// uintKey is intKey for unsigned integers, which may not begin with + either.
func (d *Dec) uintKey(s string, i int, width int) (uint64, int) {
	k, next := d.Key(s, i)
	if next < 0 {
		return 0, -1
	}
	n, err := strconv.ParseUint(k, 10, width)
	if err != nil {
		return 0, d.badKey(i, k, "uint", width, err)
	}
	return n, next
}

// badKey records that strconv does not take the key k at i.
func (d *Dec) badKey(i int, k, kind string, width int, err error) int {
	if e, ok := err.(*strconv.NumError); ok && e.Err == strconv.ErrRange {
		return d.outOfRange(i, "key "+strconv.Quote(cut(k)), kind, width)
	}
	return d.ErrorAt(i, "expected integer as key, got "+strconv.Quote(cut(k)))
}
