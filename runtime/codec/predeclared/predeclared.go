// Package predeclared gives Go's predeclared identifiers other names. Generated code imports it where the package that it
// is a part of declares one of them itself, such as a type called string, or a function called len.
package predeclared

import "reflect"

// The predeclared types.
type (
	Any        = any
	Bool       = bool
	Byte       = byte
	Complex128 = complex128
	Complex64  = complex64
	Error      = error
	Float32    = float32
	Float64    = float64
	Int        = int
	Int16      = int16
	Int32      = int32
	Int64      = int64
	Int8       = int8
	Rune       = rune
	String     = string
	Uint       = uint
	Uint16     = uint16
	Uint32     = uint32
	Uint64     = uint64
	Uint8      = uint8
	Uintptr    = uintptr
)

// Append is append of single bytes.
func Append(b []byte, more ...byte) []byte { return append(b, more...) }

// AppendString is append of a string.
func AppendString(b []byte, s string) []byte { return append(b, s...) }

// Len is len of what has a length by reflection: a string, slice, map or array.
func Len[T any](v T) int { return reflect.ValueOf(v).Len() }

// IsNil reports whether *v, which is of a type that has nil, is nil.
func IsNil[T any](v *T) bool { return reflect.ValueOf(v).Elem().IsNil() }

// NoError is nil as an error.
func NoError() error { return nil }
