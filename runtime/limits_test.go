package ow

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// Who wants no limit sets the largest number that there is. Nothing is added to it then that makes it negative, nor is
// there more than a slice can have.
func TestOF12LimitsOfAnySize(t *testing.T) {
	const most = "9223372036854775807"
	text := strings.Repeat("x", 10_000)
	read := func(r Request[io.Reader]) (string, error) {
		b, err := io.ReadAll(r.Body)
		return string(b), err
	}
	s := serveActions(t, []Action{
		Bind("Whole", Raw[[]byte](), func(b []byte) ([]byte, error) { return b, nil }, RawResult[[]byte]()),
		Bind("Read", RequestOf(Reader()), read, RawResult[string]()),
	}, "OWGEN_PLATFORM=openfaas", "suppress_lock=true", "OWGEN_MAX_BODY="+most, "OWGEN_MAX_INIT="+most,
		"OWGEN_MAX_CONNECTIONS="+most, "max_inflight="+most)
	for _, path := range []string{"/Whole", "/Read"} {
		// Without a length, so that the body is read piece by piece.
		answer, err := http.Post(s.url+path, "text/plain", io.MultiReader(strings.NewReader(text)))
		if err != nil {
			t.Error(path, err)
			continue
		}
		got, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != 200 || string(got) != text {
			t.Errorf("%s: got %d with %d bytes, %v; want 200 with %d", path, answer.StatusCode, len(got), err, len(text))
		}
	}
	// The watchdogs' grace period is twice write_timeout.
	l := readLimits(environment("mode=http", "upstream_url=http://127.0.0.1:1", "write_timeout=2500000h"), func(string) {})
	if l.grace < l.write {
		t.Errorf("the grace period is %v, with write_timeout %v", l.grace, l.write)
	}
}
