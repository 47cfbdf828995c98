//go:build linux

package ow

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// sinks are files that nothing can be written to.
var sinks = []struct {
	name, why string
	open      func(t *testing.T) *os.File
}{
	{"a full disk", "no space left on device", func(t *testing.T) *os.File { return openFile(t, "/dev/full", os.O_WRONLY) }},
	{"a pipe that nobody reads", "broken pipe", func(t *testing.T) *os.File {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		return w
	}},
	{"a socket that nobody reads", "broken pipe", func(t *testing.T) *os.File {
		pair := socketPair(t)
		pair[0].Close()
		return pair[1]
	}},
	{"a file open for reading", "bad file descriptor", func(t *testing.T) *os.File { return openFile(t, "/dev/zero", os.O_RDONLY) }},
}

func openFile(t *testing.T, path string, flag int) *os.File {
	t.Helper()
	f, err := os.OpenFile(path, flag, 0o666)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func socketPair(t *testing.T) (pair [2]*os.File) {
	t.Helper()
	fds, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i, fd := range fds {
		pair[i] = os.NewFile(uintptr(fd), "socket")
	}
	return pair
}

// start starts the child, and closes what only the child is to have.
func (c *child) start(files ...*os.File) {
	c.t.Helper()
	if err := c.Start(); err != nil {
		c.t.Fatal(err)
	}
	for _, f := range files {
		f.Close()
	}
}

func TestResultThatCannotBeWrittenIsAnError(t *testing.T) {
	for _, sink := range sinks {
		for _, args := range []string{`{}`, `-`, ``, `{"do":"error","text":"no"}`, `{"do":"print","text":"noise"}`, `-h`, `-version`} {
			c := newChild(t, strings.Fields(args), nil)
			stdout := sink.open(t)
			c.Stdout = stdout
			c.Stdin = strings.NewReader(`{"text":"a"}`)
			c.start(stdout)
			if code := c.exit(); code != 1 || !strings.Contains(c.stderr.String(), sink.why) {
				t.Errorf("%q into %s: exit code %d, stderr %q", args, sink.name, code, c.stderr)
			}
		}
	}
}

// A file may not grow beyond what ulimit -f allows, and the part that fits is no result.
func TestResultLargerThanALimitOnFilesIsAnError(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	cmd := exec.Command("sh", "-c", `ulimit -f 1; exec "$0" '{"do":"big","n":100000}' >"$1"`, self, out)
	cmd.Env = []string{"OW_TEST_PROGRAM=1"}
	text, _ := cmd.CombinedOutput()
	if cmd.ProcessState.ExitCode() != 1 || !strings.Contains(string(text), "file too large") {
		t.Errorf("%v: %s", cmd.ProcessState, text)
	}
}

// A line that cannot be logged is lost, but the result is not.
func TestResultComesWhereNobodyReadsStderr(t *testing.T) {
	for _, sink := range sinks {
		for args, want := range map[string]string{
			`{"do":"print","text":"noise"}`: `{"text":"printed"}`,
			`{"do":"panic"}`:                `{"error":"The action panicked. See logs for details."}`,
		} {
			c := newChild(t, []string{args}, nil)
			stderr := sink.open(t)
			c.Stderr = stderr
			c.start(stderr)
			if code := c.exit(); code != 0 || c.stdout.String() != want+"\n" {
				t.Errorf("%s, stderr is %s: exit code %d, stdout %q", args, sink.name, code, c.stdout)
			}
		}
	}
}

// OW-18: if the proxy cannot get the result, the process ends, and the log says why.
func TestOW18LoopEndsWhereResultsCannotBeWritten(t *testing.T) {
	for _, sink := range sinks {
		for _, vars := range []string{"__OW_PROXY_VERSION=1.17.1", "__OW_WAIT_FOR_ACK=1"} {
			c := newChild(t, nil, []string{vars})
			results := sink.open(t)
			c.ExtraFiles = []*os.File{results}
			in, err := c.StdinPipe() // which stays open: the end of the input is not what ends the process
			if err != nil {
				t.Fatal(err)
			}
			c.start(results)
			io.WriteString(in, `{"value":{"text":"one"}}`+"\n"+`{"value":{"do":"print","text":"two"}}`+"\n")
			if code := c.exit(); code != 1 || !strings.Contains(c.stderr.String(), "written") && !strings.Contains(c.stderr.String(), "descriptor 3") {
				t.Errorf("%s, descriptor 3 is %s: exit code %d, stderr %q", vars, sink.name, code, c.stderr)
			}
			if c.stdout.String() != "" {
				t.Errorf("%s, descriptor 3 is %s: the next call was made", vars, sink.name)
			}
		}
	}
}

func TestOW18LoopDoesNotBeginWithoutDescriptor3(t *testing.T) {
	c := newChild(t, nil, []string{"__OW_PROXY_VERSION=1.17.1"})
	c.Stdin = strings.NewReader(`{"value":{"do":"print","text":"noise"}}` + "\n")
	c.start()
	if code := c.exit(); code != 1 || !strings.Contains(c.stderr.String(), "descriptor 3") || c.stdout.String() != "" {
		t.Errorf("exit code %d, stdout %q, stderr %q", code, c.stdout, c.stderr)
	}
}

// OW-13: an activation is answered even if its sentinels, or what it prints, cannot be written.
func TestOW13ServerSurvivesLogsThatCannotBeWritten(t *testing.T) {
	for _, sink := range sinks {
		stdout := sink.open(t)
		c, url := serveChildWith(t, func(c *child) { c.Stdout = stdout }, "OWGEN_PLATFORM=openwhisk")
		stdout.Close()
		for range 2 {
			send(t, url, "POST", "/run", `{"value":{"do":"print","text":"noise"}}`).expect(t, 200, `{"text":"printed"}`)
		}
		c.Process.Signal(syscall.SIGTERM)
		if code := c.exit(); code != 0 || !strings.Contains(c.stderr.String(), "the end of the logs could not be written: ") {
			t.Errorf("stdout is %s: exit code %d, stderr %q", sink.name, code, c.stderr)
		}
	}
}
