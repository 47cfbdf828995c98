package http1

import (
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// TR-2: a body that nobody reads does not become a request, and a client that sends it sees its answer first.
func TestTR2UnreadBodies(t *testing.T) {
	s := serve(t, handled(func(x transport.Exchange) {
		x.Respond(transport.Answer{Status: 403, Body: []byte("no")})
	}))
	next := "GET /next HTTP/1.1\r\nHost: x\r\n\r\n"
	for _, c := range []struct {
		head    string
		length  int
		answers int
	}{
		{"Content-Length: 35", 35, 2},
		{"Content-Length: 262144", mostDiscarded, 2},
		{"Content-Length: 262145", mostDiscarded + 1, 1},
		{"Content-Length: 5000000", 5_000_000, 1},
		{"Transfer-Encoding: chunked\r\n\r\n30000\r\n" + strings.Repeat("x", 0x30000) + "\r\n0", 0, 2},
		{"Transfer-Encoding: chunked\r\n\r\n50000\r\n" + strings.Repeat("x", 0x50000) + "\r\n0", 0, 1},
	} {
		var n int
		var err error
		for range 10 { // who is slow is cut, which a busy machine may make of anybody
			began := time.Now()
			var got string
			got, err = converse(dial(t, s), "POST / HTTP/1.1\r\nHost: x\r\n"+c.head+"\r\n\r\n"+strings.Repeat("x", c.length)+next)
			n = strings.Count(got, "HTTP/1.1 403 Forbidden")
			if err == nil && n == c.answers || time.Since(began) < transport.DiscardTime {
				break
			}
		}
		if n != c.answers || err != nil {
			t.Errorf("%.30q with %d bytes: %d answers, want %d; %v", c.head, c.length, n, c.answers, err)
		}
	}
	// The same where the connection ends in any case: a client that sends on sees the answer, and no reset.
	for _, head := range []string{"POST / HTTP/1.0\r\n", "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"} {
		c := dial(t, s)
		io.WriteString(c, head+"Content-Length: 200000\r\n\r\n")
		for range 5 {
			time.Sleep(time.Millisecond)
			if _, err := io.WriteString(c, strings.Repeat("x", 40_000)); err != nil {
				t.Fatalf("%q: %v", head, err)
			}
		}
		got, err := io.ReadAll(c)
		if expect(t, head, string(got), "403 Forbidden", "no"); err != nil {
			t.Errorf("%q: %v", head, err)
		}
	}
	// A client that has the refusal may still wait for being asked: its body is not waited for.
	got := talk(t, s, "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 35\r\n\r\n", next)
	expect(t, "expecting", got, "HTTP/1.1 403 Forbidden\r\n", "Connection: close")
	if strings.Count(got, "HTTP/1.1 ") != 1 {
		t.Errorf("expecting: got %q", got)
	}
}

// TR-2: what comes behind the last request, as the empty line that old clients send behind a POST, takes the answer away from
// nobody.
func TestTR2BytesBehindTheLastRequest(t *testing.T) {
	s := serve(t, handled(func(x transport.Exchange) {
		body, _ := io.ReadAll(x)
		time.Sleep(5 * time.Millisecond) // all has come
		x.Respond(transport.Answer{Status: 200, Body: body})
	}))
	for _, last := range []string{"HTTP/1.0\r\n", "HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"} {
		for _, length := range []int{1, 1000, 100_000} {
			c := dial(t, s)
			body := strings.Repeat("x", length)
			io.WriteString(c, "POST / "+last+"Content-Length: "+strconv.Itoa(length)+"\r\n\r\n"+body+"\r\n")
			if got, err := io.ReadAll(c); err != nil || !strings.HasSuffix(string(got), "\r\n\r\n"+body) {
				t.Errorf("%q, %d bytes: %d bytes came back, %v", last, length, len(got), err)
			}
		}
	}
}

// TR-2: who leaves in the middle of a body is noticed by its reader.
func TestTR2ReadersSeeThatTheClientLeft(t *testing.T) {
	s := serve(t, handled(echo))
	for _, body := range []string{
		"Content-Length: 9\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n9\r\nabc", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc",
		"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX: y\r\n",
	} {
		expect(t, body, talk(t, s, "POST / HTTP/1.1\r\nHost: x\r\n"+body), "Connection: close", "POST / abc "+io.ErrUnexpectedEOF.Error())
	}
}
