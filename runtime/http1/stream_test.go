package http1

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

var events = transport.Answer{Status: 200, Fields: []transport.Field{{Name: "Content-Type", Value: "text/event-stream"}}}

// TR-9: an answer comes in pieces, each when it is flushed, and another request may follow.
func TestTR9PiecesArriveWhenTheyAreFlushed(t *testing.T) {
	next := make(chan bool)
	s := serve(t, handled(func(x transport.Exchange) {
		x.Begin(events, -1)
		for i := range 3 {
			io.WriteString(x, "data: ")
			io.WriteString(x, strconv.Itoa(i)+"\n\n")
			if err := x.Flush(); err != nil {
				t.Error(err)
			}
			<-next
		}
	}))
	c := dial(t, s)
	for range 2 {
		io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		expect(t, "head", readUntil(t, c, "data: 0\n\n\r\n"), "Content-Type: text/event-stream\r\n", "Transfer-Encoding: chunked\r\n\r\n0009\r\ndata: 0\n\n\r\n")
		next <- true
		expect(t, "a piece", readUntil(t, c, "data: 1\n\n\r\n"), "0009\r\n")
		next <- true
		readUntil(t, c, "data: 2\n\n\r\n")
		next <- true
		readUntil(t, c, "0\r\n\r\n")
	}
}

// TR-9: bodies in pieces arrive whole, however they are written, and to whomever.
func TestTR9AnswersInPieces(t *testing.T) {
	text := strings.Repeat("0123456789", 10_000)
	pieces := func(x transport.Exchange) {
		size, _ := strconv.Atoi(x.Get("X-Size"))
		length, _ := strconv.ParseInt(x.Get("X-Length"), 10, 64)
		a := transport.Answer{Status: 200, Body: []byte(text[:size])}
		x.Begin(a, length)
		for i := size; i < len(text); i += size {
			if n, err := io.WriteString(x, text[i:min(i+size, len(text))]); err != nil {
				t.Errorf("%d, %v", n, err)
			}
		}
	}
	s := serve(t, handled(pieces))
	for _, size := range []int{7, 4096, 16 << 10, 16<<10 + 1, 60_000, len(text)} {
		for _, length := range []int{-1, len(text)} {
			for _, version := range []string{"1.1", "1.0"} {
				for _, method := range []string{"GET", "HEAD"} {
					got := talk(t, s, method+" / HTTP/"+version+"\r\nHost: x\r\nConnection: keep-alive\r\nX-Size: "+strconv.Itoa(size)+"\r\nX-Length: "+strconv.Itoa(length)+"\r\n\r\n")
					r, err := http.ReadResponse(bufio.NewReader(strings.NewReader(got)), &http.Request{Method: method})
					if err != nil {
						t.Fatalf("%.200q: %v", got, err)
					}
					b, err := io.ReadAll(r.Body)
					want := text
					if method == "HEAD" {
						want = ""
					}
					if string(b) != want || err != nil || r.Close != (version == "1.0" && length < 0 && method == "GET") {
						t.Errorf("%s by HTTP/%s in pieces of %d, length %d: %d bytes, %v, close %v", method, version, size, length, len(b), err, r.Close)
					}
				}
			}
		}
	}
}

// TR-9: an answer that is not what it was said to be is seen to be incomplete, and no answer for another request.
func TestTR9IncompleteAnswers(t *testing.T) {
	for name, f := range map[string]func(x transport.Exchange){
		"shorter": func(x transport.Exchange) { x.Begin(events, 10); io.WriteString(x, "abc") },
		"longer": func(x transport.Exchange) {
			x.Begin(events, 2)
			if _, err := io.WriteString(x, "abc"); err == nil {
				t.Error("no error for more than was announced")
			}
		},
		"cut": func(x transport.Exchange) { x.Begin(events, -1); io.WriteString(x, "abc"); x.Flush(); x.Cut() },
		"cut with more": func(x transport.Exchange) {
			x.Begin(events, 10)
			io.WriteString(x, "abc")
			x.Flush()
			x.Cut()
			x.Write(nil)
		},
		"panic": func(x transport.Exchange) { x.Begin(events, -1); io.WriteString(x, "abc"); x.Flush(); panic("a bug") },
	} {
		s := serve(t, handled(f))
		for _, version := range []string{"1.1", "1.0"} {
			c := dial(t, s)
			io.WriteString(c, "GET / HTTP/"+version+"\r\nHost: x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n")
			r, err := http.ReadResponse(bufio.NewReader(c), nil)
			if err == nil {
				_, err = io.ReadAll(r.Body)
			}
			if err == nil && !(name == "panic" && version == "1.0") {
				t.Errorf("%s by HTTP/%s: no error", name, version)
			}
		}
	}
}

// TR-9: a body is read while the answer to it is written.
func TestTR9FullDuplex(t *testing.T) {
	s := serve(t, handled(func(x transport.Exchange) {
		x.Begin(events, -1)
		x.Flush()
		b := make([]byte, 100)
		for {
			n, err := x.Read(b)
			x.Write(b[:n])
			x.Flush()
			if err != nil {
				return
			}
		}
	}))
	c := dial(t, s)
	io.WriteString(c, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
	readUntil(t, c, "\r\n\r\n")
	for range 10 {
		io.WriteString(c, "4\r\nping\r\n")
		readUntil(t, c, "0004\r\nping\r\n")
	}
	io.WriteString(c, "0\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	readUntil(t, c, "0\r\n\r\n")
	rest, err := io.ReadAll(c)
	expect(t, "the next request", string(rest), "HTTP/1.1 200 OK", "0\r\n\r\n")
	if err != nil {
		t.Error(err)
	}
}

// What a handler gives as a field can neither begin another line nor say where the answer ends.
func TestFieldsCannotSplitAnAnswer(t *testing.T) {
	s := serve(t, handled(func(x transport.Exchange) {
		x.Respond(transport.Answer{Status: 299, Body: []byte("abc"), Fields: []transport.Field{
			{Name: "X", Value: "a\r\nSet-Cookie: b\x00"}, {Name: "Y: z\r\nZ", Value: "c"}, {Name: "content-length", Value: "1"},
			{Name: "Transfer-Encoding", Value: "chunked"}, {Name: "Connection", Value: "close"}, {Name: "date", Value: "never"},
		}})
	}))
	got := talk(t, s, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	if want := "HTTP/1.1 299 status code 299\r\nX: a  Set-Cookie: b \r\ndate: never\r\nContent-Length: 3\r\n\r\nabc"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// One answer, whatever a handler does.
func TestOneAnswer(t *testing.T) {
	s := serve(t, handled(func(x transport.Exchange) {
		switch x.Path() {
		case "/twice":
			x.Respond(transport.Answer{Status: 200})
			x.Respond(transport.Answer{Status: 201})
			x.Begin(events, -1)
			if _, err := x.Write([]byte("a")); err == nil {
				t.Error("no error for what is written behind an answer")
			}
		case "/204", "/304":
			status, _ := strconv.Atoi(x.Path()[1:])
			x.Respond(transport.Answer{Status: status, Body: []byte("body")})
		}
	}))
	got := talk(t, s, strings.Repeat("GET /twice HTTP/1.1\r\nHost: x\r\n\r\nGET /204 HTTP/1.1\r\nHost: x\r\n\r\nGET /304 HTTP/1.1\r\nHost: x\r\n\r\n", 2)+"GET /none HTTP/1.1\r\nHost: x\r\n\r\n")
	expect(t, "answers", got, "200", "204 No Content", "304 Not Modified", "200", "204", "304", "500 Internal Server Error", "Connection: close")
	if n := strings.Count(got, "HTTP/1.1"); n != 7 || strings.Contains(got, "body") || strings.Count(got, "Content-Length") != 3 {
		t.Errorf("%d answers: %q", n, got)
	}
}

// What is no status of a final answer is the handler's fault, and the next request has its own answer.
func TestInterimStatusesAnswerNothing(t *testing.T) {
	s := serve(t, handled(func(x transport.Exchange) {
		status, _ := strconv.Atoi(x.Get("X-Status"))
		if a := (transport.Answer{Status: status, Body: []byte(x.Path())}); x.Path() == "/pieces" {
			x.Begin(a, -1)
		} else {
			x.Respond(a)
		}
	}))
	for _, status := range []string{"-1", "0", "100", "101", "103", "199", "1000"} {
		for _, path := range []string{"/whole", "/pieces"} {
			got := talk(t, s, "GET "+path+" HTTP/1.1\r\nHost: x\r\nX-Status: "+status+"\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\nX-Status: 200\r\n\r\n")
			expect(t, status, got, "HTTP/1.1 500 Internal Server Error\r\n", path, "HTTP/1.1 200 OK\r\n", "/next")
			if strings.Count(got, "HTTP/1.1") != 2 {
				t.Errorf("%s: %q", status, got)
			}
		}
	}
}

// An answer above 16 kB is not copied; none is changed.
func TestLargeAnswers(t *testing.T) {
	body := bytes.Repeat([]byte("0123456789"), 1_000_000)
	s := serve(t, handled(func(x transport.Exchange) { x.Respond(transport.Answer{Status: 200, Body: body}) }))
	for range 2 {
		_, got, _ := strings.Cut(talk(t, s, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"), "\r\n\r\n")
		if got != string(body) {
			t.Errorf("%d bytes", len(got))
		}
	}
}

// Dates are those of net/http.
func TestDate(t *testing.T) {
	for _, second := range []int64{0, 951782400, 1e9, 4107542400, 253402300799} {
		at := time.Unix(second, 0).UTC()
		if got, want := string(appendDate(nil, at)), at.Format(http.TimeFormat); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// Reason phrases are those of net/http.
func TestStatusText(t *testing.T) {
	for status := 200; status < 600; status++ {
		want := strconv.Itoa(status) + " " + http.StatusText(status)
		if http.StatusText(status) == "" {
			want = strconv.Itoa(status) + " status code " + strconv.Itoa(status)
		}
		if got := StatusText(status); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
