package ways

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/owgen/owgen/internal/ways/group"
	"github.com/owgen/owgen/internal/ways/invoker"
)

// A session is a call on its way.
type session struct {
	Call
	bin string
	env []string

	mu      sync.Mutex
	outcome Outcome
	answers bool // stdout carries the answer, and no logs
}

func newSession(w Way, bin string, env []string, c Call) *session {
	return &session{Call: c, bin: bin, env: env, outcome: Outcome{Way: w, values: c.values}}
}

// heard notes a line of the logs.
func (s *session) heard(stream int, text string) {
	line := Line{"stdout", text}
	if stream == 1 {
		line.Stream = "stderr"
	} else if s.answers {
		return
	}
	s.mu.Lock()
	s.outcome.Logs = append(s.outcome.Logs, line)
	s.mu.Unlock()
	if s.Heard != nil {
		s.Heard(line)
	}
}

// done returns the outcome so far. A child that has left the program's group may still print.
func (s *session) done() Outcome {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.outcome
	o.Logs = slices.Clone(o.Logs)
	return o
}

// environment returns the variables of the program: those of the caller, and vars, which belong to the way. The handler is
// named in a variable that goes before all else that may choose one.
func (s *session) environment(vars ...string) []string {
	if s.Handler != "" {
		vars = append(vars, "OWGEN_ACTION="+s.Handler)
	}
	own := map[string]bool{"PORT": true}
	for _, v := range vars {
		name, _, _ := strings.Cut(v, "=")
		own[name] = true
	}
	env := slices.DeleteFunc(slices.Clone(s.env), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return own[name]
	})
	return append(env, vars...)
}

// A process is a program that this package has started.
type process struct {
	cmd    *exec.Cmd
	logs   *invoker.Logs
	exited chan struct{}
	stop   func() bool // it is not killed with the context any more
}

// stdout is where the program's stdout goes.
func (s *session) stdout(logs *invoker.Logs) *os.File {
	if s.OneStream && !s.answers {
		return logs.Stderr
	}
	return logs.Stdout
}

// start starts a program whose streams are logs. It is killed when ctx ends. end must follow.
func (s *session) start(ctx context.Context, cmd *exec.Cmd) (*process, error) {
	logs, err := invoker.NewLogs()
	if err != nil {
		return nil, err
	}
	logs.Tell(s.heard)
	cmd.Stdout, cmd.Stderr = s.stdout(logs), logs.Stderr
	cmd.WaitDelay = patience // for whoever writes to its stdin
	group.Lead(cmd)
	if err := cmd.Start(); err != nil {
		logs.Close()
		return nil, fmt.Errorf("start of the program: %w", err)
	}
	p := &process{cmd: cmd, logs: logs, exited: make(chan struct{})}
	go func() {
		cmd.Wait()
		close(p.exited)
	}()
	p.stop = context.AfterFunc(ctx, func() { group.Kill(cmd) })
	return p, nil
}

// patience is how long a program may take for its end, and a pipe for its.
const patience = 2 * time.Second

// terminate asks the process to end, and waits for that a while.
func (p *process) terminate() {
	if runtime.GOOS == "windows" || p.cmd.Process.Signal(syscall.SIGTERM) != nil { // Windows has no such signal
		return
	}
	select {
	case <-p.exited:
	case <-time.After(patience):
	}
}

// end ends what is left of the process, reads its logs to their end, and returns all that stdout had.
func (p *process) end() (stdout string) {
	p.stop()
	group.Kill(p.cmd)
	<-p.exited
	p.logs.Flush()
	stdout, _, _ = p.logs.Text()
	p.logs.Close()
	return stdout
}

// state is how the process ended by itself, or "" if it still runs.
func (p *process) state() string {
	select {
	case <-p.exited:
		return p.cmd.ProcessState.String()
	default:
		return ""
	}
}

// command is the program with its variables.
func (s *session) command(args []string, vars ...string) *exec.Cmd {
	cmd := exec.Command(s.bin, args...)
	cmd.Env = s.environment(vars...)
	if root, ok := os.LookupEnv("SystemRoot"); ok { // Windows opens no socket without it
		cmd.Env = append(cmd.Env, "SystemRoot="+root)
	}
	return cmd
}
