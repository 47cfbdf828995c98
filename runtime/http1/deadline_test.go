package http1

import (
	"context"
	"errors"
	"io"
	"net"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// TR-5: on a new connection the time for a head runs from the beginning, and on others from its first byte on.
func TestTR5TimeForHeads(t *testing.T) {
	bubble(t, func(t *testing.T) {
		c, accepted := net.Pipe()
		New(handled(echo)).open(accepted)
		start := time.Now()
		time.Sleep(usual.Header * 8 / 10)
		io.WriteString(c, "GET /")
		got, _ := io.ReadAll(c)
		if expect(t, "a new connection", string(got), "408"); time.Since(start) != usual.Header {
			t.Errorf("a new connection had %v", time.Since(start))
		}
		c, accepted = net.Pipe()
		New(handled(echo)).open(accepted)
		io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		readUntil(t, c, "GET / ")
		time.Sleep(usual.Idle / 2)
		start = time.Now()
		io.WriteString(c, "GET /")
		got, _ = io.ReadAll(c)
		if expect(t, "another request", string(got), "408"); time.Since(start) != usual.Header {
			t.Errorf("another request had %v", time.Since(start))
		}
	})
}

// TR-6: connections that have been idle for QuietTime have no time, silent ones have that, and others what is left of it.
func TestTR6TimesOfShutdown(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := New(handled(echo))
		silent, accepted := net.Pipe()
		s.open(accepted)
		used := func() net.Conn {
			c, accepted := net.Pipe()
			s.open(accepted)
			io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
			readUntil(t, c, "GET / ")
			return c
		}
		idle := used()
		time.Sleep(transport.QuietTime)
		busy, left := used(), used()
		time.Sleep(transport.QuietTime / 5)
		start := time.Now()
		go s.Shutdown(context.Background())
		if b, _ := io.ReadAll(idle); len(b) > 0 || time.Since(start) > 0 {
			t.Errorf("the idle connection: %q after %v", b, time.Since(start))
		}
		time.Sleep(transport.QuietTime / 5)
		io.WriteString(busy, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		answer, err := io.ReadAll(busy)
		if expect(t, "the busy connection", string(answer), "200 OK", "Connection: close"); err != nil {
			t.Error(err)
		}
		if b, _ := io.ReadAll(left); len(b) > 0 || time.Since(start) != transport.QuietTime*4/5 {
			t.Errorf("the connection that is left: %q after %v", b, time.Since(start))
		}
		if b, _ := io.ReadAll(silent); len(b) > 0 || time.Since(start) != transport.QuietTime {
			t.Errorf("the silent connection: %q after %v", b, time.Since(start))
		}
	})
}

// TR-5: a body has its time from the first byte of the request on, or from ReadWithin; a handler has none.
func TestTR5TimeForBodies(t *testing.T) {
	config := handled(func(x transport.Exchange) {
		if x.Path() == "/longer" {
			x.ReadWithin(5 * time.Second)
		}
		if _, err := io.ReadAll(x); err != nil {
			var t net.Error
			if errors.As(err, &t) && t.Timeout() {
				x.Respond(transport.Answer{Status: 408})
				return
			}
		}
		time.Sleep(300 * time.Millisecond)
		x.Respond(transport.Answer{Status: 200})
	})
	config.Read = 150 * time.Millisecond
	bubble(t, func(t *testing.T) {
		s := New(config)
		for _, x := range []struct{ path, begun, rest, want string }{
			{"/", "a", "b", "408"}, {"/longer", "a", "b", "200"}, {"/slow-handler", "ab", "", "200"},
		} {
			c, accepted := net.Pipe()
			s.open(accepted)
			io.WriteString(c, "POST "+x.path+" HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n"+x.begun)
			go func() {
				time.Sleep(250 * time.Millisecond)
				io.WriteString(c, x.rest)
			}()
			expect(t, x.path, readUntil(t, c, "\r\n\r\n"), "HTTP/1.1 "+x.want)
			c.Close()
		}
	})
}
