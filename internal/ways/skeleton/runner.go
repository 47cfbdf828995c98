package skeleton

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"sync"

	"github.com/owgen/owgen/internal/ways/group"
)

// MaxArgument is how many characters of parameters go into the argument: Linux allows no more in one. (MAX_ARG_STRLEN)
const MaxArgument = 131071

// export puts the activation's metadata into the proxy's own environment, where it stays for later activations.
func (p *Proxy) export(metadata object) error {
	for key, raw := range metadata {
		var value any
		if err := json.Unmarshal(raw, &value); err != nil {
			return err
		}
		s, ok := value.(string)
		if !ok {
			return errors.New("str expected, not another type")
		}
		p.Env = append(p.Env, "__OW_"+strings.ToUpper(key)+"="+s) // os/exec uses the last one of a name
	}
	return nil
}

// activate runs the program with the parameters, and makes an answer of what it prints. Its exit code does not count.
func (p *Proxy) activate(input string) (status int, result string) {
	cmd := exec.Command(p.exec())
	if len(input) <= MaxArgument {
		cmd.Args = append(cmd.Args, input)
	}
	cmd.Dir, cmd.Env = p.Dir, append([]string{}, p.Env...)
	cmd.Stdin = strings.NewReader(input)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := p.child.run(cmd); err != nil {
		return p.noResult(err.Error())
	}
	log, last := splitLast(stdout.String())
	io.WriteString(p.Stdout, log)
	io.WriteString(p.Stderr, stderr.String())
	if !json.Valid([]byte(last)) || last[0] != '{' && last[0] != '[' {
		return p.noResult(last)
	}
	return 200, last + "\n"
}

// noResult is for output that is not a result: it goes to the log.
func (p *Proxy) noResult(line string) (status int, result string) {
	io.WriteString(p.Stdout, line+"\n")
	return 502, errorObject(textNoResult)
}

// splitLast tells the last line from those before. A line feed at the end does not make another line.
func splitLast(out string) (before, last string) {
	end := strings.LastIndexByte(strings.TrimSuffix(out, "\n"), '\n') + 1
	return out[:end], strings.TrimSpace(out[end:])
}

// A child is the process of the activation that runs, if one does.
type child struct {
	mu  sync.Mutex
	cmd *exec.Cmd
}

// run runs a process to its end, whatever its exit code is. Only one that does not start is an error.
func (c *child) run(cmd *exec.Cmd) error {
	group.Lead(cmd)
	if err := cmd.Start(); err != nil {
		return err
	}
	c.set(cmd)
	defer c.set(nil)
	cmd.Wait()
	return nil
}

func (c *child) set(cmd *exec.Cmd) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cmd = cmd
}

// Freeze does nothing: between activations there is no process that could do anything.
func (p *Proxy) Freeze() error { return nil }

// Thaw is described at Freeze.
func (p *Proxy) Thaw() error { return nil }

// Kill ends the process of the activation that runs.
func (p *Proxy) Kill() { p.child.kill() }

func (c *child) kill() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cmd != nil {
		group.Kill(c.cmd)
	}
}
