// Package difftest compares generated codecs with encoding/json, or another oracle, on random values of a type and on
// random and broken documents. It also checks what must hold besides.
package difftest

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

// A Codec holds the functions that are generated for a type T.
type Codec[T any] struct {
	Decode func(d *codec.Dec, s string, i int, v *T) int
	Encode func(e *codec.Enc, b []byte, v *T) []byte
	Oracle *Oracle // nil for encoding/json
}

// New returns the codec of two functions. They may be generic functions of runtime/codec, as in the main of a program.
func New[T any](decode func(*codec.Dec, string, int, *T) int, encode func(*codec.Enc, []byte, *T) []byte) Codec[T] {
	return Codec[T]{Decode: decode, Encode: encode}
}

// An Oracle says what is right.
type Oracle struct {
	Marshal   func(v any) ([]byte, error)
	Unmarshal func(document []byte, v any) error
	Normal    func(document []byte) []byte // a copy in which everything that may differ is made equal; nil if nothing may differ
}

var encodingJSON = Oracle{Marshal: json.Marshal, Unmarshal: json.Unmarshal}

// oracle returns what the codec is compared with.
func (c Codec[T]) oracle() Oracle {
	if c.Oracle == nil {
		return encodingJSON
	}
	return *c.Oracle
}

// unmarshal decodes a whole document as the runtime does.
func (c Codec[T]) unmarshal(body []byte) (v T, err error) {
	var d codec.Dec
	s := codec.Text(body)
	i := c.Decode(&d, s, 0, &v)
	if i >= 0 {
		i = d.Document(s, i)
	}
	if i < 0 {
		return v, d.Err(s, 0, "params")
	}
	return v, nil
}

// marshal encodes a value as the runtime does.
func (c Codec[T]) marshal(v *T) ([]byte, error) {
	var e codec.Enc
	b := c.Encode(&e, nil, v)
	if err := e.Err("result"); err != nil {
		return nil, err
	}
	return b, nil
}

// Check compares c with encoding/json on as many random values as rounds says, and on documents made of them. The seed
// makes a run repeatable.
func Check[T any](t *testing.T, c Codec[T], seed uint64, rounds int) {
	t.Helper()
	r := &random{rand.New(rand.NewPCG(seed, 0))}
	for round := range rounds {
		var v T
		r.fill(reflect.ValueOf(&v).Elem(), 0)
		document := c.CheckEncode(t, &v)
		if t.Failed() {
			t.Fatalf("seed %d, round %d", seed, round)
		}
		c.CheckDecode(t, document)
		for range 20 {
			c.CheckDecode(t, r.mutate(document))
		}
		if len(document) <= 4096 && round%16 == 0 {
			for cut := range document {
				c.CheckDecode(t, document[:cut])
			}
			c.checkOwnership(t, document)
		}
		if t.Failed() {
			t.Fatalf("seed %d, round %d", seed, round)
		}
	}
}

// CheckEncode compares the encodings of v, and returns one that is valid in any case.
func (c Codec[T]) CheckEncode(t *testing.T, v *T) []byte {
	t.Helper()
	want, wantErr := c.oracle().Marshal(v)
	got, gotErr := c.marshal(v)
	normal := c.oracle().Normal
	if normal == nil {
		normal = func(document []byte) []byte { return document }
	}
	if (wantErr == nil) != (gotErr == nil) || !bytes.Equal(normal(want), normal(got)) {
		t.Errorf("encoding %#v:\n got %s, %v\nwant %s, %v", *v, got, gotErr, want, wantErr)
	}
	if wantErr != nil {
		return []byte("{}")
	}
	return want
}

// CheckDecode compares what the document decodes to: both accept it and give equal values, unless a deviation allows for
// others, or both refuse it.
func (c Codec[T]) CheckDecode(t *testing.T, document []byte) {
	t.Helper()
	var want T
	wantErr := c.oracle().Unmarshal(document, &want)
	got, gotErr := c.unmarshal(document)
	switch {
	case (wantErr == nil) != (gotErr == nil):
		t.Errorf("decoding %q:\n got error %v\nwant error %v", document, gotErr, wantErr)
	case wantErr == nil && !equal(got, want) && !MayDiffer[T](document):
		t.Errorf("decoding %q:\n got %+v\nwant %+v", document, got, want)
	}
}

// checkOwnership overwrites a document after decoding it, and decodes one document several times at once: neither may
// change a value.
func (c Codec[T]) checkOwnership(t *testing.T, document []byte) {
	t.Helper()
	want, err := c.unmarshal(document)
	if err != nil {
		return // CheckDecode has compared that
	}
	body := bytes.Clone(document)
	got, _ := c.unmarshal(body)
	for k := range body {
		body[k] = 'x'
	}
	if !equal(got, want) {
		t.Errorf("a value of %q changed with the caller's body", document)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if got, err := c.unmarshal(document); err != nil || !equal(got, want) {
				t.Errorf("decoding %q beside others: %+v, %v", document, got, err)
			}
		})
	}
	all.Wait()
}

// Fuzz adds documents of random values as seeds and compares c with encoding/json on whatever the fuzzer makes of them.
func Fuzz[T any](f *testing.F, c Codec[T]) {
	r := &random{rand.New(rand.NewPCG(1, 1))}
	for range 8 {
		var v T
		r.fill(reflect.ValueOf(&v).Elem(), 0)
		if document, err := json.Marshal(&v); err == nil {
			f.Add(document)
		}
	}
	f.Fuzz(func(t *testing.T, document []byte) { c.CheckDecode(t, document) })
}
