package ow

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// A transport carries requests to a site, and its answers back.
type transport interface {
	// serve serves connections of l until shutdown. It returns nil only then.
	serve(l net.Listener) error
	// shutdown closes the listener, waits for the calls that run, and cuts what is left when ctx ends.
	shutdown(ctx context.Context)
}

// A netHTTP is the transport over net/http, and the only part of this package that knows it.
type netHTTP struct {
	site      *site
	exchanges sync.Pool
	server    http.Server
	silent    silentConns
	bounds    bounds
}

func newNetHTTP(s *site, f *failures, b bounds) *netHTTP {
	t := &netHTTP{site: s, bounds: b}
	t.exchanges.New = func() any { return &exchange{call: call{failures: f, start: -1}} }
	// No WriteTimeout: it would run while the handler does. So would ReadTimeout, if reading the body did not end it.
	t.server = http.Server{
		Handler: t, ConnState: t.follow,
		ReadHeaderTimeout: b.header, ReadTimeout: readTime, IdleTimeout: idleTime,
	}
	return t
}

func (t *netHTTP) serve(l net.Listener) error {
	if err := t.server.Serve(boundedListener{l, t.bounds}); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (t *netHTTP) shutdown(ctx context.Context) {
	grace := time.AfterFunc(silentTime, t.silent.close)
	defer grace.Stop()
	if t.server.Shutdown(ctx) != nil {
		t.server.Close()
	}
}

// follow is told of each change of a connection's state.
func (t *netHTTP) follow(c net.Conn, state http.ConnState) {
	if state == http.StateIdle {
		c.(*boundedConn).idle = true
	}
	t.silent.follow(c, state)
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

// ServeHTTP implements http.Handler. An exchange is not reused when serve does not return, or says so.
func (t *netHTTP) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := t.exchanges.Get().(*exchange)
	x.w, x.conn = w, w.(connection)
	x.call.request = request{
		ctx:    r.Context(),
		method: r.Method,
		path:   cmp.Or(r.URL.Path, r.URL.Opaque), // opaque is what follows the colon of "POST x:hello"
		header: r.Header,
		body:   r.Body,
		length: r.ContentLength,
		unread: r.ContentLength != 0,
		wire:   x,
	}
	if t.site.serve(&x.call) {
		if x.unread {
			x.discard(r.Body)
		}
		x.call.reset()
		x.w, x.conn = nil, nil
		t.exchanges.Put(x)
	}
}

// An exchange is a request of net/http and the answer to it.
type exchange struct {
	call
	w    http.ResponseWriter
	conn connection
}

// A connection is what net/http's own response can do besides.
type connection interface {
	http.Flusher
	SetReadDeadline(time.Time) error
}

// readWithin implements wire. net/http itself ends the bound with the body, before it begins to watch for the end of the
// connection.
func (x *exchange) readWithin(d time.Duration) {
	var deadline time.Time
	if d > 0 {
		deadline = time.Now().Add(d)
	}
	x.conn.SetReadDeadline(deadline)
}

// Values of headers, shared by all answers. net/http copies headers before it changes them.
var (
	typeJSON  = []string{"application/json"}
	typePlain = []string{"text/plain; charset=utf-8"}
	owgen     = []string{"owgen"}
	closing   = []string{"close"}
)

// respond implements wire. The keys are in net/http's canonical form, so that they can be set without Set.
//
// net/http adds the length to an answer that fits its buffer.
func (x *exchange) respond(a answer) {
	h := x.w.Header()
	h["Content-Type"] = typeJSON
	if a.plain {
		h["Content-Type"] = typePlain
	}
	if a.allow != "" {
		h["Allow"] = []string{a.allow}
	}
	if a.internal {
		h["X-Openfaas-Internal"] = owgen
	}
	if a.last {
		h["Connection"] = closing
	}
	if x.unread {
		x.readWithin(discardTime) // net/http reads on before it writes
	}
	if len(a.body) > largestBuffered || a.last || x.unread || x.method == http.MethodHead {
		h["Content-Length"] = []string{strconv.Itoa(len(a.body))}
	}
	if a.status != http.StatusOK {
		x.w.WriteHeader(a.status)
	}
	x.w.Write(a.body)
	if a.last || x.unread {
		x.conn.Flush() // net/http would not when its goroutine ends, nor before the rest of the body is discarded
	}
}

// discard reads what is left of a body after the answer. A client that still sends would get no answer if the connection
// ended now, but a broken pipe, and a proxy would make 502 of it. So whoever sends goes on for a while, and net/http then
// ends its own side of the connection first. (RFC 9112, section 9.6)
func (x *exchange) discard(body io.Reader) {
	for range discardMost / discardSize {
		x.readWithin(discardTime)
		if _, err := io.CopyN(io.Discard, body, discardSize); err != nil {
			return
		}
	}
}

// largestBuffered is the length of an answer up to which net/http counts it: its buffer for that has 2,048 bytes.
const largestBuffered = 1 << 11
