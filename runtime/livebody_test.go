package ow

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// read_timeout bounds the wait for each piece of a body, and not the time that its handler takes between them.
func TestWEB32EachReadOfABodyIsBounded(t *testing.T) {
	const limit = 700 * time.Millisecond
	ready := make(chan struct{}) // receives a value before each wait of the handler
	count := func(r Request[io.Reader]) (string, error) {
		if _, err := io.ReadFull(r.Body, make([]byte, 1)); err != nil {
			return "", err
		}
		if r.Path == "/slowly" {
			ready <- struct{}{}
			if _, err := io.ReadFull(r.Body, make([]byte, 1)); err != nil {
				return "", err
			}
			time.Sleep(limit + limit/4)
			ready <- struct{}{}
		}
		rest, err := io.Copy(io.Discard, r.Body)
		return decimal(rest), err
	}
	s := serveActions(t, []Action{Bind("Count", RequestOf(Reader()), count, RawResult[string]())},
		"OWGEN_PLATFORM=openfaas", "suppress_lock=true", "read_timeout="+limit.String())
	body, client := io.Pipe()
	go func() {
		for range 2 {
			io.WriteString(client, "x")
			<-ready
		}
		io.WriteString(client, "yz")
		client.Close()
	}()
	answer, err := http.Post(s.url+"/slowly", "", body)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	if err != nil || answer.StatusCode != 200 || string(text) != "2" {
		t.Errorf("a handler that takes its time: got %d %s, %v", answer.StatusCode, text, err)
	}

	for _, begun := range []string{"", "x"} {
		began := time.Now()
		body, client := io.Pipe()
		t.Cleanup(func() { client.Close() })
		go io.WriteString(client, begun) // and nothing else
		answer, err := http.Post(s.url, "", body)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != 408 || string(text) != `{"error":"the body did not arrive in time"}` {
			t.Errorf("after %q: got %d %s, %v", begun, answer.StatusCode, text, err)
		}
		if took := time.Since(began); took < limit || took > readTime/2 {
			t.Errorf("after %q: the answer came in %v", begun, took)
		}
	}
}

// OF-9: a handler that is left behind has the body, and may be reading it when the connection ends, as the answer says.
func TestOF9BodiesOfHandlersThatAreLeftBehind(t *testing.T) {
	read := func(r Request[io.Reader]) (string, error) {
		for {
			if _, err := r.Body.Read(make([]byte, 1)); err != nil {
				return "", err
			}
			time.Sleep(time.Millisecond)
		}
	}
	s := serveActions(t, []Action{Bind("Read", RequestOf(Reader()), read, RawResult[string]())},
		"OWGEN_PLATFORM=openfaas", "suppress_lock=true", "exec_timeout=10ms")
	for range 50 {
		answer, err := http.Post(s.url, "", strings.NewReader(strings.Repeat("x", 1000)))
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != 504 || !answer.Close {
			t.Fatalf("got %d, and the connection is said to go on: %v", answer.StatusCode, !answer.Close)
		}
	}
}
