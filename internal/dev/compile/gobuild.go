package compile

import (
	"bytes"
	"context"
	"os/exec"
	"slices"

	"github.com/owgen/owgen/internal/dev/child"
)

// A command is a go build that can be cancelled together with all that it has started.
type command struct {
	process *child.Process
	output  bytes.Buffer
}

// startBuild begins to compile a program, in dir, to the file out.
func startBuild(env, flags []string, dir, program, out string) (*command, error) {
	cmd := exec.Command("go", slices.Concat([]string{"build"}, flags, []string{"-o", out, program})...)
	cmd.Dir, cmd.Env = dir, env
	c := new(command)
	cmd.Stdout, cmd.Stderr = &c.output, &c.output
	var err error
	c.process, err = child.StartProcess(cmd)
	return c, err
}

// wait returns what was printed, and whether the program was compiled. The error is that of the context.
func (c *command) wait(ctx context.Context) (output string, ok bool, err error) {
	select {
	case <-c.process.Ended():
		return c.output.String(), c.process.Err() == nil, nil
	case <-ctx.Done():
		c.cancel()
		return "", false, ctx.Err()
	}
}

// cancel ends the command and returns when nothing of it is left.
func (c *command) cancel() {
	c.process.Kill()
	<-c.process.Ended()
}
