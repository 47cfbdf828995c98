package codec

import "strings"

// This file is about members that a document may not have. What is wrong with one is its key, but a decoder knows where
// it has read the key only behind the colon: that is the place it names, and Err finds the key.

// Unknown records that the key in front of i, the place of its value, names no field. It returns -1.
func (d *Dec) Unknown(i int) int { return d.keyBefore(i, "unknown field") }

// SkipPrefix lets UnknownParam skip the members of the outermost object whose keys begin with prefix. It holds until Reset.
func (d *Dec) SkipPrefix(prefix string) { d.prefix = prefix }

// UnknownParam is Unknown for the struct that is the parameters, where k is the key, but for what SkipPrefix lets pass. It
// returns the index behind that.
func (d *Dec) UnknownParam(s string, i int, k string) int {
	if d.depth == 1 && d.prefix != "" && strings.HasPrefix(k, d.prefix) {
		return d.Skip(s, i)
	}
	return d.Unknown(i)
}

// Duplicate records that the key in front of i, the place of its value, was there before. It returns -1.
func (d *Dec) Duplicate(i int) int { return d.keyBefore(i, "duplicate field") }

func (d *Dec) keyBefore(i int, msg string) int {
	if d.msg == "" {
		d.key = true
	}
	return d.ErrorAt(i, msg)
}

// repeated reports whether the entry with the key k, whose value is at i, may not be added to m because there is one
// already. Then that is recorded.
func repeated[M ~map[K]V, K comparable, V any](d *Dec, i int, m M, k K) bool {
	if d.how&UniqueKeys == 0 {
		return false
	}
	_, known := m[k]
	if known {
		d.keyBefore(i, "duplicate key")
	}
	return known
}
