package ow

import (
	"bufio"
	"io"
	"math"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/transport"
)

// A told handler answers with what the test says.
func told[T any](name string, r *Response[T], body Out[T]) Action {
	return Bind(name, Nothing(), func(struct{}) (Response[T], error) { return *r, nil }, ResponseOf(body))
}

func TestWEB15WEB16ResponseIsWhatIsSent(t *testing.T) {
	var text Response[string]
	var bytes Response[[]byte]
	var object Response[raw]
	var nothing Response[struct{}]
	for _, s := range serveWeb(t,
		told("text", &text, RawResult[string]()), told("bytes", &bytes, RawResult[[]byte]()),
		told("object", &object, Result(encodeRaw)), told("nothing", &nothing, NoResult()),
	) {
		text = Response[string]{Status: 201, Header: Header{"x-a": {"2", ""}, "X-A": {"1"}, "Set-Cookie": {"a=1", "b=2"}}, Body: "é"}
		want := "HTTP/1.1 201 Created\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-A: 1\r\nX-A: 2\r\nX-A: \r\nContent-Type: text/plain; charset=utf-8\r\n" +
			"Connection: close\r\nContent-Length: 2\r\n\r\né"
		if got := withoutDate(s.raw("POST /text HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")); !sameLines(got, want) || !strings.Contains(got, "X-A: 1\r\nX-A: 2\r\nX-A: \r\n") {
			t.Errorf("got  %q\nwant %q", got, want)
		}
		for _, c := range []struct {
			path              string
			set               func()
			status            int
			contentType, body string
		}{
			{"/text", func() { text = Response[string]{Body: "<html>"} }, 200, "text/plain; charset=utf-8", "<html>"},
			{"/text", func() { text = Response[string]{Header: Header{"content-type": {"text/css"}}, Body: "a"} }, 200, "text/css", "a"},
			{"/bytes", func() { bytes = Response[[]byte]{Body: []byte(allBytes())} }, 200, "application/octet-stream", allBytes()},
			{"/bytes", func() { bytes = Response[[]byte]{Status: 404} }, 404, "application/octet-stream", ""},
			{"/bytes", func() {
				bytes = Response[[]byte]{Header: Header{"Content-Type": {"image/png"}}, Body: []byte("\x89PNG")}
			}, 200, "image/png", "\x89PNG"},
			{"/object", func() { object = Response[raw]{Body: raw(`{"a":1}`)} }, 200, "application/json", `{"a":1}`},
			{"/object", func() { object = Response[raw]{Body: raw(`"text"`)} }, 200, "application/json", `"text"`},
			{"/object", func() {
				object = Response[raw]{Body: raw(`null`), Header: Header{"Content-Type": {"application/problem+json"}}, Status: 599}
			},
				599, "application/problem+json", `null`},
			{"/nothing", func() { nothing = Response[struct{}]{Status: 302, Header: Header{"Location": {"/elsewhere"}}} }, 302, "", ""},
			{"/nothing", func() { nothing = Response[struct{}]{} }, 200, "", ""},
		} {
			c.set()
			r := s.noRedirect("POST", c.path)
			r.expect(t, c.status, c.body)
			if got := r.header.Get("Content-Type"); got != c.contentType {
				t.Errorf("%s: Content-Type %q, want %q", c.path, got, c.contentType)
			}
		}
		if got := s.noRedirect("POST", "/nothing").header; len(got) != 2 || got.Get("Date") == "" || got.Get("Content-Length") != "0" {
			t.Errorf("the header of nothing is %v", got)
		}
	}
}

// withoutDate removes the line with the date.
func withoutDate(answer string) string {
	before, after, _ := strings.Cut(answer, "Date: ")
	_, after, _ = strings.Cut(after, "\r\n")
	return before + after
}

// sameLines compares answers whatever the order of their lines.
func sameLines(a, b string) bool {
	x, y := strings.Split(a, "\r\n"), strings.Split(b, "\r\n")
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// noRedirect sends a request without a body, and follows no redirect.
func (s *testServer) noRedirect(method, path string) response {
	s.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, method+" "+path+" HTTP/1.1\r\nHost: x\r\n\r\n")
	r, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	if err != nil {
		s.t.Fatal(err)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return response{r.StatusCode, string(body), r.Header}
}

func TestWEB17StatusesThatHaveNoBodyOrAreNone(t *testing.T) {
	var text Response[string]
	for _, s := range serveWeb(t, told("text", &text, RawResult[string]())) {
		for _, status := range []int{204, 205, 304} {
			text = Response[string]{Status: status, Header: Header{"Etag": {"x"}}, Body: "body"}
			r := s.noRedirect("GET", "/")
			r.expect(t, status, "")
			if r.header.Get("Content-Type") != "" || r.header.Get("Etag") != "x" {
				t.Errorf("%d: header %v", status, r.header)
			}
			// The connection lives on: the body is not there for the next answer to begin with.
			both := s.raw("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
			if n := strings.Count(both, "HTTP/1.1 "+strconv.Itoa(status)); n != 2 || strings.Contains(both, "body") {
				t.Errorf("%d: got %q", status, both)
			}
		}
		for _, status := range []int{-1, 1, 99, 100, 101, 103, 199, 600, 999, 1 << 30} {
			text = Response[string]{Status: status, Header: Header{"X-A": {"1"}}, Body: "body"}
			r := s.noRedirect("GET", "/")
			r.expect(t, 500, `{"error":"the handler answered with status `+strconv.Itoa(status)+`; want 200 to 599"}`)
			if r.header.Get("X-A") != "" {
				t.Errorf("%d: the header was sent", status)
			}
		}
	}
}

func TestWEB18NothingIsInjectedIntoHeaders(t *testing.T) {
	var text Response[string]
	for _, s := range serveWeb(t, told("text", &text, RawResult[string]())) {
		for _, value := range []string{"a\r\nX-Evil: 1", "a\n", "\r", "a\x00", "\x7f", "\x1b[31m", "\x01"} {
			text = Response[string]{Header: Header{"x-good": {"1"}, "X-Bad": {"fine", value}}, Body: "body"}
			got := s.raw("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
			if !strings.HasPrefix(got, "HTTP/1.1 500 ") || strings.Contains(got, "Evil: ") || strings.Contains(got, "X-Good") ||
				!strings.Contains(got, `{"error":"the handler answered with a header X-Bad that has control characters in it"}`) {
				t.Errorf("%q: got %q", value, got)
			}
		}
		for _, name := range []string{"", "a b", "X:", "X-A\r\nX-Evil", "ä", "a\x00", "(a)"} {
			text = Response[string]{Header: Header{name: {"1"}}, Body: "body"}
			got := s.raw("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
			if !strings.HasPrefix(got, "HTTP/1.1 500 ") || strings.Contains(got, "\nX-Evil") || !strings.Contains(got, "the handler answered with a header called ") {
				t.Errorf("%q: got %q", name, got)
			}
		}
		text = Response[string]{Header: Header{"connection": {"x-a"}, "Keep-Alive": {"1"}, "Proxy-Connection": {"1"}, "TE": {"1"}, "Trailer": {"X"},
			"Transfer-Encoding": {"chunked"}, "Upgrade": {"h2c"}, "content-length": {"99"}, "X-Tab": {"a\tb"}, "X-Latin": {"\xe9"}}, Body: "body"}
		want := "HTTP/1.1 200 OK\r\nX-Latin: \xe9\r\nX-Tab: a\tb\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbody"
		if got := withoutDate(s.raw("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")); !sameLines(got, want) {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

// An empty type is none. OpenWhisk would take such a body for HTML, even where it is base64.
func TestWEB16AnEmptyTypeIsNone(t *testing.T) {
	fields, err := fieldsOf(Header{"content-type": {""}, "Content-Type": {"", "a/b", ""}, "X-Empty": {""}})
	want := []transport.Field{{Name: "Content-Type", Value: "a/b"}, {Name: "X-Empty"}}
	if err != nil || !slices.Equal(fields, want) {
		t.Errorf("got %q, %v", fields, err)
	}
}

func TestWEB22NilIsNoContent(t *testing.T) {
	for _, s := range serveWeb(t,
		Bind("nil", Nothing(), func(struct{}) (*Response[raw], error) { return nil, nil }, Optional(ResponseOf(Result(encodeRaw)))),
		Bind("some", Nothing(), func(struct{}) (*Response[raw], error) {
			return &Response[raw]{Status: 202, Body: raw(`[1]`)}, nil
		}, Optional(ResponseOf(Result(encodeRaw)))),
	) {
		r := s.noRedirect("POST", "/nil")
		r.expect(t, 204, "")
		if r.header.Get("Content-Type") != "" {
			t.Errorf("header %v", r.header)
		}
		s.post("/some", "").expect(t, 202, `[1]`)
	}
}

// A body without a JSON form is the handler's fault, and nothing else of its response is sent.
func TestWEB24BodiesThatAreNoJSON(t *testing.T) {
	nan := Response[reading]{Status: 201, Header: Header{"X-A": {"1"}}, Body: reading{math.NaN()}}
	for _, s := range serveWeb(t, told("nan", &nan, Result(encodeReading))) {
		r := s.noRedirect("POST", "/")
		r.expect(t, 500, `{"error":"result.value: NaN is not representable in JSON"}`)
		if r.header.Get("X-A") != "" {
			t.Errorf("header %v", r.header)
		}
	}
}

// An error is answered, and nothing of a response that came with it.
func TestWEB24ErrorsWin(t *testing.T) {
	var fault error
	fail := Bind("fail", RequestOf(JSON(decodeOrder)), func(Request[order]) (Response[string], error) {
		return Response[string]{Status: 201, Header: Header{"X-A": {"1"}}, Body: "body"}, fault
	}, ResponseOf(RawResult[string]()))
	for _, s := range serveWeb(t, fail) {
		for _, c := range []struct {
			fault  error
			body   string
			status int
			want   string
		}{
			{&Error{Status: 404, Message: "gone"}, "", 404, `{"error":"gone"}`},
			{io.ErrUnexpectedEOF, "", 500, `{"error":"unexpected EOF"}`},
			{nil, `{"n":"x"}`, 400, `{"error":"params.n: expected number, got string at offset 5"}`},
			{nil, `{`, 400, `{"error":"params: expected a key or '}', got end of input at offset 1"}`},
			{nil, ``, 201, "body"},
		} {
			fault = c.fault
			r := s.request("PUT", "/", c.body)
			r.expect(t, c.status, c.want)
			if c.status >= 400 && (r.header.Get("X-A") != "" || r.header.Get("Content-Type") != "application/json") {
				t.Errorf("%s: header %v", c.want, r.header)
			}
		}
	}
}
