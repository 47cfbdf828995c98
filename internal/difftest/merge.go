package difftest

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"
)

// CheckMerge compares what documents decode to in which each member stands twice: the second is decoded into what the
// first left.
func CheckMerge[T any](t *testing.T, c Codec[T], seed uint64, rounds int) {
	t.Helper()
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
