// Package fallback writes what generated code cannot know: values whose type is decided at run time. It goes through
// encoding/json, so a program links it only if one of its types needs it.
package fallback

import (
	"encoding/json"

	"github.com/owgen/owgen/runtime/codec"
)

// AppendAny writes a value by its dynamic type, of which codec.AppendAny knows the frequent ones.
func AppendAny(e *codec.Enc, b []byte, v *any) []byte {
	e.Foreign(appendForeign)
	return codec.AppendAny(e, b, v)
}

// Append writes a value as encoding/json does. It is for interfaces with methods.
func Append[T any](e *codec.Enc, b []byte, v *T) []byte {
	return appendForeign(e, b, *v)
}

func appendForeign(e *codec.Enc, b []byte, v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		return e.Fail(b, err.Error())
	}
	return append(b, text...)
}
