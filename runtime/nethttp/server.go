package nethttp

import (
	"context"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// A Server implements transport.Server.
type Server struct {
	config    transport.Config
	exchanges sync.Pool // of *exchange
	server    http.Server
	conns     *transport.Connections
}

// New returns a server.
func New(config transport.Config) *Server {
	s := &Server{config: config, conns: transport.NewConnections(config.Connections)}
	s.exchanges.New = func() any { return new(exchange) }
	// No WriteTimeout: it would run while the handler does. So would ReadTimeout, if reading the body did not end it.
	s.server = http.Server{
		Handler: s, ConnState: s.follow, ConnContext: withConn, MaxHeaderBytes: headLimit, ErrorLog: log.New(lines(s.log), "", 0),
		ReadHeaderTimeout: config.Header, ReadTimeout: config.Read, IdleTimeout: config.Idle,
	}
	return s
}

// headLimit is how large a head may be. net/http allows for 4 kB more.
const headLimit = 60 << 10

func (s *Server) log(line string) {
	if s.config.Log != nil {
		s.config.Log(line)
	}
}

// lines is a writer of lines of log.
type lines func(line string)

// Write implements io.Writer.
func (l lines) Write(p []byte) (int, error) {
	l(strings.TrimSuffix(string(p), "\n"))
	return len(p), nil
}

// Serve implements transport.Server.
func (s *Server) Serve(l net.Listener) error {
	if !s.conns.Listen(l) {
		return nil
	}
	defer s.conns.Forget(l)
	if err := s.server.Serve(boundedListener{l, s}); !s.conns.Ending() {
		return err
	}
	return nil
}

// Shutdown implements transport.Server. That of net/http would close idle connections at once, and drop requests that have begun.
func (s *Server) Shutdown(ctx context.Context) { s.conns.Shutdown(ctx) }

// follow is told of each change of a connection's state.
func (s *Server) follow(nc net.Conn, state http.ConnState) {
	switch c := nc.(*boundedConn); state {
	case http.StateActive:
		c.state.Begin() // as it has, unless requests wait in line
	case http.StateIdle:
		c.idle = true
		c.unpin()
		c.state.Rest(time.Now())
	}
}
