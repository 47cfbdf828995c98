package goproxy

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"time"

	"github.com/owgen/owgen/internal/ways/group"
)

// An Executor is a program that the proxy has started.
type Executor struct {
	cmd     *exec.Cmd
	stdin   io.WriteCloser
	results *bufio.Reader
	exited  chan struct{}
}

// A Setting is what a program is started with.
type Setting struct {
	Dir            string   // the proxy's working directory
	Env            []string // all of it
	Stdout, Stderr *os.File // the proxy's own
	WaitForAck     bool
	Context        context.Context // if it is not nil, its end is that of the program
}

// early is how long the proxy watches whether a program exits, if it did not ask for an acknowledgement. (executor.go,
// DefaultTimeoutStart)
const early = 5 * time.Millisecond

var (
	errExited = errors.New("command exited")
	errNoAck  = errors.New("The action did not initialize properly.")        //lint:ignore ST1005 the text is the proxy's
	errAbrupt = errors.New("Command exited abruptly during initialization.") //lint:ignore ST1005 the same
)

// Execute starts a program with the write end of a pipe as descriptor 3, for its results.
func Execute(bin string, s Setting) (*Executor, error) {
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	e := &Executor{cmd: exec.Command(bin), results: bufio.NewReader(read), exited: make(chan struct{})}
	e.cmd.Dir, e.cmd.Env = s.Dir, append([]string{}, s.Env...)
	e.cmd.Stdout, e.cmd.Stderr = s.Stdout, s.Stderr
	e.cmd.ExtraFiles = []*os.File{write}
	group.Lead(e.cmd)
	if e.stdin, err = e.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	err = e.cmd.Start()
	write.Close() // only the program holds a copy now, so the results end when it ends
	if err != nil {
		return nil, errExited
	}
	go func() {
		e.cmd.Wait()
		close(e.exited)
	}()
	if s.Context != nil {
		stop := context.AfterFunc(s.Context, e.Kill)
		go func() {
			<-e.exited
			stop()
		}()
	}
	if !s.WaitForAck {
		select {
		case <-e.exited:
			return nil, errExited
		case <-time.After(early):
			return e, nil
		}
	}
	if err := e.acknowledged(); err != nil {
		e.Kill()
		return nil, err
	}
	return e, nil
}

// acknowledged waits for the first line and judges it.
func (e *Executor) acknowledged() error {
	line, err := e.Result()
	if err != nil {
		return errAbrupt
	}
	var ack struct{ Ok bool }
	if err := json.Unmarshal([]byte(line), &ack); err != nil {
		return err
	}
	if !ack.Ok {
		return errNoAck
	}
	return nil
}

// Interact sends a line, which has no line feed, and returns the line that comes back, with it.
func (e *Executor) Interact(line string) (string, error) {
	if _, err := io.WriteString(e.stdin, line+"\n"); err != nil {
		return "", errExited
	}
	return e.Result()
}

// Result returns the next line that the program writes to descriptor 3.
func (e *Executor) Result() (string, error) {
	line, err := e.results.ReadString('\n')
	if err != nil {
		<-e.exited
		return "", errExited
	}
	return line, nil
}

// Exited reports whether the program has ended.
func (e *Executor) Exited() bool {
	select {
	case <-e.exited:
		return true
	default:
		return false
	}
}

// Close ends the program by ending its input. It returns what the program still had to say on descriptor 3, and its exit
// code.
func (e *Executor) Close() (rest string, exit int, err error) {
	e.stdin.Close()
	late := time.AfterFunc(20*time.Second, e.Kill)
	defer late.Stop()
	all, err := io.ReadAll(e.results)
	<-e.exited
	return string(all), e.cmd.ProcessState.ExitCode(), err
}

// End ends the program by ending its input, and kills what is left of it and its children after a while.
func (e *Executor) End(patience time.Duration) {
	e.stdin.Close()
	select {
	case <-e.exited:
	case <-time.After(patience):
	}
	e.Kill()
}

// State returns how the program has ended, such as "signal: killed". It waits for that.
func (e *Executor) State() string {
	<-e.exited
	return e.cmd.ProcessState.String()
}

// Kill ends the program at once.
func (e *Executor) Kill() {
	group.Kill(e.cmd)
	<-e.exited
}
