package http1

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/textproto"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// A script is the server's end of a connection whose client says all it has to say, in pieces, and no more.
type script struct {
	mu     sync.Mutex
	pieces [][]byte
	out    bytes.Buffer
	closed chan struct{}
	once   sync.Once
}

func newScript(pieces ...[]byte) *script {
	return &script{pieces: slices.Clone(pieces), closed: make(chan struct{})}
}

func (s *script) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.pieces) > 0 && len(s.pieces[0]) == 0 {
		s.pieces = s.pieces[1:]
	}
	if len(s.pieces) == 0 {
		return 0, io.EOF
	}
	n := copy(p, s.pieces[0])
	s.pieces[0] = s.pieces[0][n:]
	return n, nil
}

func (s *script) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.Write(p)
}

func (s *script) Close() error {
	s.once.Do(func() { close(s.closed) })
	return nil
}

func (s *script) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (s *script) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (s *script) SetDeadline(time.Time) error      { return nil }
func (s *script) SetReadDeadline(time.Time) error  { return nil }
func (s *script) SetWriteDeadline(time.Time) error { return nil }

// A trace is what became of a stream: the requests that a handler saw, and the answers.
type trace struct {
	requests []seen
	statuses []int
}

// A seen request is all that a handler can tell of it.
type seen struct {
	method, path, query, host string
	length                    int64
	fields                    string
	body                      string
	end                       string // of the body
}

// fieldsOf writes header fields in an order of their own. What the two transports keep to themselves is left out.
func fieldsOf(h http.Header) string {
	h = h.Clone()
	h.Del("Trailer")
	h.Del("Transfer-Encoding")
	if _, ok := h["Pragma"]; ok {
		h.Del("Cache-Control") // which net/http adds
	}
	if l := h["Content-Length"]; len(l) > 1 {
		h["Content-Length"] = l[:1]
	}
	var b strings.Builder
	for _, k := range slices.Sorted(func(yield func(string) bool) {
		for k := range h {
			if !yield(k) {
				return
			}
		}
	}) {
		fmt.Fprintf(&b, "%s: %q\n", k, h[k])
	}
	return b.String()
}

// readAs reads a body as the path says, and tells how that ended.
func readAs(path string, r io.Reader) (body, end string) {
	var b []byte
	var err error
	switch {
	case strings.HasSuffix(path, "/none"):
		return "", "unread"
	case strings.HasSuffix(path, "/some"):
		b = make([]byte, 3)
		var n int
		n, err = io.ReadFull(r, b)
		b = b[:n]
	default:
		b, err = io.ReadAll(r)
	}
	switch {
	case err == nil, err == io.EOF:
		return string(b), "fine"
	case errors.Is(err, io.ErrUnexpectedEOF), strings.Contains(err.Error(), "unexpected EOF"):
		return string(b), "cut"
	}
	return string(b), "malformed"
}

// judge is what a server of net/http makes of a stream. It must run in a bubble: the server sleeps.
func judge(stream []byte) (t trace) {
	s := newScript(stream)
	server := &http.Server{
		MaxHeaderBytes: headLimit,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			q := seen{method: r.Method, path: cmp.Or(r.URL.Path, r.URL.Opaque), query: r.URL.RawQuery, host: r.Host, length: r.ContentLength, fields: fieldsOf(r.Header)}
			q.body, q.end = readAs(q.path, r.Body)
			t.requests = append(t.requests, q)
			w.Header().Set("Content-Length", "1")
			io.WriteString(w, "x")
		}),
	}
	server.ErrorLog = discardLog
	go server.Serve(&once{script: s})
	<-s.closed
	synctest.Wait()
	t.statuses = statuses(s.out.Bytes(), t.requests)
	return t
}

// once is a listener with one connection.
type once struct {
	*script
	accepted bool
}

func (o *once) Accept() (net.Conn, error) {
	if o.accepted {
		<-o.closed
		return nil, net.ErrClosed
	}
	o.accepted = true
	return o.script, nil
}

func (o *once) Addr() net.Addr { return &net.TCPAddr{} }
func (o *once) Close() error   { return nil }

// own is what this package makes of a stream that comes in pieces.
func own(pieces ...[]byte) (t trace) {
	s := newScript(pieces...)
	server := New(transport.Config{Handle: func(x transport.Exchange) bool {
		h := http.Header{}
		for name, value := range x.Fields() {
			h[textproto.CanonicalMIMEHeaderKey(name)] = append(h[textproto.CanonicalMIMEHeaderKey(name)], value)
		}
		q := seen{method: x.Method(), path: x.Path(), query: x.Query(), host: x.Host(), length: x.Length(), fields: fieldsOf(h)}
		q.body, q.end = readAs(q.path, x)
		t.requests = append(t.requests, q)
		x.Respond(transport.Answer{Status: 200, Body: []byte("x")})
		return true
	}})
	server.open(s)
	<-s.closed
	synctest.Wait()
	t.statuses = statuses(s.out.Bytes(), t.requests)
	return t
}

// statuses are those of the answers in out. An answer that is none is -1.
func statuses(out []byte, requests []seen) (all []int) {
	r := bufio.NewReader(bytes.NewReader(out))
	for n := 0; ; {
		if _, err := r.Peek(1); err != nil {
			return all
		}
		request := &http.Request{Method: "GET"}
		if n < len(requests) {
			request.Method = requests[n].method
		}
		answer, err := http.ReadResponse(r, request)
		if err != nil {
			return append(all, -1)
		}
		if answer.StatusCode == 100 {
			continue // whether it is needed depends on what has come
		}
		if answer.StatusCode != 200 || answer.ContentLength != 0 { // that is OPTIONS *, which no handler sees
			n++
		}
		if _, err := io.Copy(io.Discard, answer.Body); err != nil {
			return append(all, -1)
		}
		all = append(all, answer.StatusCode)
	}
}

// bubble runs f where nothing takes time.
func bubble(t *testing.T, f func(t *testing.T)) { synctest.Test(t, f) }
