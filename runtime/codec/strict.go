package codec

import "strings"

// This file is about members that a document must not have. The error is about the key, but a decoder only knows the
// position after the colon. It records that position, and Err finds the key.

// Unknown records that the key before i, where its value begins, names no field. It returns -1.
func (d *Dec) Unknown(i int) int { return d.keyBefore(i, "unknown field") }

// SkipPrefix lets UnknownParam skip the members of the outermost object whose keys begin with prefix. It holds until Reset.
func (d *Dec) SkipPrefix(prefix string) { d.prefix = prefix }

// Watch has watch look at the keys of the outermost object, but for those of fields that come in the order of their struct.
// Seen reports whether it was true for one of them. Both hold until Reset.
func (d *Dec) Watch(watch func(key string) bool) { d.watch = watch }

// Seen is what Watch says.
func (d *Dec) Seen() bool { return d.seen }

// UnknownParam is Unknown for the struct of the parameters; k is the key. It skips the members that SkipPrefix lets
// pass, and returns the index after them.
func (d *Dec) UnknownParam(s string, i int, k string) int {
	if d.depth == 1 && d.prefix != "" && strings.HasPrefix(k, d.prefix) {
		return d.Skip(s, i)
	}
	return d.Unknown(i)
}

// Duplicate records that the key before i, where its value begins, has occurred before. It returns -1.
func (d *Dec) Duplicate(i int) int { return d.keyBefore(i, "duplicate field") }

func (d *Dec) keyBefore(i int, msg string) int {
	if d.msg == "" {
		d.key = true
	}
	return d.ErrorAt(i, msg)
}

// repeated reports whether the key k, whose value is at i, is in m already and must not be repeated. If so, it records
// the error.
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
