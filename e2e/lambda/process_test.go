package lambda

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/ways/runtimeapi"
)

// A process is a program on AWS Lambda.
type process struct {
	t    *testing.T
	api  *runtimeapi.API
	cmd  *exec.Cmd
	done chan struct{}
	out  *os.File // stdout and stderr, which are the same log
	id   int
}

// log returns what the process has printed.
func (p *process) log() string {
	p.t.Helper()
	b, err := os.ReadFile(p.out.Name())
	if err != nil {
		p.t.Fatal(err)
	}
	return string(b)
}

// start starts a program with an environment that holds what it says and where the API is. Words with = are variables, the
// others arguments.
func start(t *testing.T, binary string, api *runtimeapi.API, words ...string) *process {
	t.Helper()
	p := &process{t: t, api: api, done: make(chan struct{})}
	p.cmd = exec.Command(binary)
	p.cmd.Env = []string{"AWS_LAMBDA_RUNTIME_API=" + api.Addr}
	for _, w := range words {
		if strings.Contains(w, "=") {
			p.cmd.Env = append(p.cmd.Env, w)
		} else {
			p.cmd.Args = append(p.cmd.Args, w)
		}
	}
	var err error
	if p.out, err = os.CreateTemp(t.TempDir(), "log"); err != nil {
		t.Fatal(err)
	}
	defer p.out.Close()
	p.cmd.Stdout, p.cmd.Stderr = p.out, p.out
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		p.cmd.Wait()
		close(p.done)
	}()
	t.Cleanup(func() {
		p.cmd.Process.Kill()
		<-p.done
	})
	return p
}

// patience bounds what must happen.
const patience = time.Minute

func receive[T any](t *testing.T, what string, c <-chan T) (v T) {
	t.Helper()
	select {
	case v = <-c:
	case <-time.After(patience):
		t.Fatalf("no %s", what)
	}
	return v
}

// exit waits for the end of the process, and returns its exit code.
func (p *process) exit() int {
	p.t.Helper()
	receive(p.t, "end of the process: "+p.log(), p.done)
	return p.cmd.ProcessState.ExitCode()
}

// nextID returns an id for an event.
func (p *process) nextID() string {
	p.id++
	return "8476a536-e9f4-11e8-9739-" + strings.Repeat("0", 10) + string(rune('a'+p.id/26%26)) + string(rune('a'+p.id%26))
}

// invoke sends an event, and returns the answer to it.
func (p *process) invoke(body string, head ...string) *runtimeapi.Request {
	p.t.Helper()
	return p.event(&runtimeapi.Event{Body: body, Head: head})
}

func (p *process) event(e *runtimeapi.Event) *runtimeapi.Request {
	p.t.Helper()
	if e.ID == "" {
		e.ID = p.nextID()
	}
	return receive(p.t, "answer to "+e.Body[:min(len(e.Body), 200)]+"\nlog: "+p.log(), p.api.Send(e))
}

// result wants the answer to be a result, and returns it.
func (p *process) result(r *runtimeapi.Request) string {
	p.t.Helper()
	if !strings.HasSuffix(r.Line, "/response") {
		p.t.Fatalf("%s %q\nlog: %s", r.Line, r.Body, p.log())
	}
	return string(r.Body)
}

// failure wants the answer to be an error, and returns it.
func (p *process) failure(r *runtimeapi.Request) string {
	p.t.Helper()
	if !strings.HasSuffix(r.Line, "/error") {
		p.t.Fatalf("%s %q", r.Line, r.Body)
	}
	return string(r.Body)
}

func want(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got %s\nwant %s", what, got, want)
	}
}

// touch makes a file that a handler waits for.
func touch(t *testing.T, file string) {
	t.Helper()
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
}

// awaitLog waits for a text in the log.
func (p *process) awaitLog(text string) {
	p.t.Helper()
	for end := time.Now().Add(patience); !strings.Contains(p.log(), text); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			p.t.Fatalf("no %q in the log: %s", text, p.log())
		}
	}
}
