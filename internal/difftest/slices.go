package difftest

import (
	"bytes"
	"encoding/json"
	"reflect"

	"github.com/owgen/owgen/runtime/codec"
)

// The functions of this file tell where slices may be decoded into a second time.

// holdsSlice reports whether a value of type t may hold a slice, which a []byte is too: an array of numbers may stand in
// the place of its base64. Types in seen are known not to.
func holdsSlice(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] || t == timeType || t == rawType || t == addrType || t == bigType {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Slice:
		return true
	case reflect.Pointer, reflect.Array, reflect.Map:
		return holdsSlice(t.Elem(), seen)
	case reflect.Struct:
		for k := range t.NumField() {
			if holdsSlice(t.Field(k).Type, seen) {
				return true
			}
		}
	}
	return false
}

// repeats reports whether an object in the document has two keys that name one field.
func repeats(document []byte) bool {
	var folds codec.Dec
	d := json.NewDecoder(bytes.NewReader(document))
	var open []map[string]bool // the keys of each open object; nil for an array
	isKey := false
	for {
		token, err := d.Token()
		if err != nil {
			return false
		}
		top := len(open) - 1
		switch token := token.(type) {
		case json.Delim:
			switch token {
			case '{':
				open = append(open, map[string]bool{})
			case '[':
				open = append(open, nil)
			default:
				open = open[:top]
			}
		case string:
			if isKey {
				if folded := string(folds.Fold(token)); open[top][folded] {
					return true
				} else {
					open[top][folded] = true
				}
				isKey = false
				continue
			}
		}
		top = len(open) - 1
		isKey = top >= 0 && open[top] != nil
	}
}
