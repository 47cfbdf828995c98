package nethttp

import (
	"context"
	"errors"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// A Server implements transport.Server.
type Server struct {
	config    transport.Config
	exchanges sync.Pool // of *exchange
	server    http.Server
	silent    silentConns
	places    chan struct{} // that connections take, where their number is bounded
}

// New returns a server.
func New(config transport.Config) *Server {
	s := &Server{config: config}
	s.exchanges.New = func() any { return new(exchange) }
	if config.Connections > 0 {
		s.places = make(chan struct{}, config.Connections)
	}
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
	if err := s.server.Serve(boundedListener{l, s}); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// Shutdown implements transport.Server.
func (s *Server) Shutdown(ctx context.Context) {
	grace := time.AfterFunc(silentTime, s.silent.close)
	defer grace.Stop()
	if s.server.Shutdown(ctx) != nil {
		s.server.Close()
	}
}

// follow is told of each change of a connection's state.
func (s *Server) follow(c net.Conn, state http.ConnState) {
	if state == http.StateIdle {
		c.(*boundedConn).idle = true
		c.(*boundedConn).unpin()
	}
	s.silent.follow(c, state)
}

// silentTime is how long a connection that is open when the server shuts down has for the beginning of its first request.
const silentTime = 250 * time.Millisecond

// silentConns are the connections on which no request has begun. Gateways open some in advance; net/http would wait 5
// seconds for each of them before it shuts down.
type silentConns struct {
	count atomic.Int64 // so that requests take the lock only while there are any
	mu    sync.Mutex
	conns map[net.Conn]struct{}
}

// follow is told of each change of a connection's state.
func (s *silentConns) follow(c net.Conn, state http.ConnState) {
	if state != http.StateNew && s.count.Load() == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if state != http.StateNew {
		delete(s.conns, c)
	} else if s.conns == nil {
		s.conns = map[net.Conn]struct{}{c: {}}
	} else {
		s.conns[c] = struct{}{}
	}
	s.count.Store(int64(len(s.conns)))
}

func (s *silentConns) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		c.Close()
	}
}
