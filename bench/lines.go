package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/internal/program"
)

const (
	lineRounds    = 200
	linesPerRound = 400
)

// measureLines compares the CPU time per line of the reverse example, as a process of OpenWhisk's Go proxy, with that of
// one written by hand. measureServers has built the example in dir.
func measureLines(dir string) ([]measure.Row, error) {
	handwritten := filepath.Join(dir, "actionloop")
	if err := program.Build(".", "./ref/actionloop", handwritten); err != nil {
		return nil, err
	}
	var turns []func() (float64, error)
	for _, bin := range []string{filepath.Join(dir, "reverse"), handwritten} {
		l, err := startLoop(bin)
		if err != nil {
			return nil, err
		}
		defer l.stop()
		if err := l.ask(load.WarmUp * linesPerRound); err != nil {
			return nil, err
		}
		turns = append(turns, l.cpu)
	}
	s, err := measure.Interleave(lineRounds, turns...)
	if err != nil {
		return nil, err
	}
	return []measure.Row{measure.NewRow("CPU per line of ActionLoop", "hand-written, encoding/json", 0.5, s[0].Over(s[1]))}, nil
}

// A loop is a process that answers lines.
type loop struct {
	cmd     *exec.Cmd
	in      io.Writer
	pipe    *os.File // of its answers
	answers *bufio.Reader
	lines   []string
	next    int
}

// startLoop starts a process as the proxy does. (apache/openwhisk-runtime-go: openwhisk/executor.go)
func startLoop(bin string) (*loop, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer w.Close()
	cmd := exec.Command(bin)
	cmd.Env = []string{"__OW_PROXY_VERSION=1.17.1"}
	cmd.ExtraFiles = []*os.File{w}
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	return &loop{cmd: cmd, in: in, pipe: r, answers: bufio.NewReader(r), lines: load.Activations()}, cmd.Start()
}

func (l *loop) stop() {
	l.cmd.Process.Kill()
	l.cmd.Wait()
	l.pipe.Close()
}

// cpu returns the CPU time of a round.
func (l *loop) cpu() (float64, error) {
	before, err := measure.CPUTime(l.cmd.Process.Pid)
	if err != nil {
		return 0, err
	}
	if err := l.ask(linesPerRound); err != nil {
		return 0, err
	}
	after, err := measure.CPUTime(l.cmd.Process.Pid)
	return float64(after - before), err
}

// ask writes n lines, each when the one before it is answered.
func (l *loop) ask(n int) error {
	if err := l.pipe.SetReadDeadline(time.Now().Add(load.RoundTime)); err != nil {
		return err
	}
	for range n {
		if _, err := io.WriteString(l.in, l.lines[l.next]+"\n"); err != nil {
			return err
		}
		l.next = (l.next + 1) % len(l.lines)
		answer, err := l.answers.ReadString('\n')
		if err != nil {
			return err
		}
		if answer != load.Result+"\n" {
			return fmt.Errorf("%s answered %s", filepath.Base(l.cmd.Path), answer)
		}
	}
	return nil
}
