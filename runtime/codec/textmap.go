package codec

import (
	"cmp"
	"slices"
)

// TextMap is Map for keys that read themselves.
func TextMap[M ~map[K]V, K comparable, V any, P interface {
	*K
	UnmarshalText([]byte) error
}](d *Dec, s string, i int, v *M, elem func(*Dec, string, int, *V) int) int {
	i, state := openMap(d, s, i, v)
	if state != inside {
		return i
	}
	m, x := *v, new(V)
	for i >= 0 {
		var k K
		text, next := d.Key(s, i)
		if next < 0 {
			return -1
		}
		if err := P(&k).UnmarshalText([]byte(text)); err != nil {
			return d.ErrorAt(i, err.Error())
		}
		if repeated(d, next, m, k) {
			return -1
		}
		if i = fresh(d, s, next, x, elem); i < 0 {
			return -1
		}
		m[k] = *x
		i = d.Next(s, i)
	}
	return End(i)
}

// A TextKey is a key that writes itself, and what it writes.
type TextKey[K any] struct {
	Key  K
	Text string
}

// TextKeys returns the keys of m, which write themselves, in the order of their texts. It is Keys for such keys.
func TextKeys[M ~map[K]V, K interface {
	comparable
	MarshalText() ([]byte, error)
}, V any](e *Enc, b []byte, m M) []TextKey[K] {
	keys := make([]TextKey[K], 0, len(m))
	for k := range m {
		text, err := k.MarshalText()
		if err != nil {
			e.Fail(b, "MarshalText of a key: "+err.Error())
			return nil
		}
		keys = append(keys, TextKey[K]{k, string(text)})
	}
	slices.SortFunc(keys, func(x, y TextKey[K]) int { return cmp.Compare(x.Text, y.Text) })
	return keys
}
