package http1

import (
	"bytes"
	"net"
	"runtime"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// A conn is a connection. But for its state it belongs to its goroutine.
type conn struct {
	server *Server
	in     receiver
	deadlines
	state    transport.Connection
	exchange *exchange // the one that a handler has
	since    time.Time // when the head began to arrive, if that took more than one read
	post     bool      // the latest request was a POST
	closing  bool      // there is no other request
	linger   bool      // the client may still be sending
	broken   bool      // nothing can be written any more
}

func newConn(s *Server, nc net.Conn) *conn {
	c := &conn{server: s}
	c.in = receiver{conn: nc, blocks: &s.blocks}
	c.in.prepare()
	return c
}

// serve answers one request after the other.
func (c *conn) serve() {
	defer c.end()
	c.bound(after(time.Now(), c.server.config.Header))
	for !c.closing {
		x := c.next()
		if x == nil {
			return
		}
		c.exchange = x
		done := c.server.handle(x)
		c.exchange = nil
		c.finish(x, done)
	}
}

// next waits for a request, and reads its head. It returns nil if none comes, or one that is refused.
func (c *conn) next() *exchange {
	emptyLines := 0 // that may be skipped
	if c.post {
		emptyLines = mostEmptyLines
	}
	for known := 0; ; {
		if text := c.skip(&emptyLines); len(text) > 0 {
			if !c.state.Begin() {
				return nil
			}
			switch n := headEnd(text, known); {
			case n > headLimit, n == 0 && len(text) >= headLimit:
				c.refuse(431)
				return nil
			case n > 0:
				return c.parse(n)
			case isHopeless(text, known):
				c.refuse(400)
				return nil
			}
			if c.since.IsZero() {
				c.since = time.Now()
				if !c.exact { // a new connection is bound from its beginning
					c.bound(after(c.since, c.server.config.Header))
				}
			}
			known = len(text)
		}
		if err := c.in.more(); err != nil {
			c.complain(err)
			return nil
		}
	}
}

// mostEmptyLines may follow the body of a POST: some clients send one that belongs to nothing. (RFC 9112, 2.2)
const mostEmptyLines = 2

// skip returns what is pending, behind empty lines. Half of one may become one.
func (c *conn) skip(emptyLines *int) []byte {
	for ; *emptyLines > 0; *emptyLines-- {
		text := c.in.pending()
		if len(text) == 0 || string(text) == "\r" {
			return nil
		}
		if len(text) < 2 || string(text[:2]) != "\r\n" {
			*emptyLines = 0
			return text
		}
		c.in.consume(2)
	}
	return c.in.pending()
}

// parse makes an exchange of the head in the first n pending bytes.
func (c *conn) parse(n int) *exchange {
	x := c.server.exchanges.Get().(*exchange)
	if status := x.head.parse(c.in.pending()[:n]); status != 0 {
		c.server.exchanges.Put(x)
		c.refuse(status)
		return nil
	}
	c.in.hold(n)
	c.post = x.head.method == "POST"
	x.begin(c)
	return x
}

// complain says why no head came to its end, if one had begun.
func (c *conn) complain(err error) {
	switch {
	case len(c.in.pending()) == 0:
	case isTimeout(err):
		c.refuse(408)
	default:
		c.refuse(400)
	}
}

// refuse answers what is no request, and ends the connection: nobody knows where another one would begin.
func (c *conn) refuse(status int) {
	c.closing, c.linger = true, true
	text := StatusText(status)
	a := answerHead{minor: 1, close: true, status: status, length: int64(len(text)), fields: plainText, now: time.Now()}
	if bytes.HasPrefix(c.in.pending(), headMethod) {
		a.length, text = -1, ""
	}
	c.write(append(a.append(nil, &c.server.date), text...))
}

var headMethod = []byte("HEAD ")

// finish readies the connection for another request.
func (c *conn) finish(x *exchange, done bool) {
	x.end(done)
	if !x.body.done && !c.broken {
		goesOn := done && !c.closing && x.keepsConnection()
		c.closing, c.linger = true, true
		if goesOn {
			c.discard(x)
		}
	}
	if done {
		c.server.exchanges.Put(x)
	}
	c.in.release()
	c.since = time.Time{}
	if c.in.ended && len(c.in.pending()) == 0 {
		c.closing = true
	}
	if !c.closing {
		now := time.Now()
		c.rest(now, c.server.config.Idle)
		c.state.Rest(now)
	}
}

// discard reads what the handler did not, so that the connection can go on.
func (c *conn) discard(x *exchange) {
	c.in.release()
	scratch := c.server.blocks.Get().(*block)
	defer c.server.blocks.Put(scratch)
	x.ReadWithin(transport.DiscardTime)
	if x.body.discard(mostDiscarded, scratch[:]) {
		c.closing, c.linger = false, false
	}
}

// end closes the connection. It must be deferred directly, because it recovers.
func (c *conn) end() {
	if v := recover(); v != nil {
		stack := make([]byte, 64<<10)
		c.server.log("panic while answering a request\n" + string(stack[:runtime.Stack(stack, false)]))
	}
	if x := c.exchange; x != nil {
		x.abandon()
		c.linger = c.linger || !x.body.done && !c.broken
	}
	if c.linger || !c.broken && (len(c.in.pending()) > 0 || c.closing && c.in.hasUnread()) {
		c.lingerOn()
	}
	c.in.conn.Close()
	c.in.giveBack()
	c.server.conns.Remove(&c.state)
}

// lingerOn lets the client read its answer before the connection is gone: closing a socket with unread data takes away
// what is on its way to the other side.
func (c *conn) lingerOn() {
	half, ok := c.in.conn.(interface{ CloseWrite() error })
	if !ok || half.CloseWrite() != nil {
		return
	}
	scratch := c.server.blocks.Get().(*block)
	defer c.server.blocks.Put(scratch)
	for range transport.DiscardMost / transport.DiscardSize {
		c.bound(time.Now().Add(transport.DiscardTime))
		for n := 0; n < transport.DiscardSize; {
			m, err := c.in.conn.Read(scratch[:])
			if err != nil {
				return
			}
			n += m
		}
	}
}
