package codec

import "unsafe"

// Slice reads an array, or null, which sets *v to nil. Elements are zero before elem reads them, also where *v had
// capacity before.
func Slice[S ~[]E, E any](d *Dec, s string, i int, v *S, elem func(*Dec, string, int, *E) int) int {
	i, state := d.open(s, i, '[')
	if state != inside {
		*v = closed[S](state)
		return i
	}
	var zero E
	list := (*v)[:0]
	used := cap(list)
	for start := i; i >= 0; {
		n := len(list)
		if n == cap(list) {
			fresh := make([]E, n, larger(n, int(unsafe.Sizeof(zero)), i-start, len(s)-Pad-i))
			copy(fresh, list)
			list = fresh
		}
		list = list[:n+1]
		if n < used {
			list[n] = zero
		}
		if i = elem(d, s, i, &list[n]); i < 0 {
			return -1
		}
		i = d.element(s, i)
	}
	*v = list
	return End(i)
}

// closed returns the slice for an array without elements, or for null in its place.
func closed[S ~[]E, E any](state opened) S {
	if state == empty {
		return S{}
	}
	return nil
}

// larger returns the capacity that a full slice of n elements should grow to. Each element has size bytes. They came
// from done bytes of text, and rest bytes are left; the guess is that the elements in them are like those before. The
// guess is limited, so that no document makes the decoder allocate much more than it really holds: an element takes at
// least two bytes of text, and the guess is for at most eight times the memory of the rest. Beyond that the slice only
// doubles.
func larger(n, size, done, rest int) int {
	if n == 0 {
		return min(4, max(1, 512/max(size, 1)), 1+rest/2)
	}
	guess := int64(n) + int64(n)*int64(rest)/int64(max(done, 1)) + 1
	guess = max(int64(n)+4, min(guess, 4*int64(n)))
	guess = min(guess, max(int64(n)+1, 2*int64(n), int64(n)+8*int64(rest)/int64(max(size, 1))))
	return int(min(guess, int64(n)+1+int64(rest)/2))
}

// Array reads an array into v, a slice of a whole Go array. Missing elements become zero, and surplus ones are skipped.
// Null leaves v alone.
func Array[E any](d *Dec, s string, i int, v []E, elem func(*Dec, string, int, *E) int) int {
	i, state := d.open(s, i, '[')
	switch state {
	case empty:
		clear(v)
		return i
	case failed, null:
		return i
	}
	for i >= 0 {
		if len(v) == 0 {
			i = d.Skip(s, i)
		} else {
			i = elem(d, s, i, &v[0])
			v = v[1:]
		}
		if i < 0 {
			return -1
		}
		i = d.element(s, i)
	}
	clear(v)
	return End(i)
}
