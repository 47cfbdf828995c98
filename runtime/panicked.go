package ow

import (
	"strconv"

	"github.com/owgen/owgen/runtime/codec"
)

// describe says what a handler panicked with. Package fmt would say more about structs, but would be a seventh of the
// program. The value's own text comes from user code: a nil pointer that is an error would panic again, where nobody
// recovers.
func describe(v any) (text string) {
	defer func() {
		if recover() != nil {
			text = "a value of type " + codec.TypeName(v) + ", whose own text panics"
		}
	}()
	switch v := v.(type) {
	case error:
		return v.Error()
	case interface{ String() string }:
		return v.String()
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return "a value of type " + codec.TypeName(v)
}
