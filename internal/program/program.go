// Package program builds programs that owgen generated and runs them the way platforms do. The demo and the end-to-end
// tests use it.
//
// Programs get an explicit environment, never that of the caller: if the caller runs in a pod, variables of its
// platform would change what the program does.
package program

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Build compiles the main package at the path pkg, resolved in dir, to the static binary at out, as the documentation
// tells users to. A relative pkg starts with "./". env is added to the environment of the go command. Tests of other
// transports set build tags in OWGEN_TAGS.
func Build(dir, pkg, out string, env ...string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-tags", os.Getenv("OWGEN_TAGS"), "-ldflags", "-s -w", "-o", out, pkg)
	cmd.Dir = dir
	cmd.Env = append(GoEnv(), env...)
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build %s in %s: %w\n%s", pkg, dir, err, text)
	}
	return nil
}

// GoEnv returns the environment of go commands that tests run: that of this process, without settings that would make
// programs differ from those that are deployed. All of them use -trimpath, so that they share what is compiled;
// otherwise each package would be compiled twice.
func GoEnv() []string {
	return append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=-trimpath", "GOWORK=off")
}

// Exe returns the path of the binary called name in dir on this system.
func Exe(dir, name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(dir, name)
}

// An Output is what a program printed, and its exit code.
type Output struct {
	Stdout, Stderr string
	Exit           int
}

// Run runs a program to its end, at most a minute, with the text on its standard input.
func Run(bin, stdin string, env []string, args ...string) (Output, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, args...)
	cmd.Env = environment(env)
	if stdin != "" { // otherwise there is not even a pipe
		in, err := FilledPipe(stdin)
		if err != nil {
			return Output{}, err
		}
		defer in.Close()
		cmd.Stdin = in
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && ctx.Err() == nil {
		err = nil
	}
	return Output{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}, err
}

// FilledPipe returns a pipe that a text comes through. Its beginning is in there already: a program may wait only so long for
// something to come.
func FilledPipe(text string) (*os.File, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	begin := min(len(text), 1<<10) // for which every pipe has room
	if _, err := w.WriteString(text[:begin]); err != nil {
		return nil, errors.Join(err, r.Close(), w.Close())
	}
	go func() {
		defer w.Close()
		w.WriteString(text[begin:]) // it fails if the program ends before it has read all
	}()
	return r, nil
}

// environment returns env with the variables that every process needs on this system.
func environment(env []string) []string {
	if root, ok := os.LookupEnv("SystemRoot"); ok { // Windows opens no socket without it
		return append(slices.Clone(env), "SystemRoot="+root)
	}
	return append([]string{}, env...)
}

// A Server is a running program in server mode.
type Server struct {
	URL    string
	Port   int
	cmd    *exec.Cmd
	stdout Transcript
	stderr Transcript
	exited chan struct{}
}

// patience bounds what takes no time if all is well. A busy machine is slow.
const patience = time.Minute

// Serve starts a program with PORT and the variables given, and returns when it accepts connections.
func Serve(bin string, env ...string) (*Server, error) {
	port, release, err := ReservePort()
	if err != nil {
		return nil, err
	}
	s := &Server{URL: "http://127.0.0.1:" + strconv.Itoa(port), Port: port, exited: make(chan struct{})}
	s.cmd = exec.Command(bin)
	s.cmd.Env = environment(append([]string{"PORT=" + strconv.Itoa(port)}, env...))
	s.cmd.Stdout, s.cmd.Stderr = &s.stdout, &s.stderr
	if err := s.cmd.Start(); err != nil {
		release()
		return nil, err
	}
	go func() {
		s.cmd.Wait()
		release()
		close(s.exited)
	}()
	for late := time.Now().Add(patience); time.Now().Before(late); {
		conn, err := net.Dial("tcp", "127.0.0.1:"+strconv.Itoa(port))
		if err == nil {
			return s, conn.Close()
		}
		select {
		case <-s.exited:
			return nil, fmt.Errorf("%s exited before it served: %s", filepath.Base(bin), s.Stderr())
		case <-time.After(10 * time.Millisecond):
		}
	}
	s.Kill()
	return nil, fmt.Errorf("%s does not listen on port %d", filepath.Base(bin), port)
}

// An Answer is an HTTP response, read to its end.
type Answer struct {
	Status int
	Body   string
	Header http.Header
	Length int64 // Content-Length, or -1
}

var client = &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}}

// Post calls the server with a JSON body.
func (s *Server) Post(path, body string) (Answer, error) {
	return s.Do("POST", path, body, http.Header{"Content-Type": {"application/json"}})
}

// Do calls the server.
func (s *Server) Do(method, path, body string, header http.Header) (Answer, error) {
	return Do(method, s.URL+path, body, header)
}

// Do makes an HTTP request. It follows redirects.
func Do(method, url, body string, header http.Header) (Answer, error) {
	req, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		return Answer{}, err
	}
	if header != nil {
		req.Header = header
	}
	resp, err := client.Do(req)
	if err != nil {
		return Answer{}, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return Answer{resp.StatusCode, string(data), resp.Header, resp.ContentLength}, err
}

// Stdout and Stderr return what the program has printed so far, which is all if it has ended.
func (s *Server) Stdout() string { return s.stdout.String() }

// Stderr is described at Stdout.
func (s *Server) Stderr() string { return s.stderr.String() }

// PID is the process.
func (s *Server) PID() int { return s.cmd.Process.Pid }

// AwaitStderr waits until the program has printed a text to stderr so many times. What it prints before an answer may come here
// after the answer.
func (s *Server) AwaitStderr(text string, times int) error {
	met := func(printed string) bool { return strings.Count(printed, text) >= times }
	if !s.stderr.Await(met, s.exited, patience) {
		return fmt.Errorf("%q is not %d times on stderr:\n%s", text, times, s.Stderr())
	}
	return nil
}

// Signal sends the program a signal.
func (s *Server) Signal(sig os.Signal) error { return s.cmd.Process.Signal(sig) }

// Wait waits for the program's end, for at most d, and returns its exit code.
func (s *Server) Wait(d time.Duration) (exit int, err error) {
	select {
	case <-s.exited:
		return s.cmd.ProcessState.ExitCode(), nil
	case <-time.After(d):
		s.Kill()
		return -1, fmt.Errorf("the program did not end within %v", d)
	}
}

// Stop ends the program as a platform does and returns its exit code.
func (s *Server) Stop() (exit int, err error) {
	if runtime.GOOS == "windows" { // has no SIGTERM to send
		s.Kill()
		return 0, nil
	}
	if err := s.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return -1, err
	}
	return s.Wait(patience)
}

// Kill ends the program at once.
func (s *Server) Kill() {
	s.cmd.Process.Kill()
	<-s.exited
}
