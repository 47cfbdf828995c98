package ow

import (
	"errors"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// OF-12: a client that sends requests and reads no answers is cut off, however short the answers are.
func TestOF12WriteTimeoutCutsWhoDoesNotRead(t *testing.T) {
	for _, length := range []string{"1", "1900", "100000"} {
		s := faasTest(t, "write_timeout=200ms")
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		body := `{"do":"big","n":` + length + `}`
		requests := strings.Repeat("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: "+strconv.Itoa(len(body))+"\r\n\r\n"+body, 100)
		conn.SetDeadline(time.Now().Add(20 * time.Second))
		for err == nil {
			_, err = io.WriteString(conn, requests)
		}
		if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
			t.Errorf("answers of %s bytes: the server holds on to a client that does not read", length)
		}
	}
}

// OF-12: that holds for whatever is written, as 100 Continue before an answer, and on a connection that has been idle for
// longer than any deadline.
func TestOF12EachWriteIsBounded(t *testing.T) {
	const within = 100 * time.Millisecond
	c, client := boundedPair(t, within)
	large := make([]byte, 64<<20) // more than any socket takes
	for range 3 {
		time.Sleep(2 * within)
		if _, err := c.Write([]byte("HTTP/1.1 100 Continue\r\n\r\n")); err != nil {
			t.Fatalf("a write to a client that reads: %v", err)
		}
		c.SetWriteDeadline(time.Time{}) // as net/http does behind each answer
	}
	start := time.Now()
	defer time.AfterFunc(50*within, func() { client.Close() }).Stop()
	_, err := c.Write(large)
	if took := time.Since(start); !errors.Is(err, os.ErrDeadlineExceeded) || took < within {
		t.Errorf("a write to a client that does not read: %v after %v", err, took)
	}
}

// boundedPair returns the two ends of a connection, of which the first one is the server's.
func boundedPair(t *testing.T, within time.Duration) (server, client net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if client, err = net.Dial("tcp", l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	if server, err = (boundedListener{l, within}).Accept(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	return server, client
}

// The time for reading ends with the body, also the one that every request has: it cancels no context.
func TestReadTimeDoesNotBoundTheHandler(t *testing.T) {
	p := &program{actions: testActions(), env: environment("OWGEN_PLATFORM=openfaas"), log: &logger{w: new(buffer)}}
	s, err := p.newServer()
	if err != nil {
		t.Fatal(err)
	}
	s.transport.(*netHTTP).server.ReadTimeout = 50 * time.Millisecond
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go s.transport.serve(l)
	defer s.transport.shutdown(t.Context())
	for _, body := range []string{`{"do":"wait","n":200}`, `{"do":"wait","n":200}` + strings.Repeat(" ", 10000)} {
		send(t, "http://"+l.Addr().String(), "POST", "/", body).expect(t, 200, `{"text":"waited"}`)
	}
}
