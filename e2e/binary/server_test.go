package binary

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// A server is a binary in server mode, together with the test that started it.
type server struct {
	t *testing.T
	*program.Server
}

// serve starts the fixture with the variables given. It is killed at the end of the test, if it still runs then.
func serve(t *testing.T, env ...string) *server {
	t.Helper()
	return serveBinary(t, binary, env...)
}

func serveBinary(t *testing.T, bin string, env ...string) *server {
	t.Helper()
	s, err := program.Serve(bin, env...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Kill)
	return &server{t, s}
}

// post calls the server. It judges an answer as OpenWhisk's invoker does: an answer of unknown length, or without
// content, does not count.
func (s *server) post(path, body string) program.Answer {
	s.t.Helper()
	a, err := s.Post(path, body)
	if err != nil {
		s.t.Fatalf("POST %s: %v\n%s", path, err, s.Stderr())
	}
	s.check(path, a)
	return a
}

// do is post with everything that can differ.
func (s *server) do(method, path, body string, header http.Header) program.Answer {
	s.t.Helper()
	a, err := s.Do(method, path, body, header)
	if err != nil {
		s.t.Fatalf("%s %s: %v\n%s", method, path, err, s.Stderr())
	}
	s.check(path, a)
	return a
}

func (s *server) check(path string, a program.Answer) {
	s.t.Helper()
	if a.Length < 0 || a.Length != int64(len(a.Body)) || a.Status == http.StatusNoContent {
		s.t.Errorf("%s: status %d, Content-Length %d, %d bytes: the invoker takes that for no answer",
			path, a.Status, a.Length, len(a.Body))
	}
	if got := a.Header.Get("Content-Type"); got != "application/json" {
		s.t.Errorf("%s: Content-Type %q", path, got)
	}
}

// wantStop ends the server as a platform does, and checks that it exits with 0.
func (s *server) wantStop() {
	s.t.Helper()
	if exit, err := s.Stop(); exit != 0 || err != nil {
		s.t.Errorf("exit code %d after SIGTERM, %v\n%s", exit, err, s.Stderr())
	}
}

// awaitStderr waits until the server has printed the text.
func (s *server) awaitStderr(text string) {
	s.t.Helper()
	if err := s.AwaitStderr(text, 1); err != nil {
		s.t.Fatal(err)
	}
}

// wantAnswer compares status and body of an answer.
func wantAnswer(t *testing.T, got program.Answer, status int, body string) {
	t.Helper()
	if got.Status != status || got.Body != body {
		t.Errorf("got %d %s\nwant %d %s", got.Status, short(got.Body), status, short(body))
	}
}

// decode reads an answer with encoding/json, which knows nothing of owgen.
func decode[T any](t *testing.T, body string) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Fatalf("%s: %v", short(body), err)
	}
	return v
}

// object is JSON of members: object("a", 1) is {"a":1}.
func object(members ...any) string {
	m := map[string]any{}
	for i := 0; i < len(members); i += 2 {
		m[members[i].(string)] = members[i+1]
	}
	b, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// short keeps failures of large answers readable.
func short(s string) string {
	if len(s) > 500 {
		return s[:250] + " … " + s[len(s)-250:]
	}
	return s
}
