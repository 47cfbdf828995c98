package codec

import "unsafe"

// KeyedMap is Map for keys that the function key reads, with the colon behind them: Key, IntKey or UintKey, or one that
// checks what these read.
func KeyedMap[M ~map[K]V, K comparable, V any](d *Dec, s string, i int, v *M, key func(*Dec, string, int, *K) int,
	elem func(*Dec, string, int, *V) int) int {
	i, state := openMap(d, s, i, v)
	if state != inside {
		return i
	}
	m, x := *v, new(V)
	for i >= 0 {
		var k K
		if i = key(d, s, i, &k); i < 0 || repeated(d, i, m, k) {
			return -1
		}
		if i = fresh(d, s, i, x, elem); i < 0 {
			return -1
		}
		m[k] = *x
		i = d.Next(s, i)
	}
	return End(i)
}

// Key reads a key that is a string.
func Key[K ~string](d *Dec, s string, i int, v *K) int {
	k, i := d.Key(s, i)
	*v = K(k)
	return i
}

// IntKey reads a key that is an integer.
func IntKey[K ~int | ~int8 | ~int16 | ~int32 | ~int64](d *Dec, s string, i int, v *K) int {
	k, i := d.intKey(s, i, 8*int(unsafe.Sizeof(*v)))
	*v = K(k)
	return i
}

// UintKey reads a key that is an unsigned integer.
func UintKey[K ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr](d *Dec, s string, i int, v *K) int {
	k, i := d.uintKey(s, i, 8*int(unsafe.Sizeof(*v)))
	*v = K(k)
	return i
}
