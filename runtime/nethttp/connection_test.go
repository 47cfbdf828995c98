package nethttp

import (
	"errors"
	"net"
	"os"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// OF-12: whatever is written is bounded, as 100 Continue before an answer, and on a connection that has been idle for
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
	if server, err = (boundedListener{l, New(transport.Config{Write: within})}).Accept(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	return server, client
}
