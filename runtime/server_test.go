package ow

import (
	"net"
	"strings"
	"testing"
	"time"
)

// OF-11: the port below of-watchdog is that of a URL, however that is written.
func TestOF11PortsOfUpstreamURLs(t *testing.T) {
	for u, want := range map[string]string{
		"127.0.0.1:5000": "5000", "http://127.0.0.1:5000": "5000", "http://localhost:5000/path?a:1": "5000", "http://u:p@[::1]:5000#x": "5000",
		"http://localhost": "8080", "http://localhost/a:5000": "8080", "http://[::1]": "8080",
	} {
		if got := listenPort(environment("mode=http", "upstream_url="+u)); got != want {
			t.Errorf("%s: %s, want %s", u, got, want)
		}
	}
}

// OW-17: a PORT that is not a number up to 65535 is refused.
func TestOW17PortsThatAreNone(t *testing.T) {
	for _, port := range []string{"http", "65536", "-1", "8080 ", "0x50"} {
		l, err := listen("", port)
		if err == nil {
			l.Close()
			t.Errorf("%q is a port", port)
			continue
		}
		if want := "PORT=" + port + ": want a number up to 65535"; err.Error() != want {
			t.Errorf("%q, want %q", err, want)
		}
	}
}

// DEV-23: with OWGEN_HOST the program is not reachable from elsewhere. What is no address is refused, names included.
func TestDEV23AHostToListenOn(t *testing.T) {
	l, err := listen("127.0.0.1", "0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if got := l.Addr().String(); !strings.HasPrefix(got, "127.0.0.1:") {
		t.Errorf("it listens on %s", got)
	}
	for _, host := range []string{"localhost", "127.0.0.1:80", "1.2.3"} {
		l, err := listen(host, "0")
		if err == nil {
			l.Close()
			t.Errorf("%q is a host", host)
			continue
		}
		if want := "OWGEN_HOST=" + host + ": want an IP address"; err.Error() != want {
			t.Errorf("%q, want %q", err, want)
		}
	}
}

// TR-7: OWGEN_MAX_CONNECTIONS bounds connections, and idle ones make room.
func TestTR7MaxConnections(t *testing.T) {
	s := serveTest(t, "OWGEN_MAX_CONNECTIONS=1")
	for range 3 {
		conn := dialTest(t, s)
		conn.Write([]byte("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"))
		b := make([]byte, len("HTTP/1.1 200"))
		if _, err := conn.Read(b); err != nil || string(b) != "HTTP/1.1 200" {
			t.Fatalf("%q, %v", b, err)
		}
	}
	first := dialTest(t, s)
	first.Write([]byte("POST / HTTP/1.1\r\nHost: x\r\n")) // busy
	eventually(t, func() bool { return !answers(t, s) })
	first.Close()
	eventually(t, func() bool { return answers(t, s) })
}

// answers reports whether s answers soon.
func answers(t *testing.T, s *testServer) bool {
	conn := dialTest(t, s)
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(100 * time.Millisecond))
	conn.Write([]byte("GET /_/health HTTP/1.1\r\nHost: x\r\n\r\n"))
	_, err := conn.Read(make([]byte, 1))
	if timeout, ok := err.(net.Error); err != nil && !(ok && timeout.Timeout()) {
		t.Error(err)
	}
	return err == nil
}
