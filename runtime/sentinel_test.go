package ow

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

const sentinelLine = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX"

func TestOW13Sentinels(t *testing.T) {
	for _, c := range []struct {
		name, path, body string
		pairs            int
	}{
		{"result", "/run", `{"value":{}}`, 1},
		{"error", "/run", `{"value":{"do":"error"}}`, 1},
		{"panic", "/run", `{"value":{"do":"panic"}}`, 1},
		{"goexit", "/run", `{"value":{"do":"goexit"}}`, 1},
		{"wrong parameters", "/run", `{"value":7}`, 1},
		{"no JSON", "/run", `{`, 1},
		{"init", "/init", `{}`, 0},
		{"plain", "/", `{}`, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serveTest(t)
			s.post(c.path, c.body)
			for stream, text := range map[string]string{"stdout": s.stdout.String(), "stderr": s.stderr.String()} {
				if got := strings.Count(text, sentinelLine); got != c.pairs {
					t.Errorf("%s: got %d sentinels, want %d", stream, got, c.pairs)
				}
				if c.pairs == 1 && !strings.HasSuffix(text, "\n"+sentinelLine+"\n") {
					t.Errorf("%s does not end with the sentinel on a line of its own: %q", stream, text)
				}
			}
			if c.name == "panic" {
				text := s.stderr.String()
				if !strings.Contains(text, "goroutine ") || strings.Index(text, "goroutine ") > strings.Index(text, sentinelLine) {
					t.Errorf("the stack is not on stderr before the sentinel: %q", text)
				}
			}
		})
	}
}

// A slowStream tells whether a response has been seen when it is written to.
type slowStream struct {
	bytes.Buffer
	answered *bool
	mu       *sync.Mutex
	early    bool
}

func (s *slowStream) Write(p []byte) (int, error) {
	time.Sleep(30 * time.Millisecond)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.early = s.early || *s.answered
	return s.Buffer.Write(p)
}

func TestOW13SentinelsComeBeforeTheAnswer(t *testing.T) {
	s := whiskTest(t)
	var mu sync.Mutex
	var answered bool
	out, errs := &slowStream{answered: &answered, mu: &mu}, &slowStream{answered: &answered, mu: &mu}
	s.site.openWhisk.stdout, s.site.openWhisk.stderr = out, errs
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}")
	if _, err := bufio.NewReader(conn).ReadByte(); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	answered = true
	mu.Unlock()
	time.Sleep(100 * time.Millisecond)
	mu.Lock()
	defer mu.Unlock()
	if out.Len() == 0 || errs.Len() == 0 || out.early || errs.early {
		t.Errorf("sentinels after the first byte: %v %v", out.early, errs.early)
	}
}
