package http1

import (
	"context"
	"io"
	"net"
	"sync"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// A Server implements transport.Server over HTTP/1.1 and 1.0, with one goroutine per connection and none per request.
type Server struct {
	config    transport.Config
	date      clock
	exchanges sync.Pool // of *exchange
	blocks    sync.Pool // of *block
	conns     *transport.Connections

	mu        sync.Mutex
	listeners map[net.Listener]struct{}
	empty     chan struct{} // closed when the server is ending and neither a listener nor a connection is left
}

// New returns a server.
func New(config transport.Config) *Server {
	s := &Server{
		config:    config,
		listeners: map[net.Listener]struct{}{},
		conns:     transport.NewConnections(config.Connections),
		empty:     make(chan struct{}),
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
			s.conns.TakePlace()
			s.open(nc)
			continue
		case s.conns.Ending():
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
	if s.conns.Ending() {
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

// open serves a new connection.
func (s *Server) open(nc net.Conn) {
	c := newConn(s, nc)
	s.conns.Add(&c.state, nc)
	go c.serve()
}

// remove forgets a connection that is closed.
func (s *Server) remove(c *conn) {
	s.conns.Remove(&c.state)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tellEmpty()
}

// tellEmpty closes empty, once. s.mu is held.
func (s *Server) tellEmpty() {
	if !s.conns.Ending() || len(s.listeners) > 0 || s.conns.Len() > 0 {
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

// Shutdown implements transport.Server.
func (s *Server) Shutdown(ctx context.Context) {
	s.mu.Lock()
	s.conns.End()
	for l := range s.listeners {
		l.Close()
	}
	s.tellEmpty()
	s.mu.Unlock()
	for from := time.Now(); ; {
		_, wait := s.conns.CloseQuiet(from)
		select {
		case <-s.empty:
			return
		case <-ctx.Done():
			s.conns.CloseAll()
			return
		case <-time.After(wait):
		}
	}
}
