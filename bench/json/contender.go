package json

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"

	"github.com/owgen/owgen/bench/json/codecs"
	"github.com/owgen/owgen/runtime/codec"
)

// Names of the columns of owgen's codecs.
const (
	private = "owgen"         // decodes a copy, encodes into a new slice
	owned   = "owgen, owned"  // decodes the bytes it was given
	reused  = "owgen, reused" // encodes into a buffer that is kept
)

// yardstick is the column of a validating skip, which is the least that a decoder in Go can do.
const yardstick = "skip"

// A contender decodes one text to a T, and encodes values of T. It may do only one of the two.
type contender[T any] struct {
	column    string
	same      bool // encodes as encoding/json does, to the byte
	unmarshal func(*T) error
	marshal   func(*T) ([]byte, error)
}

// contenders returns the libraries, and the ways to use the codec.
func contenders[T any](text []byte, c codecs.Codec[T]) []contender[T] {
	var all []contender[T]
	for _, l := range libraries {
		all = append(all, contender[T]{
			l.name, l.differs == "",
			func(v *T) error { return l.unmarshal(text, v) },
			func(v *T) ([]byte, error) { return l.marshal(v) },
		})
	}
	// The decoder never writes to its text, so that one block can be given away again and again.
	block := append(bytes.Clone(text), make([]byte, codec.Pad)...)
	return append(all,
		contender[T]{private, true, func(v *T) error { return c.Unmarshal(text, v) }, c.Marshal},
		contender[T]{owned, true, func(v *T) error { return c.UnmarshalOwn(block, len(text), v) }, nil},
		contender[T]{reused, true, nil, func(v *T) (b []byte, err error) {
			err = c.Encode(v, func(result []byte) { b = result })
			return b, err
		}},
	)
}

// skip returns a task's function that checks the text and keeps nothing.
func skip(text []byte) func() error {
	s := codec.Text(text)
	var d codec.Dec
	return func() error {
		d.Reset()
		if d.Document(s, d.Skip(s, 0)) < 0 {
			return d.Err(s, 0, "params")
		}
		return nil
	}
}

// agree reports how x differs from encoding/json, which decodes the text to want: a library that does less work than
// the others is not faster.
func (x contender[T]) agree(want *T) error {
	if x.unmarshal != nil {
		got := new(T)
		if err := x.unmarshal(got); err != nil {
			return err
		}
		if !reflect.DeepEqual(got, want) {
			return errors.New("decodes to something else than encoding/json")
		}
	}
	if x.marshal == nil {
		return nil
	}
	out, err := x.marshal(want)
	if err != nil {
		return err
	}
	if again := new(T); json.Unmarshal(out, again) != nil || !reflect.DeepEqual(again, want) {
		return errors.New("encodes to what means something else")
	}
	canonical, err := json.Marshal(want)
	if err != nil {
		return err
	}
	if x.same && !bytes.Equal(out, canonical) {
		return errors.New("encodes to something else than encoding/json")
	}
	return nil
}
