package binary

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

const (
	bodyLimit = 8 << 20
	head      = "POST / HTTP/1.1\r\nHost: x\r\n"
	sent      = "Content-Length: 14\r\n\r\n{\"string\":\"a\"}"
	chunks    = "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"str\r\n9\r\ning\":\"a\"}\r\n"
	back      = ` 200 {"string":"a"}`
)

// odd lists requests, and the statuses of all answers to them, as net/http gives them.
var odd = []struct {
	name  string
	parts []string // sent one after the other
	want  string
}{
	{"nothing", []string{""}, ""},
	{"in pieces", []string{"PO", "ST / HTTP/1.1\r", "\nHost: x\r\nContent-Le", "ngth: 14\r\n\r\n{\"str", "ing\":\"a\"}"}, back},
	{"line feeds alone", []string{"POST / HTTP/1.1\nHost: x\nContent-Length: 2\n\n{}"}, " 200 {}"},
	{"HTTP/1.0, without a host", []string{"POST / HTTP/1.0\r\n" + sent}, back},
	{"an absolute URL", []string{"POST http://y/ HTTP/1.1\r\nHost: x\r\n" + sent}, back},
	{"a long URL", []string{"POST /" + strings.Repeat("a", 20_000) + " HTTP/1.1\r\nHost: x\r\n" + sent}, back},
	{"a folded header", []string{head + "X: a\r\n b\r\n" + sent}, back},
	{"an upgrade", []string{head + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n" + sent}, back},
	{"OPTIONS *", []string{"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"}, " 200 "},

	{"pipelined", []string{strings.Repeat(head+sent, 3)}, back + back + back},
	{"pipelined, the second broken", []string{head + sent + "?\r\n\r\n" + head + sent}, back + " 400"},
	{"pipelined after Connection: close", []string{head + "Connection: close\r\n" + sent + head + sent}, back},
	{"more than was announced", []string{head + sent + "xyz\r\n\r\n"}, back + " 400"},
	{"less than was announced", []string{head + "Content-Length: 100\r\n\r\n{}"}, " 400"},
	{"a header that ends", []string{"POST / HTTP/1.1\r\nHost: x\r\nContent-Le"}, " 400"},

	{"chunked", []string{head + chunks + "0\r\n\r\n"}, back},
	{"chunked, with extensions and trailer", []string{head + "Trailer: T\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\nT: x\r\n\r\n"}, " 200 {}"},
	{"chunked, and nothing in it", []string{head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}, " 200 {}"},
	{"chunked, then another", []string{head + chunks + "0\r\n\r\n" + head + sent}, back + back},
	{"chunked, ends in a chunk", []string{head + chunks + "9\r\nx"}, " 400"},
	{"chunked, ends between chunks", []string{head + chunks}, " 400"},
	{"chunked, a size that is none", []string{head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n"}, " 400"},
	{"chunked, a size beyond all", []string{head + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}"}, " 400"},
	{"chunked, too large", []string{head + "Transfer-Encoding: chunked\r\n\r\n800001\r\n" + strings.Repeat(" ", bodyLimit+1) + "\r\n0\r\n\r\n"}, " 413"},
	{"chunked, and a length", []string{head + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n2\r\n{}\r\n0\r\n\r\n"}, " 200 {}"},
	{"another encoding", []string{head + "Transfer-Encoding: gzip\r\n\r\n"}, " 501"},

	{"expecting 100", []string{head + "Expect: 100-continue\r\nContent-Length: 14\r\n\r\n", `{"string":"a"}`}, " 100" + back},
	{"expecting 100, without waiting", []string{head + "Expect: 100-continue\r\n" + sent}, " 100" + back},
	{"expecting 100, without a body", []string{head + "Expect: 100-continue\r\nContent-Length: 0\r\n\r\n"}, " 200 {}"},
	{"expecting 100, too large", []string{head + "Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n"}, " 413"},
	{"expecting something else", []string{head + "Expect: tea\r\n" + sent}, " 417"},

	{"too large", []string{head + "Content-Length: 99999999\r\n\r\n{}"}, " 413"},
	{"too large a header", []string{head + "X: " + strings.Repeat("a", 2<<20)}, " 431"},
	{"a length below zero", []string{head + "Content-Length: -1\r\n\r\n"}, " 400"},
	{"a length with a sign", []string{head + "Content-Length: +2\r\n\r\n{}"}, " 400"},
	{"two lengths", []string{head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} "}, " 400"},
	{"the same length twice", []string{head + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"}, " 200 {}"},

	{"no HTTP", []string{"hello\r\n\r\n"}, " 400"},
	{"HTTP/0.9", []string{"GET /\r\n\r\n"}, " 400"},
	{"HTTP/3", []string{"GET / HTTP/3.0\r\nHost: x\r\n\r\n"}, " 505"},
	{"TLS", []string{"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\r\n\r\n"}, " 400"},
	{"no host", []string{"POST / HTTP/1.1\r\n" + sent}, " 400"},
	{"two hosts", []string{head + "Host: y\r\n" + sent}, " 400"},
	{"a host that is none", []string{"POST / HTTP/1.1\r\nHost: a b\r\n" + sent}, " 400"},
	{"a header without a colon", []string{head + "X\r\n" + sent}, " 400"},
	{"a header with a blank in its name", []string{head + "X : a\r\n" + sent}, " 400"},
	{"a header with a zero", []string{head + "X: a\x00b\r\n" + sent}, " 400"},
	{"a path that is none", []string{"POST /%zz HTTP/1.1\r\nHost: x\r\n" + sent}, " 400"},
	{"a path without a slash", []string{"POST abc HTTP/1.1\r\nHost: x\r\n" + sent}, " 400"},
}

// stricter lists the requests that owgen's own transport refuses on purpose. (TR-3)
var stricter = map[string]bool{"line feeds alone": true, "a folded header": true, "chunked, and a length": true}

// The program answers or refuses requests as a plain net/http server does, except where it is stricter.
func TestOddRequestsGetWhatNetHTTPAnswers(t *testing.T) {
	bare := httptest.NewServer(http.HandlerFunc(echo))
	defer bare.Close()
	s := serve(t)
	for _, c := range odd {
		if got := answers(t, bare.URL, c.parts); got != c.want {
			t.Errorf("%s: net/http answers%s, want%s", c.name, got, c.want)
		}
		want := c.want
		if stricter[c.name] && !overNetHTTP() {
			want = " 400"
		}
		if got := answers(t, s.URL, c.parts); got != want {
			t.Errorf("%s: answers%s, want%s", c.name, got, want)
		}
	}
	wantAnswer(t, s.post("/", `{"string":"after"}`), 200, `{"string":"after"}`)
}

// echo returns what it gets, as the fixture's default action does.
func echo(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength > bodyLimit {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, bodyLimit+1))
	switch {
	case err != nil:
		http.Error(w, "unreadable", http.StatusBadRequest)
	case len(body) > bodyLimit:
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
	case len(body) == 0:
		io.WriteString(w, "{}")
	default:
		w.Write(body)
	}
}

// answers sends the parts over a connection of its own, which ends with them. It returns the statuses of all answers,
// and the bodies of answers with status 200.
func answers(t *testing.T, url string, parts []string) string {
	t.Helper()
	conn := dial(t, url)
	defer conn.Close()
	go func() {
		for i, part := range parts {
			if i > 0 {
				time.Sleep(20 * time.Millisecond)
			}
			io.WriteString(conn, part)
		}
		conn.CloseWrite()
	}()
	return readAnswers(conn)
}

// readAnswers reads to the end, and returns what came as answers does.
func readAnswers(conn net.Conn) string {
	var all strings.Builder
	r := bufio.NewReader(conn)
	for {
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			return all.String()
		}
		body, _ := io.ReadAll(resp.Body)
		fmt.Fprintf(&all, " %d", resp.StatusCode)
		if resp.StatusCode == 200 {
			fmt.Fprintf(&all, " %s", body)
		}
	}
}

// call is the bytes of a request.
func call(method, path, body string) string {
	return fmt.Sprintf("%s %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", method, path, len(body), body)
}

// dial returns a connection on which nothing takes longer than a minute.
func dial(t *testing.T, url string) *net.TCPConn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	conn.SetDeadline(time.Now().Add(time.Minute))
	return conn.(*net.TCPConn)
}
