package web

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/program"
)

// A surface is a platform whose callers reach handlers over plain HTTP.
type surface struct {
	name   string
	env    []string
	header string // that the platform adds to each request
}

var surfaces = []surface{
	{"OpenFaaS", []string{"OPENFAAS_NAME=f", "suppress_lock=true"}, "X-Call-Id: c1\r\nX-Start-Time: 1\r\n"},
	{"Knative", []string{"K_SERVICE=k"}, ""},
}

// each runs a test on each surface, with a server for the action.
func each(t *testing.T, action string, test func(t *testing.T, s *server)) {
	t.Helper()
	for _, on := range surfaces {
		t.Run(on.name, func(t *testing.T) { test(t, serve(t, on, "OWGEN_ACTION="+action)) })
	}
}

// A server is the program, serving.
type server struct {
	t  *testing.T
	on surface
	*program.Server
}

func serve(t *testing.T, on surface, env ...string) *server {
	t.Helper()
	s, err := program.Serve(binary, append(env, on.env...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Kill)
	return &server{t, on, s}
}

// An answer is what a caller got.
type answer struct {
	status int
	header http.Header
	body   string
}

// raw sends bytes on a connection of their own, and returns all that comes back. request is a request without the line
// that ends its head.
func (s *server) raw(request, body string) string {
	s.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(time.Minute))
	go io.WriteString(conn, request+s.on.header+"Connection: close\r\n\r\n"+body)
	all, err := io.ReadAll(conn)
	if err != nil {
		s.t.Fatal(err)
	}
	return string(all)
}

// call sends a request with header lines "Name: value".
func (s *server) call(method, target, body string, lines ...string) answer {
	s.t.Helper()
	head := method + " " + target + " HTTP/1.1\r\nHost: h.example\r\n"
	for _, line := range lines {
		head += line + "\r\n"
	}
	if body != "" {
		head += "Content-Length: " + strconv.Itoa(len(body)) + "\r\n"
	}
	text := s.raw(head, body)
	r, err := http.ReadResponse(bufio.NewReader(strings.NewReader(text)), &http.Request{Method: method})
	if err != nil {
		s.t.Fatalf("%s %s: %v in %q", method, target, err, text)
	}
	got, err := io.ReadAll(r.Body)
	if err != nil {
		s.t.Fatalf("%s %s: %v in %q", method, target, err, text)
	}
	if r.ContentLength < 0 && r.StatusCode != 204 && r.StatusCode != 304 {
		s.t.Errorf("%s %s: the answer has no length", method, target)
	}
	return answer{r.StatusCode, r.Header, string(got)}
}

// order has the action answer as a member list says: order("status", 201).
func (s *server) order(members ...any) answer {
	s.t.Helper()
	o := map[string]any{}
	for i := 0; i < len(members); i += 2 {
		o[members[i].(string)] = members[i+1]
	}
	body, err := json.Marshal(o)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.call("POST", "/", string(body))
}

// awaitStderr waits until the program has printed the text.
func (s *server) awaitStderr(text string) {
	s.t.Helper()
	s.awaitCount(text, 1)
}

// awaitCount waits until the program has printed the text so many times.
func (s *server) awaitCount(text string, want int) {
	s.t.Helper()
	if err := s.AwaitStderr(text, want); err != nil {
		s.t.Fatal(err)
	}
}

// expect compares status and body.
func (a answer) expect(t *testing.T, status int, body string) {
	t.Helper()
	if a.status != status || a.body != body {
		t.Errorf("got  %d %s\nwant %d %s", a.status, short(a.body), status, short(body))
	}
}

// expectType compares the Content-Type.
func (a answer) expectType(t *testing.T, want string) {
	t.Helper()
	if got := a.header.Get("Content-Type"); got != want {
		t.Errorf("Content-Type %q, want %q", got, want)
	}
}

// decode reads an answer in JSON.
func decode[T any](t *testing.T, a answer) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.body), &v); err != nil || a.status != 200 {
		t.Fatalf("got %d %s: %v", a.status, short(a.body), err)
	}
	return v
}

// short keeps failures of large answers readable.
func short(s string) string { return s[:min(len(s), 500)] }
