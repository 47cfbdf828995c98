package codec

import (
	"strconv"
	"strings"
	"time"
)

// AppendAny writes a value by its dynamic type: what Any reads, every basic type, and some more that need no
// reflection. It fails for others, unless Foreign has set a function that writes them.
func AppendAny(e *Enc, b []byte, v *any) []byte {
	switch x := (*v).(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return AppendBool(e, b, &x)
	case string:
		return e.appendString(b, x)
	case float64:
		return e.appendFloat(b, x, 64)
	case map[string]any:
		return appendMap(e, b, x, AppendAny)
	case []any:
		return AppendSlice(e, b, &x, AppendAny)
	case map[string]string:
		return appendMap(e, b, x, AppendString)
	case []string:
		return AppendSlice(e, b, &x, AppendString)
	case []map[string]any:
		return AppendSlice(e, b, &x, appendAnyMap)
	case []int:
		return AppendSlice(e, b, &x, AppendInt)
	case []float64:
		return AppendSlice(e, b, &x, AppendFloat)
	case []byte:
		return AppendBytes(e, b, &x)
	case time.Time:
		return AppendTime(e, b, &x)
	case time.Duration:
		return strconv.AppendInt(b, int64(x), 10)
	}
	return e.appendBasic(b, *v)
}

// appendBasic writes the numbers that are not frequent in an any.
func (e *Enc) appendBasic(b []byte, v any) []byte {
	switch x := v.(type) {
	case int:
		return strconv.AppendInt(b, int64(x), 10)
	case int8:
		return strconv.AppendInt(b, int64(x), 10)
	case int16:
		return strconv.AppendInt(b, int64(x), 10)
	case int32:
		return strconv.AppendInt(b, int64(x), 10)
	case int64:
		return strconv.AppendInt(b, x, 10)
	case uint:
		return strconv.AppendUint(b, uint64(x), 10)
	case uint8:
		return strconv.AppendUint(b, uint64(x), 10)
	case uint16:
		return strconv.AppendUint(b, uint64(x), 10)
	case uint32:
		return strconv.AppendUint(b, uint64(x), 10)
	case uint64:
		return strconv.AppendUint(b, x, 10)
	case uintptr:
		return strconv.AppendUint(b, uint64(x), 10)
	case float32:
		return e.appendFloat(b, float64(x), 32)
	}
	if e.foreign != nil {
		return e.foreign(e, b, v)
	}
	return e.Fail(b, "cannot write a "+TypeName(v)+" that is in an interface")
}

// AppendInterface writes the value in an interface with methods as AppendAny does.
func AppendInterface[T any](e *Enc, b []byte, v *T) []byte {
	x := any(*v)
	return AppendAny(e, b, &x)
}

func appendAnyMap(e *Enc, b []byte, v *map[string]any) []byte {
	return appendMap(e, b, *v, AppendAny)
}

// appendMap writes maps as generated functions do.
func appendMap[V any](e *Enc, b []byte, m map[string]V, elem func(*Enc, []byte, *V) []byte) []byte {
	if m == nil {
		return e.Nil(b, "{}")
	}
	if !e.Enter(b) {
		return b
	}
	var space [16]string
	open, x := len(b), new(V)
	for _, k := range Keys(m, space[:0]) {
		*x = m[k]
		b = elem(e, AppendKey(e, b, k), x)
	}
	e.Leave()
	return Close(b, open)
}

// TypeName returns the name of v's type, for messages. It needs no package reflect: the name is in the error of a type
// assertion that fails.
func TypeName(v any) (name string) {
	type none interface{ none() }
	defer func() {
		if err, ok := recover().(error); ok {
			// interface conversion: pkg.Type is not codec.none: missing method none
			name, _, _ = strings.Cut(strings.TrimPrefix(err.Error(), "interface conversion: "), " is not ")
		}
	}()
	v.(none).none()
	return "value"
}
