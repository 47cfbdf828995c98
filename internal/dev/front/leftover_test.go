package front

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
)

// A body that the program does not read must not become the next request of its connection.
func TestWhatIsLeftOfARequestIsNoRequest(t *testing.T) {
	var seen atomic.Int32
	_, _, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen.Add(1)
		w.WriteHeader(http.StatusRequestEntityTooLarge)
	}))
	second := "POST /evil HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
	got := raw(t, url, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"+second)
	if n := seen.Load(); n != 1 || strings.Count(got, "HTTP/1.1 ") != 1 || !strings.Contains(got, "Connection: close") {
		t.Errorf("the program has seen %d requests; the answer is %q", n, got)
	}
	_, p, url := serve(t, nil)
	p.address = listenRaw(t, func(_ int, c net.Conn, r *bufio.Reader) { // a program that would go on with the connection
		for readRaw(r, 0) != "" {
			io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
		}
	})
	got = raw(t, url, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"+second)
	if strings.Count(got, "HTTP/1.1 ") != 1 || !strings.Contains(got, "Connection: close") {
		t.Errorf("the answer is %q", got)
	}
}
