package http1

import (
	"context"
	"io"
	"net"
	"sync"

	"github.com/owgen/owgen/runtime/transport"
)

// A Server implements transport.Server over HTTP/1.1 and 1.0, with one goroutine per connection and none per request.
type Server struct {
	config    transport.Config
	date      clock
	exchanges sync.Pool // of *exchange
	blocks    sync.Pool // of *block
	conns     *transport.Connections
}

// New returns a server.
func New(config transport.Config) *Server {
	s := &Server{config: config, conns: transport.NewConnections(config.Connections)}
	s.exchanges.New = func() any { return new(exchange) }
	s.blocks.New = func() any { return new(block) }
	return s
}

// Serve implements transport.Server.
func (s *Server) Serve(l net.Listener) error {
	if !s.conns.Listen(l) {
		return nil
	}
	defer s.conns.Forget(l)
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

// open serves a new connection.
func (s *Server) open(nc net.Conn) {
	c := newConn(s, nc)
	s.conns.Add(&c.state, nc)
	go c.serve()
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
func (s *Server) Shutdown(ctx context.Context) { s.conns.Shutdown(ctx) }
