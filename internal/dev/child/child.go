// Package child runs the program of the local loop: in a process group of its own, reachable from this machine only, with
// streams that are passed on as they come and whose lines can be told apart by the call that printed them.
//
//	child.go          start and end
//	health.go         whether it answers
//	stream.go         one of its streams: bytes passed on, marks taken out
//	logs.go           both streams: lines, captures, the first and the last ones
//	process.go        a process in a group of its own, which ends with this one
//	group_*.go        what that takes on each system
package child

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/owgen/owgen/internal/program"
)

// Options say what to run.
type Options struct {
	Bin            string
	Dir            string   // where it runs
	Env            []string // the whole environment, but for what makes it a server of this machine
	Stdout, Stderr io.Writer
	// Line gets the lines of both streams outside of captures. It is called by two goroutines, one at a time.
	Line func(Line)
}

// A Child is a running program.
type Child struct {
	address string
	process *Process
	logs    *logs
	ended   chan struct{} // closed when the process is gone and all it has printed was passed on
}

// Failed means that a program did not come up.
type Failed struct {
	Death string   // how it ended, such as "exit status 2"; "" if it runs and is not healthy
	First []string // lines that it printed on stderr, from the first one on
	Last  []string // the last ones
}

func (e *Failed) Error() string {
	if e.Death == "" {
		return fmt.Sprintf("did not answer GET %s within %v", healthPath, healthTime)
	}
	return e.Death
}

// portTaken reports whether another program has the port.
func (e *Failed) portTaken() bool {
	return strings.Contains(strings.Join(e.Last, "\n"), "cannot listen: ")
}

// attempts is how often a program is started if another one is quicker to take its port.
const attempts = 3

// Start starts a program and returns when it is healthy. The error is *Failed if the program is at fault; nothing is left of it
// then, nor if the context ends.
func Start(ctx context.Context, o Options) (*Child, error) {
	for attempt := 1; ; attempt++ {
		c, err := start(o)
		if err != nil {
			return nil, err
		}
		if err = c.healthy(ctx); err == nil {
			return c, nil
		}
		c.Kill()
		<-c.ended
		failed, ok := errors.AsType[*Failed](err)
		if !ok {
			return nil, err
		}
		failed.First, failed.Last = c.logs.edges()
		if attempt == attempts || !failed.portTaken() {
			return nil, err
		}
	}
}

// start starts a program on a free port.
func start(o Options) (*Child, error) {
	port, release, err := program.ReservePort()
	if err != nil {
		return nil, fmt.Errorf("looking for a free port: %w", err)
	}
	logs, err := newLogs(o)
	if err != nil {
		release()
		return nil, fmt.Errorf("making pipes: %w", err)
	}
	cmd := exec.Command(o.Bin)
	cmd.Dir = o.Dir
	cmd.Env = append(o.Env[:len(o.Env):len(o.Env)], "PORT="+strconv.Itoa(port), "OWGEN_HOST="+loopback, "OWGEN_MODE=server")
	cmd.Stdout, cmd.Stderr = logs.stdout.w, logs.stderr.w
	c := &Child{address: net.JoinHostPort(loopback, strconv.Itoa(port)), logs: logs, ended: make(chan struct{})}
	if c.process, err = StartProcess(cmd); err != nil {
		release()
		logs.close()
		return nil, fmt.Errorf("starting the program: %w", err)
	}
	go func() {
		<-c.process.Ended()
		release()
		logs.close()
		close(c.ended)
	}()
	return c, nil
}

const loopback = "127.0.0.1"

// Address is where the program listens, as host:port.
func (c *Child) Address() string { return c.address }

// PID is the program's process.
func (c *Child) PID() int { return c.process.cmd.Process.Pid }

// Ended is closed when the process is gone and all that it has printed was passed on.
func (c *Child) Ended() <-chan struct{} { return c.ended }

// Death says how the process ended, such as "signal: killed". It is to be called after Ended.
func (c *Child) Death() string { return c.process.death }

// Last returns the last lines on stderr.
func (c *Child) Last() []string {
	_, last := c.logs.edges()
	return last
}

// Stop asks the program to end, kills it if it does not within the time or before hurry is closed, and returns when it is gone.
func (c *Child) Stop(within time.Duration, hurry <-chan struct{}) {
	c.process.terminate()
	late := time.NewTimer(within)
	defer late.Stop()
	select {
	case <-c.ended:
	case <-late.C:
	case <-hurry:
	}
	c.Kill()
	<-c.ended
}

// Kill ends the program and all that it has started.
func (c *Child) Kill() { c.process.Kill() }

// Capture gives what the program prints from now on to each, instead of to Options.Line, until stop is called; stop returns when
// all that was printed before has come. One capture at a time. Neither waits for longer than its context.
func (c *Child) Capture(ctx context.Context, each func(Line)) (stop func(context.Context), err error) {
	if err := c.logs.divert(ctx, each); err != nil {
		return nil, err
	}
	return func(ctx context.Context) { c.logs.divert(ctx, nil) }, nil
}

// Environment returns that of this process for a program that runs here: its logs are for people.
func Environment() []string {
	env := os.Environ()
	if os.Getenv("OWGEN_LOG") == "" {
		env = append(env, "OWGEN_LOG=text")
	}
	return env
}
