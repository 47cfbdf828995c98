package web

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// An open answer is one of which not all has come.
type open struct {
	t    *testing.T
	conn net.Conn
	*http.Response
	lines *bufio.Reader
}

// open sends a request, and returns the answer when its head has come.
func (s *server) open(method, target, body string, lines ...string) *open {
	s.t.Helper()
	o := &open{t: s.t, conn: s.send(method, target, body, lines...)}
	o.read(method)
	return o
}

func (s *server) send(method, target, body string, lines ...string) net.Conn {
	s.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(60 * time.Second))
	head := method + " " + target + " HTTP/1.1\r\nHost: h.example\r\n" + s.on.header
	for _, line := range lines {
		head += line + "\r\n"
	}
	if body != "" {
		head += "Content-Length: " + strconv.Itoa(len(body)) + "\r\n"
	}
	if _, err := io.WriteString(conn, head+"\r\n"+body); err != nil {
		s.t.Fatal(err)
	}
	return conn
}

// read reads the head.
func (o *open) read(method string) {
	o.t.Helper()
	r, err := http.ReadResponse(bufio.NewReader(o.conn), &http.Request{Method: method})
	if err != nil {
		o.t.Fatal(err)
	}
	o.Response, o.lines = r, bufio.NewReader(r.Body)
}

// line returns the next line.
func (o *open) line() string {
	o.t.Helper()
	line, err := o.lines.ReadString('\n')
	if err != nil {
		o.t.Fatalf("%v behind %q", err, line)
	}
	return strings.TrimSuffix(line, "\n")
}

// rest returns what is still to come, and whether the answer was cut.
func (o *open) rest() (rest string, cut bool) {
	o.t.Helper()
	b, err := io.ReadAll(o.lines)
	if err != nil && err != io.ErrUnexpectedEOF && !strings.Contains(err.Error(), "reset") {
		o.t.Fatal(err)
	}
	return string(b), err != nil
}

// expectRest compares all of an answer.
func (o *open) expectRest(status int, contentType, want string, wantCut bool) {
	o.t.Helper()
	got, cut := o.rest()
	if o.StatusCode != status || o.Header.Get("Content-Type") != contentType || got != want || cut != wantCut {
		o.t.Errorf("got  %d %s %q, cut: %v\nwant %d %s %q, cut: %v", o.StatusCode, o.Header.Get("Content-Type"), short(got), cut, status, contentType, short(want), wantCut)
	}
}

const (
	events  = "text/event-stream"
	ndjson  = "application/x-ndjson"
	rowJSON = "application/json"
)

func TestWEB34WEB35StreamsTakeTheFormThatCallersAccept(t *testing.T) {
	eachSurface(t, func(t *testing.T, s *server) {
		for _, c := range []struct{ target, accept, contentType, want string }{
			{"/count?count=2", "", ndjson, `{"n":1}` + "\n" + `{"n":2}` + "\n"},
			{"/count?count=2", "*/*", ndjson, `{"n":1}` + "\n" + `{"n":2}` + "\n"},
			{"/count?count=2", "application/json, application/x-ndjson", ndjson, `{"n":1}` + "\n" + `{"n":2}` + "\n"},
			{"/count?count=2&text=a%0Ab", "text/event-stream", events, `data: {"n":1,"text":"a\nb"}` + "\n\n" + `data: {"n":2,"text":"a\nb"}` + "\n\n"},
			{"/count?count=2", "Application/JSON;q=0.9, text/html", rowJSON, `[{"n":1},{"n":2}]`},
			{"/count", "application/json", rowJSON, `[]`},
			{"/count?count=1", "text/event-stream;q=0, application/json", rowJSON, `[{"n":1}]`},
			{"/count?count=1", "text/event-stream; Q=0.000", ndjson, `{"n":1}` + "\n"},
			{"/count?count=1", "text/event-stream;q=0.1, application/json;q=0.2", rowJSON, `[{"n":1}]`},
			{"/count?count=1", "text/event-stream;x=1 ;q=.5,application/json;q=0.499,application/x-ndjson;q=0.5", events, `data: {"n":1}` + "\n\n"},
			{"/count?count=1", "application/json, application/x-ndjson;q=0.9", rowJSON, `[{"n":1}]`},
			{"/count?count=1", "application/json, application/x-ndjson;q=0", rowJSON, `[{"n":1}]`},
			{"/count?count=1", "application/json;q=0", ndjson, `{"n":1}` + "\n"},
			{"/count?count=1", "application/json;q=1.000, text/event-stream;q=nonsense", events, `data: {"n":1}` + "\n\n"},
			{"/counttexts?count=1&text=a", "text/plain, text/event-stream;q=0.5", "text/plain; charset=utf-8", "a1"},
			{"/counttexts?count=1&text=a", "application/json, text/event-stream;q=0.5", events, "data: a1\n\n"},
			{"/count", "", ndjson, ``},
			{"/count", events, events, ``},
			{"/counttexts?count=2&text=a%0A", "application/json", "text/plain; charset=utf-8", "a\n1a\n2"},
			{"/counttexts?count=2&text=a%0A", events, events, "data: a\ndata: 1\n\ndata: a\ndata: 2\n\n"},
			{"/counttexts?count=1&text=a%0Devent:+b%0D%0Ac%0D", events, events, "data: a\ndata: event: b\ndata: c\ndata: 1\n\n"},
			{"/count?count=1", "application/jsonl, application/json-seq", ndjson, `{"n":1}` + "\n"},
			{"/countbytes?count=2", "", "application/octet-stream", "\x01\xff\x02\xff"},
			{"/countbytes", "", "application/octet-stream", ""},
		} {
			o := s.open("GET", c.target, "", "Connection: close", "Accept: "+c.accept)
			if o.Header.Get("Vary") != "Accept" || o.ContentLength >= 0 {
				t.Errorf("%s: the header is %v, the length %d", c.target, o.Header, o.ContentLength)
			}
			if nginx := o.Header.Get("X-Accel-Buffering") == "no" && o.Header.Get("Cache-Control") == "no-cache"; nginx != (c.contentType == events) {
				t.Errorf("%s as %s: the header is %v", c.target, c.accept, o.Header)
			}
			o.expectRest(200, c.contentType, c.want, false)
		}
		// The connection can be used again, and values come when they are there.
		o := s.open("POST", "/count", `{"count":3,"gap":3}`)
		if a, b := o.line(), o.line(); a != `{"n":1}` || b != `{"n":2}` {
			t.Error("the first values are", a, b)
		}
	})
}

func TestWEB37ErrorsOfStreams(t *testing.T) {
	eachSurface(t, func(t *testing.T, s *server) {
		for _, c := range []struct {
			target, accept string
			status         int
			contentType    string
			want           string
			cut            bool
		}{
			{"/count?count=-1", events, 422, rowJSON, `{"error":"count is negative"}`, false},
			{"/count?count=1&error=1&status=409", events, 409, rowJSON, `{"error":"bad value"}`, false},
			{"/count?count=1&error=1", "", 500, rowJSON, `{"error":"bad value"}`, false},
			{"/count?count=1&panic=1", "", 500, rowJSON, `{"error":"The action panicked. See logs for details."}`, false},
			{"/count?count=2&error=2&status=409", events, 200, events, `data: {"n":1}` + "\n\nevent: error\n" + `data: {"error":"bad value"}` + "\n\n", false},
			{"/count?count=2&panic=2", events, 200, events, `data: {"n":1}` + "\n\nevent: error\n" + `data: {"error":"The action panicked. See logs for details."}` + "\n\n", false},
			{"/count?count=2&error=2", "", 200, ndjson, `{"n":1}` + "\n" + `{"error":"bad value"}` + "\n", false},
			{"/count?count=2&error=2", rowJSON, 200, rowJSON, `[{"n":1}`, true},
			{"/count?count=2&panic=2", rowJSON, 200, rowJSON, `[{"n":1}`, true},
			{"/count?count=4&error=4", rowJSON, 200, rowJSON, `[{"n":1},{"n":2},{"n":3}`, true},
			{"/countbytes?count=4&panic=4", "", 200, "application/octet-stream", "\x01\xff\x02\xff\x03\xff", true},
			{"/countbytes?count=2&error=2", "", 200, "application/octet-stream", "\x01\xff", true},
			{"/counttexts?count=2&error=2", events, 200, events, "data: 1\n\nevent: error\n" + `data: {"error":"bad value"}` + "\n\n", false},
		} {
			s.open("GET", c.target, "", "Connection: close", "Accept: "+c.accept).expectRest(c.status, c.contentType, c.want, c.cut)
		}
		s.awaitStderr("no luck with a value")
	})
}

func TestWEB38AStreamEndsWhenTheCallerHasGone(t *testing.T) {
	eachSurface(t, func(t *testing.T, s *server) {
		o := s.open("POST", "/count", `{"count":9,"gap":2}`)
		if line := o.line(); line != `{"n":1}` {
			t.Error("the first value is", line)
		}
		o.conn.Close()
		s.awaitStderr("the context of the stream has ended")
		s.awaitStderr("nobody wants more values")
	})
}

func TestWEB38TheTimeOfAHandlerCountsBetweenValues(t *testing.T) {
	t.Parallel()
	s := serve(t, surfaces[0], "exec_timeout=2s")
	s.open("GET", "/count?count=6&wait=420", "", "Connection: close").expectRest(200, ndjson,
		`{"n":1}`+"\n"+`{"n":2}`+"\n"+`{"n":3}`+"\n"+`{"n":4}`+"\n"+`{"n":5}`+"\n"+`{"n":6}`+"\n", false)
}

func TestWEB38TimeIsUpBetweenValues(t *testing.T) {
	t.Parallel()
	s := serve(t, surfaces[0], "exec_timeout=1s")
	late := `{"error":"the function took longer than 1s"}`
	s.open("GET", "/count?count=3&gap=2", "", "Connection: close", "Accept: "+events).
		expectRest(200, events, `data: {"n":1}`+"\n\nevent: error\ndata: "+late+"\n\n", false)
	s.awaitStderr("nobody wants more values")
	s.open("GET", "/count?count=3&gap=2", "", "Connection: close", "Accept: "+rowJSON).expectRest(200, rowJSON, `[{"n":1}`, true)
	s.open("GET", "/count?count=3&gap=1", "", "Connection: close").expectRest(504, rowJSON, late, false)
}

// A caller that reads slowly slows the stream down, and is no reason to end it.
func TestWEB34AStreamWaitsForItsCaller(t *testing.T) {
	t.Parallel()
	s := serve(t, surfaces[0], "exec_timeout=1s")
	o := s.open("POST", "/count", `{"count":2000,"size":10000}`)
	time.Sleep(1500 * time.Millisecond)
	for n := 1; n <= 2000; n++ {
		if line := o.line(); !strings.HasPrefix(line, `{"n":`+strconv.Itoa(n)+`,"text":"xxx`) {
			t.Fatalf("value %d is %q", n, short(line))
		}
	}
}
