package http1

import (
	"context"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// usual are the bounds of servers in tests: so large that only what is tested ends.
var usual = transport.Config{Header: patience, Read: patience, Idle: patience, Write: patience}

// patience bounds what takes no time if all is well. A busy machine is slow.
const patience = time.Minute

// A testServer serves on a port of its own until the test ends.
type testServer struct {
	*Server
	address string
}

func serve(t testing.TB, config transport.Config) *testServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return serveOn(t, config, l)
}

func serveOn(t testing.TB, config transport.Config, l net.Listener) *testServer {
	s := &testServer{New(config), l.Addr().String()}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(l) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		s.Shutdown(ctx)
		if err := <-ended; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
	return s
}

// handled is usual with a handler that is always done.
func handled(f func(x transport.Exchange)) transport.Config {
	config := usual
	config.Handle = func(x transport.Exchange) bool {
		f(x)
		return true
	}
	return config
}

// echo answers with the method, the path and the body, or the error of reading it.
func echo(x transport.Exchange) {
	body, err := io.ReadAll(x)
	text := x.Method() + " " + x.Path() + " " + string(body)
	if err != nil {
		text += " " + err.Error()
	}
	x.Respond(transport.Answer{Status: 200, Fields: plainText, Body: []byte(text)})
}

func dial(t testing.TB, s *testServer) *net.TCPConn {
	t.Helper()
	c, err := net.Dial("tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	c.SetDeadline(time.Now().Add(patience))
	t.Cleanup(func() { c.Close() })
	return c.(*net.TCPConn)
}

// talk sends parts, says that this was all, and returns all that comes back.
func talk(t testing.TB, s *testServer, parts ...string) string {
	t.Helper()
	got, err := converse(dial(t, s), parts...)
	if err != nil {
		t.Errorf("%q: reading the answer: %v after %q", parts, err, got)
	}
	return got
}

// converse is talk over c, which it closes.
func converse(c *net.TCPConn, parts ...string) (string, error) {
	defer c.Close()
	for i, p := range parts {
		if i > 0 {
			time.Sleep(10 * time.Millisecond)
		}
		io.WriteString(c, p)
	}
	c.CloseWrite()
	b, err := io.ReadAll(c)
	return string(b), err
}

// expect checks that text has the parts, in this order.
func expect(t testing.TB, what, text string, parts ...string) {
	t.Helper()
	rest := text
	for _, p := range parts {
		_, after, ok := strings.Cut(rest, p)
		if !ok {
			t.Errorf("%s: no %q in %q", what, p, text)
			return
		}
		rest = after
	}
}

// read reads from c until text has come.
func readUntil(t testing.TB, c net.Conn, text string) string {
	t.Helper()
	var got []byte
	for b := make([]byte, 1); !strings.HasSuffix(string(got), text); {
		if _, err := c.Read(b); err != nil {
			t.Fatalf("waiting for %q: %v after %q", text, err, got)
		}
		got = append(got, b[0])
	}
	return string(got)
}

func eventually(t testing.TB, what string, f func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !f(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it never happened: " + what)
		}
	}
}

// TR-1: every kind of request, on connections that stay and that do not.
func TestTR1Requests(t *testing.T) {
	s := serve(t, handled(echo))
	for _, c := range []struct {
		name  string
		parts []string
		want  []string
	}{
		{"in pieces", []string{"POST /a HT", "TP/1.1\r\nHost: x\r\nContent-Le", "ngth: 3\r\n\r\na", "bc"}, []string{"HTTP/1.1 200 OK\r\n", "\r\n\r\nPOST /a abc"}},
		{"pipelined", []string{"GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nxGET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\nGET /4 HTTP/1.1\r\nHost: x\r\n\r\n"},
			[]string{"GET /1 HTTP/1.1 200 OK", "POST /2 xHTTP/1.1 200 OK", "Connection: close", "GET /3 "}},
		{"chunked", []string{"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n1\r\nc\r\n0\r\nX: y\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n"},
			[]string{"POST / abcHTTP/1.1 200 OK", "GET /next "}},
		{"absolute", []string{"GET http://y:1/a%20b?c HTTP/1.1\r\nHost: x\r\n\r\n"}, []string{"GET /a b "}},
		{"asterisk", []string{"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n"},
			[]string{"HTTP/1.1 200 OK\r\nDate: ", "\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK", "GET /next "}},
		{"CONNECT", []string{"CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n"}, []string{"\r\n\r\nCONNECT  "}},
		{"1.0", []string{"GET / HTTP/1.0\r\n\r\nGET /never HTTP/1.0\r\n\r\n"}, []string{"HTTP/1.0 200 OK\r\n", "GET / "}},
		{"1.0 that stays", []string{"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\nGET /next HTTP/1.0\r\n\r\n"}, []string{"Connection: keep-alive\r\n", "GET / HTTP/1.0 200 OK", "GET /next "}},
		{"HEAD", []string{"HEAD /a HTTP/1.1\r\nHost: x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n"}, []string{"Content-Length: 8\r\n\r\nHTTP/1.1 200 OK", "GET /next "}},
		{"expecting", []string{"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n", "abc"},
			[]string{"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK", "POST / abc"}},
		{"expecting too much", []string{"POST / HTTP/1.1\r\nHost: x\r\nExpect: 200-ok\r\nContent-Length: 3\r\n\r\n"}, []string{"HTTP/1.1 417 Expectation Failed\r\n", "Connection: close"}},
		{"HEAD that is refused", []string{"HEAD / HTTP/1.1\r\nHost: x\r\nExpect: 200-ok\r\n\r\n"}, []string{"HTTP/1.1 417 Expectation Failed\r\n", "GMT\r\n\r\nend"}},
		{"unknown coding", []string{"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n"}, []string{"HTTP/1.1 501 Not Implemented\r\n"}},
		{"unknown version", []string{"GET / HTTP/3.1\r\nHost: x\r\n\r\n"}, []string{"HTTP/1.1 505 HTTP Version Not Supported\r\n"}},
		{"no host", []string{"GET / HTTP/1.1\r\n\r\n"}, []string{"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n", "Content-Length: 15\r\n\r\n400 Bad Request"}},
		{"empty lines behind a body", []string{"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na\r", "\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n"}, []string{"POST / a", "GET /next "}},
	} {
		got := talk(t, s, c.parts...)
		expect(t, c.name, got+"end", c.want...)
		if strings.Contains(got, "never") || strings.Contains(got, "/4") {
			t.Errorf("%s: a request behind the last one is answered: %q", c.name, got)
		}
	}
}

// TR-3: heads that are too large or too slow are told so.
func TestTR3LargeAndSlowHeads(t *testing.T) {
	s := serve(t, handled(echo))
	field := "X: " + strings.Repeat("x", 1000) + "\r\n"
	expect(t, "64 kB", talk(t, s, "GET / HTTP/1.1\r\nHost: x\r\n"+strings.Repeat(field, 70)+"\r\n"), "HTTP/1.1 431 ")
	expect(t, "60 kB", talk(t, s, "GET / HTTP/1.1\r\nHost: x\r\n"+strings.Repeat(field, 60)+"\r\n"), "HTTP/1.1 200 ")
	expect(t, "an endless line", talk(t, s, "GET /"+strings.Repeat("x", 100_000)), "HTTP/1.1 431 ")
	config := handled(echo)
	config.Header = 100 * time.Millisecond
	hasty := serve(t, config)
	for _, head := range []string{"G", "GET / HTTP/1.1\r\nHost: x\r\n", "GET / HTTP/1.1\r\nHost: x\r\n\r"} {
		c := dial(t, hasty)
		io.WriteString(c, head)
		got, err := io.ReadAll(c)
		if err != nil || !strings.HasPrefix(string(got), "HTTP/1.1 408 ") {
			t.Errorf("%q and no more: %q, %v", head, got, err)
		}
	}
	// What can no longer become a request is not waited for.
	for _, head := range []string{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "GET / HTTP/1.1\n", "GET / HTTP/1.1\r\nX: \x00", "\r\n"} {
		c := dial(t, s)
		start := time.Now()
		io.WriteString(c, head)
		if got, err := io.ReadAll(c); err != nil || !strings.HasPrefix(string(got), "HTTP/1.1 400 ") {
			t.Errorf("%q: %q, %v after %v", head, got, err, time.Since(start))
		}
	}
}

// TR-5: who does not read is cut off, and nobody else waits for it.
func TestTR5SlowReadersAreCutAndHoldUpNobody(t *testing.T) {
	large := make([]byte, 32<<20)
	config := handled(func(x transport.Exchange) {
		if x.Path() == "/large" {
			x.Respond(transport.Answer{Status: 200, Body: large})
		} else {
			x.Respond(transport.Answer{Status: 200})
		}
	})
	config.Write = 200 * time.Millisecond
	s := serve(t, config)
	stalled := make([]net.Conn, 300)
	for i := range stalled {
		stalled[i] = dial(t, s)
		io.WriteString(stalled[i], []string{"GET /large HTTP/1.1\r\nHost: x\r\n\r\n", "GET /", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"}[i%3])
	}
	start := time.Now()
	for range 100 {
		expect(t, "another", talk(t, s, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 200 OK")
	}
	if took := time.Since(start); took > patience/2 {
		t.Errorf("100 calls took %v", took)
	}
	time.Sleep(2 * config.Write)
	for i := 0; i < len(stalled); i += 3 {
		if n, _ := io.Copy(io.Discard, stalled[i]); n >= int64(len(large)) {
			t.Fatal("an answer arrived that nobody read in time")
		}
	}
}

// TR-8: where the system does not say when a connection is readable, all is the same.
func TestTR8WithoutReadiness(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := serveOn(t, handled(echo), opaqueListener{l})
	expect(t, "in pieces", talk(t, s, "POST /a HT", "TP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na", "bcGET /b HTTP/1.1\r\nHost: x\r\n\r\n"), "POST /a abc", "GET /b ")
	expect(t, "cut", talk(t, s, "POST /a HT"), "HTTP/1.1 400 ")
}

// An opaqueListener accepts connections that can no more than net.Conn.
type opaqueListener struct{ net.Listener }

func (l opaqueListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return struct{ net.Conn }{c}, err
}
