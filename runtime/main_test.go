package ow

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	programs "github.com/owgen/owgen/internal/program"
	"github.com/owgen/owgen/internal/program/programtest"
)

// TestMain lets the test binary be the program under test: child starts it so.
func TestMain(m *testing.M) {
	if os.Getenv("OW_TEST_PROGRAM") != "" {
		Main(testActions()...)
	}
	os.Exit(m.Run())
}

// environment makes a getenv of "NAME=value" texts, and of nothing else.
func environment(vars ...string) getenv {
	return func(name string) string {
		for _, v := range vars {
			if n, value, _ := strings.Cut(v, "="); n == name {
				return value
			}
		}
		return ""
	}
}

// A buffer may be written and read by several goroutines.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// A testServer serves the test's actions in the test's process.
type testServer struct {
	t *testing.T
	*server
	url            string
	stdout, stderr *buffer
}

func serveTest(t *testing.T, vars ...string) *testServer {
	return serveActions(t, testActions(), vars...)
}

func serveActions(t *testing.T, actions []Action, vars ...string) *testServer {
	t.Helper()
	for _, name := range []string{"__OW_API_HOST", "__OW_NAMESPACE", "__OW_ACTIVATION_ID", "__OW_API_KEY"} {
		t.Setenv(name, "") // restored afterwards, whatever calls do
	}
	ts := &testServer{t: t, stdout: new(buffer), stderr: new(buffer)}
	p := &program{actions: actions, name: "test", env: environment(vars...), log: &logger{w: ts.stderr}}
	s, err := p.newServer()
	if err != nil {
		t.Fatal(err)
	}
	s.site.openWhisk.stdout, s.site.openWhisk.stderr = ts.stdout, ts.stderr
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go s.transport.Serve(l)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		defer cancel()
		s.transport.Shutdown(ctx)
	})
	ts.server, ts.url = s, "http://"+l.Addr().String()
	return ts
}

// A response is what a caller got.
type response struct {
	status int
	body   string
	header http.Header
}

// send sends a request with headers "Name: value", and fails the test unless the answer has a length.
func (s *testServer) request(method, path, body string, headers ...string) response {
	s.t.Helper()
	return send(s.t, s.url, method, path, body, headers...)
}

func (s *testServer) post(path, body string) response {
	s.t.Helper()
	return s.request("POST", path, body)
}

func send(t *testing.T, url, method, path, body string, headers ...string) response {
	t.Helper()
	r, err := http.NewRequest(method, url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name != "" {
			r.Header.Add(name, value)
		}
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if resp.Header.Get("Content-Length") == "" || len(resp.TransferEncoding) > 0 {
		t.Errorf("%s %s: no Content-Length", method, path)
	}
	return response{resp.StatusCode, string(b), resp.Header}
}

// expect compares status and body.
func (r response) expect(t *testing.T, status int, body string) {
	t.Helper()
	if r.status != status || r.body != body {
		t.Errorf("got  %d %s\nwant %d %s", r.status, cutText(r.body), status, cutText(body))
	}
}

func cutText(s string) string {
	if len(s) > 300 {
		return s[:300] + "…"
	}
	return s
}

// A child is this test binary run as the program under test, in an environment of its own.
type child struct {
	*exec.Cmd
	t              *testing.T
	stdout, stderr *buffer
}

func newChild(t *testing.T, args, vars []string) *child {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := &child{Cmd: exec.Command(self, args...), t: t, stdout: new(buffer), stderr: new(buffer)}
	c.Env = append([]string{"OW_TEST_PROGRAM=1"}, vars...)
	c.Stdout, c.Stderr = c.stdout, c.stderr
	return c
}

// patience bounds what takes no time if all is well. A busy machine is slow.
const patience = time.Minute

// exit waits for the child and returns its exit code.
func (c *child) exit() int {
	c.t.Helper()
	done := make(chan error, 1)
	go func() { done <- c.Wait() }()
	select {
	case err := <-done:
		var code *exec.ExitError
		if err != nil && !errors.As(err, &code) {
			c.t.Fatal(err)
		}
		return c.ProcessState.ExitCode()
	case <-time.After(patience):
		c.Process.Kill()
		c.t.Fatalf("the program did not end; stdout %q, stderr %q", c.stdout, c.stderr)
		return -1
	}
}

// runChild runs the program to its end. What stdin has comes through a pipe; nil is no input.
func runChild(t *testing.T, args, vars []string, stdin io.Reader) (code int, stdout, stderr string) {
	t.Helper()
	c := newChild(t, args, vars)
	if stdin != nil {
		text, err := io.ReadAll(stdin)
		if err != nil {
			t.Fatal(err)
		}
		in, err := programs.FilledPipe(string(text))
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		c.Stdin = in
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c.exit(), c.stdout.String(), c.stderr.String()
}

// serveChild starts the program as a server and returns its URL when it accepts connections.
func serveChild(t *testing.T, vars ...string) (*child, string) {
	t.Helper()
	return serveChildWith(t, func(*child) {}, vars...)
}

// serveChildWith is serveChild for a child that is changed before it starts.
func serveChildWith(t *testing.T, change func(*child), vars ...string) (*child, string) {
	t.Helper()
	port := strconv.Itoa(programtest.Port(t))
	c := newChild(t, nil, append([]string{"PORT=" + port}, vars...))
	change(c)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Process.Kill()
		c.Wait() // unless the test has waited
	})
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if conn, err := net.Dial("tcp", "127.0.0.1:"+port); err == nil {
			conn.Close()
			return c, "http://127.0.0.1:" + port
		}
	}
	t.Fatalf("the program does not listen; stderr %q", c.stderr)
	return nil, ""
}

// readLine reads one line.
func readLine(t *testing.T, r *bufio.Reader) string {
	t.Helper()
	line := make(chan string, 1)
	go func() {
		s, _ := r.ReadString('\n')
		line <- s
	}()
	select {
	case s := <-line:
		return s
	case <-time.After(patience):
		t.Fatal("no line in time")
		return ""
	}
}
