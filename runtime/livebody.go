package ow

import (
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// openStream leaves the body of the request of c to its handler, which reads it.
func (c *call) openStream(l *limits) error {
	if l.stream > 0 && c.length > l.stream {
		return tooLarge(l.stream)
	}
	c.streamed = true
	c.stream = &liveBody{Reader: c.stream, exchange: c.wire.exchange, within: l.read, limit: l.stream}
	return nil
}

// A liveBody is a body that is read while its handler runs, by which it may take any time. So each read is bounded.
type liveBody struct {
	io.Reader
	exchange transport.Exchange // nil: reads take any time
	within   time.Duration
	limit    int64        // 0: none
	count    atomic.Int64 // of what was read

	over atomic.Bool // the call is
	mu   sync.Mutex  // held by whoever reads
	err  error       // that ended it
}

// errBodyOver is for what a handler has left behind.
const errBodyOver = message("the body is read when the call is over")

// Read implements io.Reader.
func (b *liveBody) Read(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.over.Load() {
		return 0, errBodyOver
	}
	if b.err != nil {
		return 0, b.err // a bound that nothing ends would end the context
	}
	left := b.limit - b.count.Load()
	if b.limit > 0 && int64(len(p)) > left+1 {
		p = p[:left+1] // one more byte tells that there are too many
	}
	if b.exchange != nil {
		b.exchange.ReadWithin(b.within)
	}
	n, err := b.Reader.Read(p)
	b.count.Add(int64(n))
	if b.limit > 0 && int64(n) > left {
		n, err = n-1, tooLarge(b.limit)
	}
	b.err = err
	return n, err
}

// close ends b with its call. What carried it is used for other requests then, and what the handler has left behind would
// read their bodies. It reports false while somebody reads, which only the transport can end.
func (b *liveBody) close() (closed bool) {
	b.over.Store(true)
	if !b.mu.TryLock() {
		return false
	}
	b.mu.Unlock()
	return true
}
