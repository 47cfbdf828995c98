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
	return ownMap(d, s, i, v, elem, func(k *K, _, text string) error { return P(k).UnmarshalText([]byte(text)) })
}

// JSONMap is Map for keys that have both UnmarshalText and UnmarshalJSON. For these encoding/json calls UnmarshalJSON,
// with the key in its quotes and with its escapes. (encoding/json: decode.go, literalStore, which object calls for
// keys)
func JSONMap[M ~map[K]V, K comparable, V any, P interface {
	*K
	UnmarshalJSON([]byte) error
}](d *Dec, s string, i int, v *M, elem func(*Dec, string, int, *V) int) int {
	return ownMap(d, s, i, v, elem, func(k *K, quoted, _ string) error { return P(k).UnmarshalJSON([]byte(quoted)) })
}

// ownMap is Map for keys that the function own sets. It gets the key as it stands in the document, and the key's text.
func ownMap[M ~map[K]V, K comparable, V any](d *Dec, s string, i int, v *M, elem func(*Dec, string, int, *V) int,
	own func(k *K, quoted, text string) error) int {
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
		if err := own(&k, s[i:behindString(s, i+1, next)], text); err != nil {
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
