package ow

import (
	"io"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// openStream leaves the body of the request of c to its handler, which reads it.
func (c *call) openStream(l *limits) error {
	if l.stream > 0 && c.length > l.stream {
		return tooLarge(l.stream)
	}
	c.streamed = true
	c.stream = &liveBody{Reader: c.stream, exchange: c.wire.exchange, within: l.read, limit: l.stream, left: l.stream}
	return nil
}

// A liveBody is a body that is read while its handler runs, by which it may take any time. So each read is bounded.
type liveBody struct {
	io.Reader
	exchange transport.Exchange // nil: reads take any time
	within   time.Duration
	limit    int64 // 0: none
	left     int64
	err      error // that ended it
}

// Read implements io.Reader.
func (b *liveBody) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err // a bound that nothing ends would end the context
	}
	if b.limit > 0 && int64(len(p)) > b.left+1 {
		p = p[:b.left+1] // one more byte tells that there are too many
	}
	if b.exchange != nil {
		b.exchange.ReadWithin(b.within)
	}
	n, err := b.Reader.Read(p)
	if b.left -= int64(n); b.limit > 0 && b.left < 0 {
		n, err = n-1, tooLarge(b.limit)
	}
	b.err = err
	return n, err
}
