package codec

import (
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
	if len(list) <= few {
		for j := range list {
			for i := range j {
				if list[i] == list[j] {
					return i, j
				}
			}
		}
		return 0, 0
	}
	seen := make(map[T]int, len(list))
	for j, v := range list {
		if i, known := seen[v]; known {
			return i, j
		}
		seen[v] = j
	}
	return 0, 0
}
