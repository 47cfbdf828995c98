// Package codecs is what owgen generates for the documents of package docs, made reachable for measurements.
package codecs

import (
	"bytes"
	"sync"

	"github.com/owgen/owgen/bench/json/docs"
	"github.com/owgen/owgen/runtime/codec"
)

// A Codec is the generated functions for T.
type Codec[T any] struct {
	decode func(*codec.Dec, string, int, *T) int
	encode func(*codec.Enc, []byte, *T) []byte
}

// The codecs of all documents.
var (
	Small     = Codec[docs.Small]{decodeSmall, encodeSmall}
	Event     = Codec[docs.Event]{decodeEvent, encodeEvent}
	Series    = Codec[docs.Series]{decodeSeries, encodeSeries}
	Text      = Codec[docs.Text]{decodeText, encodeText}
	Regions   = Codec[docs.Regions]{decodeRegions, encodeRegions}
	Catalog   = Codec[docs.Catalog]{decodeCatalog, encodeCatalog}
	Timeline  = Codec[docs.Timeline]{decodeTimeline, encodeTimeline}
	Invoices  = Codec[docs.Invoices]{decodeInvoices, encodeInvoices}
	Telemetry = Codec[docs.Telemetry]{decodeTelemetry, encodeTelemetry}
)

// New returns a codec of generated functions.
func New[T any](decode func(*codec.Dec, string, int, *T) int, encode func(*codec.Enc, []byte, *T) []byte) Codec[T] {
	return Codec[T]{decode, encode}
}

// Functions returns the generated functions.
func (c Codec[T]) Functions() (decode func(*codec.Dec, string, int, *T) int, encode func(*codec.Enc, []byte, *T) []byte) {
	return c.decode, c.encode
}

// A worker is what the runtime keeps from one call to the next, and the other libraries keep in pools of their own.
type worker struct {
	dec codec.Dec
	enc codec.Enc
	out []byte
}

var workers = sync.Pool{New: func() any { return new(worker) }}

// Unmarshal decodes a body that stays the caller's: it makes a private copy first.
func (c Codec[T]) Unmarshal(body []byte, v *T) error {
	return c.read(codec.Text(body), v)
}

// UnmarshalOwn decodes the body in the first n bytes of a block that has codec.Pad bytes more, and belongs to v from now
// on. This is how the runtime decodes requests.
func (c Codec[T]) UnmarshalOwn(block []byte, n int, v *T) error {
	return c.read(codec.Own(block, n), v)
}

func (c Codec[T]) read(s string, v *T) error {
	w := workers.Get().(*worker)
	defer workers.Put(w)
	w.dec.Reset()
	i := c.decode(&w.dec, s, 0, v)
	if i >= 0 {
		i = w.dec.Document(s, i)
	}
	if i < 0 {
		return w.dec.Err(s, 0, "params")
	}
	return nil
}

// Marshal encodes v into a slice of its own.
func (c Codec[T]) Marshal(v *T) (b []byte, err error) {
	err = c.Encode(v, func(result []byte) { b = bytes.Clone(result) })
	return b, err
}

// Encode encodes v, and lends the result to use. This is how the runtime encodes results.
func (c Codec[T]) Encode(v *T, use func(result []byte)) error {
	w := workers.Get().(*worker)
	defer workers.Put(w)
	w.enc.Reset()
	w.out = c.encode(&w.enc, w.out[:0], v)
	if err := w.enc.Err("result"); err != nil {
		return err
	}
	use(w.out)
	return nil
}
