package nethttp

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// serve returns the address of a server with a handler that is always done.
func serve(t *testing.T, f func(x transport.Exchange)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := New(transport.Config{Log: func(line string) { t.Error(line) }, Handle: func(x transport.Exchange) bool {
		f(x)
		return true
	}})
	go s.Serve(l)
	t.Cleanup(func() { s.Shutdown(context.Background()) })
	return l.Addr().String()
}

// ask sends text and returns the answer with its body, and how reading that ended.
func ask(t *testing.T, address, text string) (r *http.Response, body string, err error) {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(time.Minute))
	io.WriteString(c, text)
	method, _, _ := strings.Cut(text, " ")
	if r, err = http.ReadResponse(bufio.NewReader(c), &http.Request{Method: method}); err != nil {
		return nil, "", err
	}
	b, err := io.ReadAll(r.Body)
	return r, string(b), err
}

// A front end sees of a request what it sees of one of package http1.
func TestRequests(t *testing.T) {
	var kept transport.Header
	address := serve(t, func(x transport.Exchange) {
		b, err := io.ReadAll(x)
		if err != nil {
			t.Error(err)
		}
		kept = x.Keep()
		x.Respond(transport.Answer{Status: 201, Fields: []transport.Field{{Name: "x-a", Value: "b\r\nc"}, {Name: "Connection", Value: "x"}},
			Body: []byte(strings.Join([]string{x.Method(), x.Path(), x.Query(), x.Host(), x.Get("x-ID"), string(b)}, "|"))})
	})
	r, body, err := ask(t, address, "PUT http://y/a%20b?c=d HTTP/1.1\r\nHost: x\r\nX-Id: 1\r\nContent-Length: 3\r\n\r\nabc")
	if err != nil || r.StatusCode != 201 || body != "PUT|/a b|c=d|y|1|abc" || r.ContentLength != int64(len(body)) {
		t.Errorf("%v, %q, %v", r, body, err)
	}
	if r.Header.Get("X-A") != "b  c" || r.Header.Get("Connection") != "" || r.Header.Get("Content-Type") != "" {
		t.Errorf("fields %q", r.Header)
	}
	if kept.Get("x-id") != "1" {
		t.Error("the header is not kept")
	}
	for name, value := range kept.Fields() {
		if name != "X-Id" && name != "Content-Length" {
			t.Errorf("%s: %s", name, value)
		}
	}
}

// TR-9: pieces arrive when they are flushed, while the body is read; what is incomplete is seen to be.
func TestTR9AnswersInPieces(t *testing.T) {
	address := serve(t, func(x transport.Exchange) {
		switch x.Path() {
		case "/duplex":
			x.Begin(transport.Answer{Status: 200}, -1)
			x.Flush()
			b := make([]byte, 10)
			for {
				n, err := x.Read(b)
				x.Write(b[:n])
				x.Flush()
				if err != nil {
					return
				}
			}
		case "/whole":
			x.Begin(transport.Answer{Status: 200, Body: []byte("a")}, 3)
			io.WriteString(x, "bc")
		case "/short":
			x.Begin(transport.Answer{Status: 200, Body: []byte("a")}, 3)
		case "/long":
			x.Begin(transport.Answer{Status: 200}, 1)
			if _, err := io.WriteString(x, "abc"); err == nil {
				t.Error("no error for more than was announced")
			}
		case "/cut":
			x.Begin(transport.Answer{Status: 200, Body: []byte("a")}, -1)
			x.Flush()
			x.Cut()
			if _, err := io.WriteString(x, "bc"); err == nil {
				t.Error("no error for what is written behind a cut")
			}
		}
	})
	for path, whole := range map[string]bool{"/whole": true, "/short": false, "/long": false, "/cut": false} {
		_, body, err := ask(t, address, "GET "+path+" HTTP/1.1\r\nHost: x\r\n\r\n")
		if (err == nil) != whole || whole && body != "abc" {
			t.Errorf("%s: %q, %v", path, body, err)
		}
	}
	if r, body, err := ask(t, address, "HEAD /whole HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil || r.ContentLength != 3 || body != "" {
		t.Errorf("HEAD: %v, %q, %v", r, body, err)
	}
	if r, _, err := ask(t, address, "GET /none HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil || r.StatusCode != 500 {
		t.Errorf("no answer: %v, %v", r, err)
	}
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(time.Minute))
	io.WriteString(c, "POST /duplex HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
	r, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		io.WriteString(c, "4\r\nping\r\n")
		if b := make([]byte, 4); true {
			if _, err := io.ReadFull(r.Body, b); err != nil || string(b) != "ping" {
				t.Errorf("%q, %v", b, err)
			}
		}
	}
}
