// Package fallback reads and writes what generated code cannot: values whose type is known only at run time, and types
// that the program cannot name. It goes through encoding/json, so a program links it only if one of its types needs it.
package fallback

import (
	"bytes"
	"encoding/json"

	"github.com/owgen/owgen/runtime/codec"
)

// Decode reads a value as encoding/json does, from a copy of its text. That the text is JSON, and how deep it nests, is
// checked before, so that limits hold for the document as a whole.
func Decode[T any](d *codec.Dec, s string, i int, v *T) int {
	text, next := d.Value(s, i)
	if next < 0 {
		return -1
	}
	if err := json.Unmarshal([]byte(text), v); err != nil {
		return fail(d, s, next-len(text), next, err)
	}
	return next
}

// Append writes a value that has an address as encoding/json does: methods of the pointer are called.
func Append[T any](e *codec.Enc, b []byte, v *T) []byte {
	return appendForeign(e, b, v)
}

// AppendCopy is Append for a value that has no address for encoding/json: an element of a map, or a part of one.
func AppendCopy[T any](e *codec.Enc, b []byte, v *T) []byte {
	return appendForeign(e, b, *v)
}

// AppendAny writes a value by its dynamic type. codec.AppendAny knows the frequent types.
func AppendAny(e *codec.Enc, b []byte, v *any) []byte {
	e.Foreign(appendForeign)
	return codec.AppendAny(e, b, v)
}

func appendForeign(e *codec.Enc, b []byte, v any) []byte {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(!e.RawHTML())
	if err := enc.Encode(v); err != nil {
		return e.Fail(b, err.Error())
	}
	return append(b, bytes.TrimSuffix(text.Bytes(), []byte("\n"))...)
}
