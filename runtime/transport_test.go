package ow

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// OF-12: a client that sends requests and reads no answers is cut off, however short the answers are.
func TestOF12WriteTimeoutCutsWhoDoesNotRead(t *testing.T) {
	for _, length := range []string{"1", "1900", "100000"} {
		s := faasTest(t, "write_timeout=200ms")
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		go s.transport.Serve(narrowListener{l})
		conn, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		body := `{"do":"big","n":` + length + `}`
		requests := strings.Repeat("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: "+strconv.Itoa(len(body))+"\r\n\r\n"+body, 100)
		conn.SetDeadline(time.Now().Add(patience))
		for err == nil {
			_, err = io.WriteString(conn, requests)
		}
		if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
			t.Errorf("answers of %s bytes: the server holds on to a client that does not read", length)
		}
	}
}

// A narrowListener accepts connections with room for a few answers only. Short ones would take long to fill the usual one.
type narrowListener struct{ net.Listener }

func (l narrowListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err == nil {
		c.(*net.TCPConn).SetWriteBuffer(16 << 10)
	}
	return c, err
}

// The time for reading ends with the body, even with the default time limit: it cancels no context.
func TestReadTimeDoesNotBoundTheHandler(t *testing.T) {
	p := &program{actions: testActions(), env: environment("OWGEN_PLATFORM=openfaas"), log: &logger{w: new(buffer)}}
	s, err := p.newServer()
	if err != nil {
		t.Fatal(err)
	}
	s.config.Read = 300 * time.Millisecond
	s.transport = newTransport(s.config)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go s.transport.Serve(l)
	defer s.transport.Shutdown(t.Context())
	for _, body := range []string{`{"do":"wait","n":600}`, `{"do":"wait","n":600}` + strings.Repeat(" ", 10000)} {
		send(t, "http://"+l.Addr().String(), "POST", "/", body).expect(t, 200, `{"text":"waited"}`)
	}
}

// OF-12: a client that stalls in the header is cut off when read_timeout is over, with its first request and with a later
// one, and however it deals out the bytes. An idle connection that says nothing is not a stall.
func TestOF12ReadTimeoutBoundsTheHeader(t *testing.T) {
	s := faasTest(t, "read_timeout=300ms")
	var wait sync.WaitGroup
	for _, kept := range []bool{false, true} {
		for _, start := range []string{"P", "POS", "POST", "POST / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nX: "} {
			for _, drips := range []bool{false, true} {
				conn := dialTest(t, s)
				r := bufio.NewReader(conn)
				wait.Go(func() {
					if kept {
						io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
						answer, err := http.ReadResponse(r, nil)
						if err != nil {
							t.Error(err)
							return
						}
						io.Copy(io.Discard, answer.Body)
						time.Sleep(400 * time.Millisecond)
					}
					if took := stall(conn, r, start, drips); took > patience/2 {
						t.Errorf("kept alive %v, starts with %q, drips %v: cut after %v", kept, start, drips, took)
					}
				})
			}
		}
	}
	wait.Wait()
}

// stall begins a request that never ends, though its bytes may come one after the other, and returns how long the
// server waited.
func stall(conn net.Conn, r io.Reader, start string, drips bool) time.Duration {
	began := time.Now()
	io.WriteString(conn, start)
	for drips {
		time.Sleep(40 * time.Millisecond)
		if _, err := io.WriteString(conn, "x"); err != nil {
			break
		}
	}
	io.Copy(io.Discard, r)
	return time.Since(began)
}

// OpenWhisk's requests have no such limit, and read_timeout does not lengthen a header's time.
func TestOF12HeaderBoundsOfPlatforms(t *testing.T) {
	for vars, want := range map[string]time.Duration{
		"OWGEN_PLATFORM=openfaas":                  10 * time.Second,
		"OWGEN_PLATFORM=openfaas read_timeout=3s":  3 * time.Second,
		"OWGEN_PLATFORM=openfaas read_timeout=5m":  10 * time.Second,
		"OWGEN_PLATFORM=openfaas read_timeout=0":   10 * time.Second,
		"OWGEN_PLATFORM=openwhisk read_timeout=3s": 10 * time.Second,
		"read_timeout=3s":                          3 * time.Second,
	} {
		s := serveTest(t, append(strings.Fields(vars), "suppress_lock=true")...)
		if got := s.config.Header; got != want {
			t.Errorf("%s: %v, want %v", vars, got, want)
		}
	}
}

// A client that reads nothing before it has sent everything gets the refusal nevertheless, whatever is refused and however
// the body comes, and no broken pipe.
func TestRefusalsReachClientsThatSendEverythingFirst(t *testing.T) {
	const size = 12 << 20
	body := strings.Repeat("x", size)
	chunked := "Transfer-Encoding: chunked\r\n\r\n" + strconv.FormatInt(size, 16) + "\r\n" + body + "\r\n0\r\n\r\n"
	sized := "Content-Length: " + strconv.Itoa(size) + "\r\n\r\n" + body
	for _, c := range []struct {
		name, head, vars string
		status           int
	}{
		{"too large", "POST / HTTP/1.1\r\n" + "Host: x\r\n" + sized, "", 413},
		{"too large, HTTP/1.0", "POST / HTTP/1.0\r\n" + sized, "", 413},
		{"too large, in chunks", "POST / HTTP/1.1\r\nHost: x\r\n" + chunked, "", 413},
		{"too large, not waiting for 100", "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n" + sized, "", 413},
		{"another method", "PUT / HTTP/1.1\r\nHost: x\r\n" + sized, "", 405},
		{"a body for GET", "GET / HTTP/1.1\r\nHost: x\r\n" + sized, "", 400},
		{"a probe with a body", "POST /_/health HTTP/1.1\r\nHost: x\r\n" + sized, "", 405},
		{"OpenWhisk, too large", "POST /run HTTP/1.1\r\nHost: x\r\n" + sized, "OWGEN_PLATFORM=openwhisk", 413},
		{"OpenWhisk, too large an /init", "POST /init HTTP/1.1\r\nHost: x\r\n" + sized, "OWGEN_PLATFORM=openwhisk OWGEN_MAX_INIT=1000", 413},
		{"OpenWhisk, nothing there", "POST / HTTP/1.1\r\nHost: x\r\n" + sized, "OWGEN_PLATFORM=openwhisk", 404},
	} {
		s := serveTest(t, strings.Fields(c.vars)...)
		for range 2 {
			began := time.Now()
			err := sendFirst(t, s, c.head, c.status)
			// Who does not send enough within a time is cut, which a busy machine may make of anybody.
			for tries := 1; err != nil && time.Since(began) > transport.DiscardTime && tries < 10; tries++ {
				began = time.Now()
				err = sendFirst(t, s, c.head, c.status)
			}
			if err != nil {
				t.Errorf("%s: %v after %v", c.name, err, time.Since(began))
			}
		}
	}
}

// sendFirst sends all of a request before it reads, and wants an answer with this status and some text.
func sendFirst(t *testing.T, s *testServer, request string, status int) error {
	t.Helper()
	conn := dialTest(t, s)
	defer conn.Close()
	if _, err := io.WriteString(conn, request); err != nil {
		return fmt.Errorf("sending: %w", err)
	}
	r, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return err
	}
	if text, err := io.ReadAll(r.Body); r.StatusCode != status || len(text) == 0 || err != nil {
		return fmt.Errorf("got %d %q, %v; want %d", r.StatusCode, text, err, status)
	}
	return nil
}

// Reading a refused body has an end: a slow client is cut off, and does not delay the shutdown of the server.
func TestRefusedBodiesAreReadForSoLongOnly(t *testing.T) {
	s := faasTest(t)
	conn := dialTest(t, s)
	io.WriteString(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n")
	began := time.Now()
	r := bufio.NewReader(conn)
	if line, _ := r.ReadString('\n'); !strings.HasPrefix(line, "HTTP/1.1 413 ") || time.Since(began) > patience/2 {
		t.Errorf("got %q after %v", line, time.Since(began))
	}
	eventually(t, func() bool { return s.gate.inside.Load() == 0 }) // whoever is refused holds no place
	go func() {
		for {
			time.Sleep(20 * time.Millisecond)
			if _, err := io.WriteString(conn, "x"); err != nil {
				return
			}
		}
	}()
	io.Copy(io.Discard, r)
	if took := time.Since(began); took > patience/2 {
		t.Errorf("cut after %v", took)
	}
}

// dialTest returns a connection to s, on which nothing takes longer than patience.
func dialTest(t *testing.T, s *testServer) *net.TCPConn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(patience))
	return conn.(*net.TCPConn)
}
