// Package zero finds zero values as encoding/json does for omitzero, where generated code cannot: values of types that
// cannot be compared or named, and interfaces with a method IsZero. It uses reflection, but a program that needs it
// does not need encoding/json.
package zero

import "reflect"

// Is reports whether *v is the zero value of its type.
func Is[T any](v *T) bool {
	return reflect.ValueOf(v).Elem().IsZero()
}

// Says reports whether the value in an interface says that it is zero. A nil interface and a nil pointer are zero
// without being asked.
func Says[T interface{ IsZero() bool }](v T) bool {
	value := reflect.ValueOf(v)
	return !value.IsValid() || value.Kind() == reflect.Pointer && value.IsNil() || v.IsZero()
}
