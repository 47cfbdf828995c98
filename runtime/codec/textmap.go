package codec

import (
	"cmp"
	"slices"
)

// TextMap is Map for keys with an UnmarshalText method.
func TextMap[M ~map[K]V, K comparable, V any, P interface {
	*K
	UnmarshalText([]byte) error
}](d *Dec, s string, i int, v *M, elem func(*Dec, string, int, *V) int) int {
	return KeyedMap(d, s, i, v, func(d *Dec, s string, i int, k *K) int {
		text, next := d.Key(s, i)
		if next < 0 {
			return -1
		}
		return d.unless(P(k).UnmarshalText([]byte(text)), i, next)
	}, elem)
}

// JSONMap is Map for keys that have both UnmarshalText and UnmarshalJSON. For these encoding/json calls UnmarshalJSON,
// with the key in its quotes and with its escapes. (encoding/json: decode.go, literalStore, which object calls for
// keys)
func JSONMap[M ~map[K]V, K comparable, V any, P interface {
	*K
	UnmarshalJSON([]byte) error
}](d *Dec, s string, i int, v *M, elem func(*Dec, string, int, *V) int) int {
	return KeyedMap(d, s, i, v, func(d *Dec, s string, i int, k *K) int {
		_, next := d.Key(s, i)
		if next < 0 {
			return -1
		}
		return d.unless(P(k).UnmarshalJSON([]byte(s[i:behindString(s, i+1, next)])), i, next)
	}, elem)
}

// unless returns next, or -1 after it has recorded err, which is about what is at i.
func (d *Dec) unless(err error, i, next int) int {
	if err != nil {
		return d.ErrorAt(i, err.Error())
	}
	return next
}

// A TextKey is a key with a MarshalText method, and the text that the method returned.
type TextKey[K any] struct {
	Key  K
	Text string
}

// TextKeys is Keys for keys with a MarshalText method. They are in the order of their texts.
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
