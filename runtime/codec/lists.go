package codec

import (
	"math/bits"
	"unsafe"
)

// Ints is Slice for integers: it calls no function value, and allocates once.
func Ints[S ~[]E, E ~int | ~int8 | ~int16 | ~int32 | ~int64](d *Dec, s string, i int, v *S) int {
	i, state := d.open(s, i, '[')
	if state != inside {
		*v = closed[S](state)
		return i
	}
	list := room(*v, s, i)
	for i >= 0 {
		var n int64
		if n, i = d.int(s, i, 0, 8*int(unsafe.Sizeof(E(0)))); i < 0 {
			return -1
		}
		list = append(list, E(n))
		i = d.element(s, i)
	}
	*v = list
	return End(i)
}

// Uints is Slice for unsigned integers: it calls no function value, and allocates once.
func Uints[S ~[]E, E ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr](d *Dec, s string, i int, v *S) int {
	i, state := d.open(s, i, '[')
	if state != inside {
		*v = closed[S](state)
		return i
	}
	list := room(*v, s, i)
	for i >= 0 {
		var n uint64
		if n, i = d.uint(s, i, 0, 8*int(unsafe.Sizeof(E(0)))); i < 0 {
			return -1
		}
		list = append(list, E(n))
		i = d.element(s, i)
	}
	*v = list
	return End(i)
}

// Floats is Slice for floats: it calls no function value, and allocates once.
func Floats[S ~[]E, E ~float32 | ~float64](d *Dec, s string, i int, v *S) int {
	i, state := d.open(s, i, '[')
	if state != inside {
		*v = closed[S](state)
		return i
	}
	list := room(*v, s, i)
	for i >= 0 {
		var f float64
		if f, i = d.float(s, i, 0, 8*int(unsafe.Sizeof(E(0)))); i < 0 {
			return -1
		}
		list = append(list, E(f))
		i = d.element(s, i)
	}
	*v = list
	return End(i)
}

// Strings is Slice for strings: it calls no function value.
func Strings[S ~[]E, E ~string](d *Dec, s string, i int, v *S) int {
	i, state := d.open(s, i, '[')
	if state != inside {
		*v = closed[S](state)
		return i
	}
	list := (*v)[:0]
	for start := i; i >= 0; {
		if n := len(list); n == cap(list) {
			fresh := make([]E, n, larger(n, int(unsafe.Sizeof("")), i-start, len(s)-Pad-i))
			copy(fresh, list)
			list = fresh
		}
		var t string
		if t, i = d.string(s, i, ""); i < 0 {
			return -1
		}
		list = append(list, E(t))
		i = d.element(s, i)
	}
	*v = list
	return End(i)
}

// room returns list without elements, or a new list if its capacity is too small for the array whose first number is at
// i.
func room[S ~[]E, E any](list S, s string, i int) S {
	n := commas(s, i) + 1
	if cap(list) < n {
		return make(S, 0, n)
	}
	return list[:0]
}

// commas returns the number of commas from i on up to a bracket that closes an array, or NUL.
func commas(s string, i int) int {
	n := 0
	for {
		w := load(s, i)
		comma, bracket := w^','*ones, w^']'*ones
		// Marks are counted, so each must be right: no sum of these carries into the next byte.
		found := ^(comma&^highs + ^uint64(highs) | comma | ^uint64(highs))
		if m := ((bracket-ones)&^bracket | (w-ones)&^w) & highs; m != 0 {
			return n + bits.OnesCount64(found&before(m))
		}
		n += bits.OnesCount64(found)
		i += 8
	}
}
