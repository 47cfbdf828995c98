package difftest

import (
	"reflect"
	"slices"
)

// equal is reflect.DeepEqual, but for keys of maps, which need only be deeply equal, too: a time.Time has a pointer to its
// zone, and each reading of an odd one makes a zone of its own.
func equal(a, b any) bool {
	return reflect.DeepEqual(a, b) || equalValues(reflect.ValueOf(a), reflect.ValueOf(b))
}

func equalValues(a, b reflect.Value) bool {
	if !a.IsValid() || !b.IsValid() || a.Type() != b.Type() {
		return a.IsValid() == b.IsValid() && !a.IsValid()
	}
	switch a.Kind() {
	case reflect.Pointer, reflect.Interface:
		return equalValues(a.Elem(), b.Elem())
	case reflect.Struct:
		for k := range a.NumField() {
			if !equalValues(a.Field(k), b.Field(k)) {
				return false
			}
		}
		return true
	case reflect.Slice, reflect.Array:
		if a.Kind() == reflect.Slice && a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return false
		}
		for k := range a.Len() {
			if !equalValues(a.Index(k), b.Index(k)) {
				return false
			}
		}
		return true
	case reflect.Map:
		return a.IsNil() == b.IsNil() && a.Len() == b.Len() && equalEntries(a, b)
	}
	return a.Equal(b)
}

// equalEntries reports whether each entry of the map a has one of b, which has as many, to itself.
func equalEntries(a, b reflect.Value) bool {
	left := b.MapKeys()
	for all := a.MapRange(); all.Next(); {
		k := slices.IndexFunc(left, func(key reflect.Value) bool {
			return equalValues(all.Key(), key) && equalValues(all.Value(), b.MapIndex(key))
		})
		if k < 0 {
			return false
		}
		left = slices.Delete(left, k, k+1)
	}
	return true
}
