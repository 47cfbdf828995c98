package ow

import "github.com/owgen/owgen/runtime/codec"

// An Out says what becomes of the result R of a handler. Generated code puts it together of the functions below:
// Out[ow.Response[Result]] is ResponseOf(Result(encodeResult)).
type Out[R any] struct {
	// give makes the reply of c of R.
	give func(c *call, r *R) error
	// drop is called in place of give where R is not answered. It is nil if that needs nothing.
	drop    func(r *R)
	kind    kind       // of the body
	streams *streaming // the answer is sent while it is made; nil: it is not
}

// Result is for an R that is answered as JSON.
func Result[R any](encode func(*codec.Enc, []byte, *R) []byte) Out[R] {
	return Out[R]{give: func(c *call, r *R) error {
		c.out = encode(&c.enc, c.out[:0], r)
		return nil
	}}
}

// NoResult is for a Response without a body.
func NoResult() Out[struct{}] {
	return Out[struct{}]{give: func(c *call, _ *struct{}) error {
		c.reply = reply{terms: webTerms, kind: kindNone}
		return nil
	}}
}

// RawResult is for a body that is answered as it is. A string is text in UTF-8; a []byte may be anything.
func RawResult[R ~[]byte | ~string]() Out[R] {
	if isString[R]() {
		return Out[R]{kind: kindText, give: func(c *call, r *R) error {
			c.reply = reply{terms: webTerms, kind: kindText}
			c.out = append(c.out[:0], *r...)
			return nil
		}}
	}
	return Out[R]{kind: kindBytes, give: func(c *call, r *R) error {
		c.reply = reply{terms: webTerms, kind: kindBytes, bytes: []byte(*r)}
		return nil
	}}
}

// isString tells the two apart: converted to a string, bytes are copied.
func isString[R ~[]byte | ~string]() bool {
	b := []byte{0}
	r := R(b)
	b[0] = 1
	return r[0] == 0
}
