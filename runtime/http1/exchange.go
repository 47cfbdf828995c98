package http1

import (
	"bytes"
	"iter"
	"sync"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// An exchange is one request and the answer to it. It implements transport.Exchange.
type exchange struct {
	conn   *conn
	head   head
	body   body
	within time.Duration // ReadWithin
	reads  time.Time     // the deadline of reading, where within does not say
	waits  bool          // the deadline is set

	continues bool // the client waits for 100 Continue

	mu       sync.Mutex // held by whoever writes, and over what follows
	answered bool       // the answer has begun
	over     bool       // whoever still holds the exchange may only look at the head
	answer   answer
	out      []byte

	watch watch
}

const (
	mostDiscarded = 256 << 10 // of a body that nobody reads: a new connection costs less than more
	largestOut    = 16 << 10  // up to that an answer is copied behind its head
)

// begin readies x for the request whose head is parsed.
func (x *exchange) begin(c *conn) {
	x.conn = c
	x.answered, x.over, x.waits = false, false, false
	x.continues = x.head.expects
	x.within = c.server.config.Read
	x.reads = time.Time{}
	if !c.since.IsZero() {
		x.reads = after(c.since, x.within)
	}
	x.body.reset(&c.in, x, x.head.length)
	x.watch.begin(x.body.done)
}

// end takes x from the handler, which may not be done with it.
func (x *exchange) end(done bool) {
	x.finishAnswer()
	x.stopWatch()
	if !done {
		x.closeBody()
	}
}

// abandon takes x from a handler that does not return: it panicked, or ended its goroutine.
func (x *exchange) abandon() {
	x.abandonAnswer()
	x.stopWatch()
	x.closeBody()
}

// closeBody lets nobody read any more. A read that is going on is ended first.
func (x *exchange) closeBody() {
	x.body.closed.Store(true)
	for !x.body.mu.TryLock() {
		x.conn.in.conn.SetReadDeadline(longAgo)
		time.Sleep(time.Millisecond) // the reader may be about to set another deadline
	}
	x.conn.exact = true
	x.body.mu.Unlock()
}

// Method implements transport.Exchange.
func (x *exchange) Method() string { return x.head.method }

// Path implements transport.Exchange.
func (x *exchange) Path() string { return x.head.path }

// Query implements transport.Exchange.
func (x *exchange) Query() string { return string(x.head.part(x.head.query)) }

// Host implements transport.Exchange.
func (x *exchange) Host() string {
	if host := x.head.part(x.head.authority); len(host) > 0 {
		return string(host)
	}
	return string(x.head.header().find("host"))
}

// Get implements transport.Header.
func (x *exchange) Get(name string) string { return x.head.header().Get(name) }

// Has implements transport.Header.
func (x *exchange) Has(name string) bool { return x.head.header().Has(name) }

// Fields implements transport.Header.
func (x *exchange) Fields() iter.Seq2[string, string] { return x.head.header().Fields() }

// Joined is that of the header.
func (x *exchange) Joined(name string) string { return x.head.header().Joined(name) }

// Keep implements transport.Exchange.
func (x *exchange) Keep() transport.Header { return header{bytes.Clone(x.head.header().lines)} }

// Length implements transport.Exchange.
func (x *exchange) Length() int64 { return x.head.length }

// Read implements transport.Exchange.
func (x *exchange) Read(p []byte) (int, error) {
	if x.continues {
		x.sayContinue()
	}
	return x.body.Read(p)
}

// Coming is how many bytes more of the body are announced: of all of it, or of a chunk that has begun.
func (x *exchange) Coming() int64 { return x.body.coming() }

// ReadWithin implements transport.Exchange.
func (x *exchange) ReadWithin(d time.Duration) {
	x.within, x.reads, x.waits = d, time.Time{}, false
}

// beforeWait implements waiter.
func (x *exchange) beforeWait() {
	if x.waits {
		return
	}
	x.waits = true
	if x.reads.IsZero() {
		x.reads = after(time.Now(), x.within)
	}
	x.conn.bound(x.reads)
}

// sayContinue asks for the body. Where the answer has begun it would be taken for a part of it.
func (x *exchange) sayContinue() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.continues = false
	if !x.answered && !x.over {
		x.conn.write(continuing)
	}
}

var continuing = []byte("HTTP/1.1 100 Continue\r\n\r\n")

// keepsConnection reports whether the connection can outlive the body as it is.
func (x *exchange) keepsConnection() bool {
	if !x.body.mu.TryLock() {
		return false // somebody is reading it
	}
	defer x.body.mu.Unlock()
	b := &x.body
	return b.done || b.err == nil && !x.head.expects && (b.chunks.used || b.left <= mostDiscarded)
}
