package nethttp

import (
	"context"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// A boundedListener accepts connections that keep to the bounds of a server, and no more than it may have.
type boundedListener struct {
	net.Listener
	server *Server
}

// Accept implements net.Listener.
func (l boundedListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l.server.conns.TakePlace()
	b := &boundedConn{TCPConn: c.(*net.TCPConn), server: l.server}
	l.server.conns.Add(&b.state, b.TCPConn)
	return b, nil
}

// A boundedConn gives each write at least config.Write, and at most a quarter more. No answer is too short for that: who sends
// requests and reads nothing fills the socket in the end. (OF-12)
//
// Setting a deadline for each answer, and ending it afterwards, would be a good part of what this package spends on a small
// one. So a deadline stays until it leaves too little time.
type boundedConn struct {
	*net.TCPConn
	server   *Server
	deadline time.Time   // for writing; writes come one after the other
	pinned   atomic.Bool // a handler has set the deadline itself, for the rest of its answer
	idle     bool        // nothing of the next request has come yet
	closed   sync.Once
	state    transport.Connection
}

// Close implements net.Conn.
func (c *boundedConn) Close() error {
	c.closed.Do(func() { c.server.conns.Remove(&c.state) })
	return c.TCPConn.Close()
}

// Read implements net.Conn. On an idle connection net/http begins to count the time of a header with its fourth byte, and
// gives the first three all the time that a connection may be idle.
func (c *boundedConn) Read(p []byte) (int, error) {
	n, err := c.TCPConn.Read(p)
	if n > 0 && !c.state.Begin() {
		return 0, net.ErrClosed
	}
	if c.idle && n > 0 {
		c.idle = false
		if n < 4 && c.server.config.Header > 0 {
			c.SetReadDeadline(time.Now().Add(c.server.config.Header))
		}
	}
	return n, err
}

// Write implements net.Conn.
func (c *boundedConn) Write(p []byte) (int, error) {
	c.extend()
	return c.TCPConn.Write(p)
}

// ReadFrom implements io.ReaderFrom, for files: the system copies them without our help.
func (c *boundedConn) ReadFrom(r io.Reader) (int64, error) {
	c.extend()
	return c.TCPConn.ReadFrom(r)
}

func (c *boundedConn) extend() {
	if now, within := time.Now(), c.server.config.Write; within > 0 && c.deadline.Sub(now) < within && !c.pinned.Load() {
		c.deadline = now.Add(within + within/4)
		c.TCPConn.SetWriteDeadline(c.deadline)
	}
}

// pin sets the deadline for what is left of an answer.
func (c *boundedConn) pin(t time.Time) error {
	c.pinned.Store(true)
	return c.TCPConn.SetWriteDeadline(t)
}

// unpin is called between two requests.
func (c *boundedConn) unpin() {
	if c.pinned.Swap(false) {
		c.deadline = time.Time{}
	}
}

// SetWriteDeadline does nothing: net/http would end the deadline with each answer.
func (*boundedConn) SetWriteDeadline(time.Time) error { return nil }

type connKey struct{}

// withConn is http.Server.ConnContext.
func withConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// connOf returns the connection of a request.
func connOf(r *http.Request) *boundedConn { return r.Context().Value(connKey{}).(*boundedConn) }
