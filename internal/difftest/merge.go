package difftest

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"
)

// CheckMerge compares what documents decode to in which each member stands twice: the second is decoded into what the
// first left. Types with slices deviate from encoding/json there on purpose, and are not compared.
func CheckMerge[T any](t *testing.T, c Codec[T], seed uint64, rounds int) {
	t.Helper()
	if holdsSlice(reflect.TypeFor[T](), map[reflect.Type]bool{}) {
		return
	}
	r := &random{rand.New(rand.NewPCG(seed, 2))}
	for round := range rounds {
		first, second := encoded[T](r), encoded[T](r)
		if !isObject(first) || !isObject(second) {
			continue
		}
		members := string(second[1:])
		for range r.IntN(4) {
			members = replaceValue(members, r.IntN(len(members)), "null")
		}
		c.CheckDecode(t, []byte(string(first[:len(first)-1])+","+members))
		if t.Failed() {
			t.Fatalf("seed %d, round %d of merging", seed, round)
		}
	}
}

// encoded returns a random value as encoding/json writes it, or nothing if it does not.
func encoded[T any](r *random) []byte {
	var v T
	r.fill(reflect.ValueOf(&v).Elem(), 0)
	document, err := json.Marshal(&v)
	if err != nil {
		return nil
	}
	return document
}

// isObject reports whether the document is an object with members.
func isObject(document []byte) bool {
	return bytes.HasPrefix(document, []byte("{")) && !bytes.Equal(document, []byte("{}"))
}

// holdsSlice reports whether a value of type t may hold a slice, but for text in base64. Types in seen are known not to.
func holdsSlice(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] || t == timeType || t == rawType || t == addrType || t == bigType {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Slice:
		return t.Elem() != reflect.TypeFor[byte]()
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
