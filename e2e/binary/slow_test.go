package binary

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// Clients that send a byte now and then are cut off, and no other client waits for them.
func TestSlowClientsAreCutOff(t *testing.T) {
	t.Parallel()
	s := serve(t, "read_timeout=1s", "max_inflight=100")
	slowHeader := " 408" // TR-3
	if overNetHTTP() {
		slowHeader = " 400"
	}
	var wait sync.WaitGroup
	for _, c := range []struct {
		name, start, want string
		least, most       time.Duration
	}{
		{"a slow header", "POST / HTTP/1.1\r\n", slowHeader, time.Second, 5 * time.Second},
		{"a slow body", head + "Content-Length: 1000\r\n\r\n", " 408", time.Second, 5 * time.Second},
		{"a slow chunk", head + "Transfer-Encoding: chunked\r\n\r\n3e8\r\n", " 408", time.Second, 5 * time.Second},
	} {
		for range 16 {
			wait.Go(func() {
				began := time.Now()
				got := drip(t, s.URL, c.start)
				if d := time.Since(began); got != c.want || d < c.least || d > c.most {
					t.Errorf("%s: got%s after %v", c.name, got, d)
				}
			})
		}
	}
	for range 30 {
		began := time.Now()
		wantAnswer(t, s.post("/typed", `{"string":"a"}`), 200, `{"string":"a"}`)
		if d := time.Since(began); d > time.Second {
			t.Errorf("a call among slow ones took %v", d)
		}
		time.Sleep(20 * time.Millisecond)
	}
	wait.Wait()
	wantAnswer(t, s.post("/typed", `{"string":"a"}`), 200, `{"string":"a"}`)
}

// drip sends start, and then a byte from time to time until there is an answer or an end, which it returns.
func drip(t *testing.T, url, start string) string {
	t.Helper()
	conn := dial(t, url)
	defer conn.Close()
	io.WriteString(conn, start)
	go func() {
		for {
			time.Sleep(200 * time.Millisecond)
			if _, err := io.WriteString(conn, "x"); err != nil {
				return
			}
		}
	}()
	return readAnswers(conn)
}

// A client that sends calls and reads no answer is cut off when write_timeout is over.
func TestClientsThatDoNotReadAreCutOff(t *testing.T) {
	t.Parallel()
	s := serve(t, "write_timeout=1s")
	for _, path := range []string{"/typed", "/big"} {
		body := object("string", strings.Repeat("x", 1000), "bytes", 100_000)
		calls := strings.Repeat(call("POST", path, body), 50)
		conn := dial(t, s.URL)
		defer conn.Close()
		var err error
		for err == nil {
			_, err = io.WriteString(conn, calls)
		}
		if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
			t.Errorf("%s: the connection is still open", path)
		}
	}
	s.wantStop()
}

// A client that closes its side of the connection still gets its answer. A client that is gone costs the others
// nothing.
func TestHalfOpenConnections(t *testing.T) {
	t.Parallel()
	s := serve(t)
	nap := call("POST", "/sleep", `{"millis":300}`)
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() {
			done := dial(t, s.URL)
			defer done.Close()
			io.WriteString(done, nap)
			done.CloseWrite()
			if got := readAnswers(done); got != ` 200 {"millis":300}` {
				t.Errorf("a client that closed its side got%s", got)
			}
		})
		wait.Go(func() {
			gone := dial(t, s.URL)
			io.WriteString(gone, nap)
			gone.SetLinger(0) // closing resets the connection
			gone.Close()
		})
		silent := dial(t, s.URL)
		defer silent.Close()
	}
	wait.Wait()
	wantAnswer(t, s.post("/typed", `{}`), 200, `{}`)
	s.wantStop()
}
