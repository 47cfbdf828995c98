package binary

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// Clients that send a byte now and then are cut off.
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
	}{
		{"a slow header", "POST / HTTP/1.1\r\n", slowHeader},
		{"a slow body", head + "Content-Length: 1000\r\n\r\n", " 408"},
		{"a slow chunk", head + "Transfer-Encoding: chunked\r\n\r\n3e8\r\n", " 408"},
	} {
		for range 16 {
			wait.Go(func() {
				began := time.Now()
				got := drip(t, s.URL, c.start)
				if d := time.Since(began); got != c.want || d < time.Second || d > 40*time.Second {
					t.Errorf("%s: got%s after %v", c.name, got, d)
				}
			})
		}
	}
	wait.Wait()
	wantAnswer(t, s.post("/typed", `{"string":"a"}`), 200, `{"string":"a"}`)
}

// No other client waits for those that have not sent a header, for which they have ten seconds.
func TestNobodyWaitsForSlowHeaders(t *testing.T) {
	t.Parallel()
	wantAtOnce(t, func() func() {
		s := serve(t)
		for range 32 {
			conn := dial(t, s.URL)
			t.Cleanup(func() { conn.Close() })
			io.WriteString(conn, "POST / HTTP/1.1\r\n")
		}
		return func() {
			for range 30 {
				wantAnswer(t, s.post("/typed", `{"string":"a"}`), 200, `{"string":"a"}`)
			}
		}
	})
}

// No other client waits for slow bodies, which are still taken when the others have their answers.
func TestNobodyWaitsForSlowBodies(t *testing.T) {
	t.Parallel()
	s := serve(t, "read_timeout=1m", "max_inflight=100")
	var slow []*net.TCPConn
	for range 32 {
		conn := dial(t, s.URL)
		defer conn.Close()
		io.WriteString(conn, head+"Content-Length: 14\r\n\r\n{\"string\"")
		slow = append(slow, conn)
	}
	for range 30 {
		wantAnswer(t, s.post("/typed", `{"string":"a"}`), 200, `{"string":"a"}`)
	}
	for _, conn := range slow {
		io.WriteString(conn, `:"a"}`)
		conn.CloseWrite()
		if got := readAnswers(conn); got != back {
			t.Errorf("a slow client got%s", got)
		}
	}
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
