package codec

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// This file measures strings and lists for generated code.

// Shorter reports whether s has fewer than n characters, which are code points.
func Shorter[T ~string](s T, n int) bool { return len(s) < utf8.UTFMax*n && runes(string(s)) < n }

// Longer reports whether s has more than n characters, which are code points.
func Longer[T ~string](s T, n int) bool { return len(s) > n && runes(string(s)) > n }

// runes is not inlined, so that what calls it is.
//
//go:noinline
func runes(s string) int { return utf8.RuneCountInString(s) }

// Unique refuses the list at the index at if two of its elements are equal. i is what the list's reader returned; see
// Refuse.
func Unique[T comparable](d *Dec, s string, at, i int, list []T) int {
	if first, second := Twins(list); second > 0 {
		return d.Refuse(s, at, i, "items "+strconv.Itoa(first)+" and "+strconv.Itoa(second)+" are equal")
	}
	return i
}

// Twins returns the indices of two elements of list that are equal: the first that another one repeats, and that one. It
// returns 0, 0 if there are none.
func Twins[T comparable](list []T) (first, second int) {
	const few = 16 // comparing them all takes less time than a map, and no memory
	for j := range list[:min(few, len(list))] {
		for i := range j {
			if list[i] == list[j] {
				return i, j
			}
		}
	}
	if len(list) <= few {
		return 0, 0
	}
	seen := make(map[T]struct{}) // which grows with what is different, and not with what was sent
	for j, v := range list {
		if _, known := seen[v]; known {
			return slices.Index(list, v), j
		}
		seen[v] = struct{}{}
	}
	return 0, 0
}
