package nethttp

import (
	"cmp"
	"context"
	"io"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// An exchange is a request of net/http and the answer to it. It implements transport.Exchange.
type exchange struct {
	w      http.ResponseWriter
	r      *http.Request
	conn   connection
	conns  *transport.Connections // of the server
	unread atomic.Bool            // something of the body may still be to come
	answer

	handed http.Header // that an http.Handler was given; nil: there is none
	last   func() bool // see Service
	until  time.Time   // when the time of the handler is over; zero: never
	pinned atomic.Bool // the handler has set the deadline for reading itself
	gone   atomic.Bool // the connection is not this exchange's any more, whoever still has it
	asked  atomic.Bool // somebody has wanted the body
	duplex atomic.Bool // it reads the body while it answers
}

// A connection is what net/http's own response can do besides.
type connection interface {
	http.Flusher
	SetReadDeadline(time.Time) error
	EnableFullDuplex() error
}

// ServeHTTP implements http.Handler. An exchange is not reused when Handle does not return, or says so.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := s.exchanges.Get().(*exchange)
	x.w, x.r, x.conn, x.conns = w, r, w.(connection), s.conns
	x.unread.Store(r.ContentLength != 0)
	done := s.config.Handle(x)
	if x.end() {
		panic(http.ErrAbortHandler)
	}
	if !done {
		return
	}
	if x.unread.Load() && !x.isAwaited() {
		x.discard()
	}
	if x.handed != nil {
		return // whoever holds its ResponseWriter must not get at another exchange
	}
	*x = exchange{}
	s.exchanges.Put(x)
}

// Method implements transport.Exchange.
func (x *exchange) Method() string { return x.r.Method }

// Path implements transport.Exchange.
func (x *exchange) Path() string { return cmp.Or(x.r.URL.Path, x.r.URL.Opaque) }

// Query implements transport.Exchange.
func (x *exchange) Query() string { return x.r.URL.RawQuery }

// Host implements transport.Exchange.
func (x *exchange) Host() string { return x.r.Host }

// Get implements transport.Header.
func (x *exchange) Get(name string) string { return x.r.Header.Get(name) }

// Has implements transport.Header.
func (x *exchange) Has(name string) bool { return header{x.r.Header}.Has(name) }

// Fields implements transport.Header.
func (x *exchange) Fields() iter.Seq2[string, string] { return header{x.r.Header}.Fields() }

// Keep implements transport.Exchange. net/http reuses no header.
func (x *exchange) Keep() transport.Header { return header{x.r.Header} }

// A header implements transport.Header.
type header struct{ http.Header }

// Has implements transport.Header.
func (h header) Has(name string) bool { return len(h.Values(name)) > 0 }

// Fields implements transport.Header.
func (h header) Fields() iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for name, values := range h.Header {
			for _, v := range values {
				if !yield(name, v) {
					return
				}
			}
		}
	}
}

// Joined returns the lines of a field as one. (RFC 9110, 5.3)
func (h header) Joined(name string) string { return strings.Join(h.Values(name), ",") }

// Joined is that of the header.
func (x *exchange) Joined(name string) string { return header{x.r.Header}.Joined(name) }

// Context implements transport.Exchange.
func (x *exchange) Context() context.Context { return x.r.Context() }

// Length implements transport.Exchange.
func (x *exchange) Length() int64 { return x.r.ContentLength }

// Read implements transport.Exchange.
func (x *exchange) Read(p []byte) (int, error) {
	x.asked.Store(true)
	n, err := x.r.Body.Read(p)
	if err == io.EOF {
		x.unread.Store(false)
	}
	return n, err
}

// ReadWithin implements transport.Exchange. net/http itself ends the bound with the body, before it begins to watch for the
// end of the connection.
func (x *exchange) ReadWithin(d time.Duration) {
	if !x.pinned.Load() && !x.gone.Load() {
		x.readWithin(d)
	}
}

func (x *exchange) readWithin(d time.Duration) {
	var deadline time.Time
	if d > 0 {
		deadline = time.Now().Add(d)
	}
	x.conn.SetReadDeadline(deadline)
}

// Respond implements transport.Exchange. net/http adds the length to an answer that fits its buffer.
func (x *exchange) Respond(a transport.Answer) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.cut = x.cut || x.handed != nil && x.begun && !x.ended
	if x.begun || x.over || x.cut {
		return
	}
	x.begun, x.ended = true, true
	x.setFields(a)
	if x.unread.Load() {
		x.readWithin(transport.DiscardTime) // net/http reads on before it writes
	}
	if len(a.Body) > largestBuffered || a.Close || x.unread.Load() || x.r.Method == http.MethodHead {
		x.w.Header()["Content-Length"] = []string{strconv.Itoa(len(a.Body))}
	}
	if status := a.FinalStatus(); status != http.StatusOK {
		x.w.WriteHeader(status)
	}
	x.w.Write(a.Body)
	if a.Close || x.unread.Load() {
		x.conn.Flush() // net/http would not when its goroutine ends, nor before the rest of the body is discarded
	}
}

// largestBuffered is the length of an answer up to which net/http counts it: its buffer for that has 2,048 bytes.
const largestBuffered = 1 << 11

func (x *exchange) setFields(a transport.Answer) {
	h := x.w.Header()
	for _, f := range a.Fields {
		switch name := http.CanonicalHeaderKey(f.Name); name {
		case "Content-Length", "Transfer-Encoding", "Connection":
		default:
			h[name] = append(h[name], f.Value)
		}
	}
	if h["Content-Type"] == nil {
		h["Content-Type"] = nil // or net/http would guess
	}
	if a.Close || x.conns.MustEnd() {
		h["Connection"] = closing
	}
}

var closing = []string{"close"}

// isAwaited reports whether the caller sends no body before it is told to, and an http.Handler has not wanted it: then
// net/http answers and ends the connection. (RFC 9110, section 10.1.1)
func (x *exchange) isAwaited() bool {
	return x.handed != nil && !x.asked.Load() && x.r.Header.Get("Expect") != ""
}

// discard reads what is left of a body after the answer. A client that still sends would get no answer if the connection
// ended now, but a broken pipe, and a proxy would make 502 of it. So whoever sends goes on for a while, and net/http then
// ends its own side of the connection first. (RFC 9112, section 9.6)
func (x *exchange) discard() {
	for range transport.DiscardMost / transport.DiscardSize {
		x.readWithin(transport.DiscardTime)
		if _, err := io.CopyN(io.Discard, x.r.Body, transport.DiscardSize); err != nil {
			return
		}
	}
}
