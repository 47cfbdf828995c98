package http1

import (
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
	s := serve(t, config)
	for path, want := range map[string]string{"/": "408", "/longer": "200"} {
		c := dial(t, s)
		io.WriteString(c, "POST "+path+" HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\na")
		time.Sleep(250 * time.Millisecond)
		io.WriteString(c, "b")
		expect(t, path, readUntil(t, c, "\r\n\r\n"), "HTTP/1.1 "+want)
	}
	expect(t, "a slow handler", talk(t, s, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na"), "HTTP/1.1 200")
}
