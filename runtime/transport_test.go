package ow

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
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

// A deadlineRecorder is a response of net/http that notes whether its writing is bounded.
type deadlineRecorder struct {
	*httptest.ResponseRecorder
	write time.Time
}

func (d *deadlineRecorder) SetReadDeadline(time.Time) error { return nil }

func (d *deadlineRecorder) SetWriteDeadline(at time.Time) error {
	d.write = at
	return nil
}

// OF-12: reading a body that the client holds back means writing first.
func TestOF12ContinueIsBounded(t *testing.T) {
	s := faasTest(t)
	w := &deadlineRecorder{ResponseRecorder: httptest.NewRecorder()}
	bounded := false
	body := readerFunc(func([]byte) (int, error) {
		bounded = !w.write.IsZero()
		return 0, io.EOF
	})
	r := httptest.NewRequest("POST", "/", body)
	r.Header.Set("Expect", "100-continue")
	s.transport.(http.Handler).ServeHTTP(w, r)
	if !bounded {
		t.Error("100 Continue may take for ever")
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
