// Package zero tells zero values as encoding/json does, for omitzero, where generated code cannot: of types that cannot
// be compared or named, and of interfaces that decide themselves. It reflects, but a program that needs it does not need
// encoding/json.
package zero

import "reflect"

// Is reports whether *v is the zero value of its type.
func Is[T any](v *T) bool {
	return reflect.ValueOf(v).Elem().IsZero()
}

// Says reports whether the value in an interface says that it is zero. None, and a nil pointer, are not asked.
func Says[T interface{ IsZero() bool }](v T) bool {
	value := reflect.ValueOf(v)
	return !value.IsValid() || value.Kind() == reflect.Pointer && value.IsNil() || v.IsZero()
}
