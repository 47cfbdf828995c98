package fallback

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"github.com/owgen/owgen/runtime/codec"
)

// fail records why encoding/json did not accept the value s[start:end]. If a part of it has the wrong type, the error
// becomes that of the codec's own reader for such a part, so that path, offset and words are the same as elsewhere. Any
// other error stays as it is: errors of methods may even be about a text of their own.
func fail(d *codec.Dec, s string, start, end int, err error) int {
	if e, ok := err.(*json.UnmarshalTypeError); ok {
		text := s[start:end]
		at := token(text, int(e.Offset))
		switch word, number, isNumber := strings.Cut(e.Value, " "); {
		case at < 0:
		case isKey(text, at):
			if isNumber {
				return d.ErrorAt(start+at, "expected "+e.Type.Kind().String()+" as key, got "+strconv.Quote(number[:min(len(number), 64)]))
			}
		case word == kindOf(text[at]):
			read(d, s, start+at, e.Type)
		}
	}
	return d.ErrorAt(start, err.Error()) // unless there is an error already
}

// token returns the start of the token that encoding/json means by the offset of an error, or -1.
func token(text string, offset int) int {
	for i := 0; i < len(text); {
		next := behind(text, i)
		if means(text, i, next, offset) {
			return i
		}
		i = next
	}
	return -1
}

// isKey reports whether the token at i of a JSON text is a string before a colon.
func isKey(text string, i int) bool {
	return text[i] == '"' && strings.HasPrefix(strings.TrimLeft(text[behind(text, i):], " \t\r\n"), ":")
}

// behind returns the index after the token, or the white space, at i of a JSON text.
func behind(text string, i int) int {
	if text[i] == '"' {
		for i++; text[i] != '"'; i++ {
			if text[i] == '\\' {
				i++
			}
		}
		return i + 1
	}
	n := strings.IndexAny(text[i:], " \t\r\n,:[]{}\"")
	if n < 0 {
		return len(text)
	}
	return i + max(n, 1)
}

// kindOf returns what encoding/json calls a value that begins with c.
func kindOf(c byte) string {
	switch c {
	case '"':
		return "string"
	case '{':
		return "object"
	case '[':
		return "array"
	case 't', 'f':
		return "bool"
	case 'n':
		return "null"
	}
	return "number"
}

// read reads the value at i as a t, to record what is wrong with it.
func read(d *codec.Dec, s string, i int, t reflect.Type) {
	if t.Implements(textUnmarshaler) || reflect.PointerTo(t).Implements(textUnmarshaler) {
		codec.String(d, s, i, new(string))
		return
	}
	switch t.Kind() {
	case reflect.Bool:
		codec.Bool(d, s, i, new(bool))
	case reflect.String:
		codec.String(d, s, i, new(string))
	case reflect.Struct, reflect.Map:
		d.Object(s, i)
	case reflect.Slice, reflect.Array:
		codec.Array[struct{}](d, s, i, nil, nil)
	case reflect.Interface:
		codec.Interface(d, s, i, new(any))
	default:
		readNumber(d, s, i, t.Kind())
	}
}

func readNumber(d *codec.Dec, s string, i int, kind reflect.Kind) {
	switch kind {
	case reflect.Int:
		codec.Int(d, s, i, new(int))
	case reflect.Int8:
		codec.Int(d, s, i, new(int8))
	case reflect.Int16:
		codec.Int(d, s, i, new(int16))
	case reflect.Int32:
		codec.Int(d, s, i, new(int32))
	case reflect.Int64:
		codec.Int(d, s, i, new(int64))
	case reflect.Uint:
		codec.Uint(d, s, i, new(uint))
	case reflect.Uint8:
		codec.Uint(d, s, i, new(uint8))
	case reflect.Uint16:
		codec.Uint(d, s, i, new(uint16))
	case reflect.Uint32:
		codec.Uint(d, s, i, new(uint32))
	case reflect.Uint64:
		codec.Uint(d, s, i, new(uint64))
	case reflect.Uintptr:
		codec.Uint(d, s, i, new(uintptr))
	case reflect.Float32:
		codec.Float(d, s, i, new(float32))
	case reflect.Float64:
		codec.Float(d, s, i, new(float64))
	}
}

var textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
