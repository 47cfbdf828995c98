package http1

import (
	"context"
	"io"
	"math"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// A Server implements transport.Server over HTTP/1.1 and 1.0, with one goroutine per connection and none per request.
type Server struct {
	config    transport.Config
	date      clock
	exchanges sync.Pool // of *exchange
	blocks    sync.Pool // of *block
	ending    atomic.Bool

	mu        sync.Mutex
	listeners map[net.Listener]struct{}
	conns     map[*conn]struct{}
	places    chan struct{} // that connections take, where their number is bounded
	crowded   atomic.Bool   // a connection waits for a place
	empty     chan struct{} // closed when the server is ending and neither a listener nor a connection is left
}

// New returns a server.
func New(config transport.Config) *Server {
	s := &Server{
		config:    config,
		listeners: map[net.Listener]struct{}{},
		conns:     map[*conn]struct{}{},
		empty:     make(chan struct{}),
	}
	if config.Connections > 0 {
		s.places = make(chan struct{}, config.Connections)
	}
	s.exchanges.New = func() any { return new(exchange) }
	s.blocks.New = func() any { return new(block) }
	return s
}

// Serve implements transport.Server.
func (s *Server) Serve(l net.Listener) error {
	if !s.listen(l) {
		return nil
	}
	defer s.forget(l)
	var failures failures
	for {
		nc, err := l.Accept()
		switch {
		case err == nil:
			failures.end()
			s.takePlace()
			s.open(nc)
			continue
		case s.ending.Load():
			return nil
		case !isTemporary(err):
			return err
		}
		failures.wait(err, s.log)
	}
}

// listen notes a listener. It reports whether the server still serves.
func (s *Server) listen(l net.Listener) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ending.Load() {
		l.Close()
		return false
	}
	s.listeners[l] = struct{}{}
	return true
}

// forget is called when nothing more comes from a listener.
func (s *Server) forget(l net.Listener) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.listeners, l)
	s.tellEmpty()
}

// open serves a new connection. One that was accepted just before the listener was closed is silent, like those before it:
// whoever connected may have sent a call by now.
func (s *Server) open(nc net.Conn) {
	c := newConn(s, nc)
	s.mu.Lock()
	s.conns[c] = struct{}{}
	if s.ending.Load() {
		s.cutSilentSoon()
	}
	s.mu.Unlock()
	go c.serve()
}

// remove forgets a connection that is closed.
func (s *Server) remove(c *conn) {
	s.leavePlace()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, c)
	s.tellEmpty()
}

// tellEmpty closes empty, once. s.mu is held.
func (s *Server) tellEmpty() {
	if !s.ending.Load() || len(s.listeners) > 0 || len(s.conns) > 0 {
		return
	}
	select {
	case <-s.empty:
	default:
		close(s.empty)
	}
}

func (s *Server) handle(x *exchange) (done bool) {
	if x.head.asterisk {
		io.CopyN(io.Discard, x, blockSize) // a client may wait for 100 Continue
		x.Respond(transport.Answer{Status: 200})
		return true
	}
	return s.config.Handle(x)
}

func (s *Server) log(line string) {
	if s.config.Log != nil {
		s.config.Log(line)
	}
}

// silentTime is how long a connection that is open when the server shuts down has for the beginning of its first request:
// gateways open some in advance.
const silentTime = 250 * time.Millisecond

// Shutdown implements transport.Server.
func (s *Server) Shutdown(ctx context.Context) {
	s.mu.Lock()
	s.ending.Store(true)
	for l := range s.listeners {
		l.Close()
	}
	s.tellEmpty()
	s.mu.Unlock()
	s.cut(stateIdle, math.MaxInt)
	s.cutSilentSoon()
	select {
	case <-s.empty:
	case <-ctx.Done():
		s.closeAll()
	}
}

func (s *Server) cutSilentSoon() {
	time.AfterFunc(silentTime, func() { s.cut(stateSilent, math.MaxInt) })
}

// cut closes up to most of the connections that are in a state.
func (s *Server) cut(state int32, most int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		if most == 0 {
			return
		}
		if c.state.CompareAndSwap(state, stateCut) {
			c.in.conn.Close()
			most--
		}
	}
}

func (s *Server) closeAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		c.in.conn.Close()
	}
}
