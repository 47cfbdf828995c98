package owtest

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"
)

// A server is the program that is tested.
type server struct {
	url    string
	client *http.Client
	exited chan struct{}

	mu   sync.Mutex
	said bytes.Buffer
}

// Write keeps what the program says.
func (s *server) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.said.Write(p)
}

func (s *server) output() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.said.String()
}

// serve builds a program and starts it on a port of this machine only. It ends with the test.
func serve(t *testing.T, program string) *server {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "program")
	if runtime.GOOS == "windows" {
		bin += ".exe"
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", bin, program)
	build.Env = append(os.Environ(), "GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH)
	if text, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building %s: %v\n%s", program, err, text)
	}
	var err error
	for range 3 { // somebody else may take the port first
		var s *server
		if s, err = start(t.Context(), bin); err == nil {
			t.Cleanup(func() { <-s.exited })
			return s
		}
	}
	t.Fatalf("starting %s: %v", program, err)
	return nil
}

// start starts a program and returns when it answers.
func start(ctx context.Context, bin string) (*server, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	s := &server{
		url: "http://127.0.0.1:" + port, exited: make(chan struct{}),
		client: &http.Client{Timeout: time.Minute, Transport: &http.Transport{DisableCompression: true}, CheckRedirect: stay},
	}
	cmd := exec.CommandContext(ctx, bin)
	cmd.Env = append(os.Environ(), "OWGEN_MODE=server", "OWGEN_HOST=127.0.0.1", "PORT="+port)
	cmd.Stdout, cmd.Stderr = s, s
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		cmd.Wait()
		close(s.exited)
	}()
	for {
		resp, err := s.client.Get(s.url + "/_/health")
		if err == nil {
			resp.Body.Close()
			return s, nil
		}
		select {
		case <-s.exited:
			return nil, errors.New("it ended: " + s.output())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// stay lets a test see a redirection.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// freePort returns a port that nobody listens on.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port), nil
}
