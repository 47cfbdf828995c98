package engine

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// An engine is a command line that docker and podman share.
type engine struct {
	t       *testing.T
	command []string // with the flags that go before every subcommand
	env     []string // its whole environment
	run     []string // flags that run needs on a machine like this
}

// try runs a subcommand and returns what it printed on stdout, without the last newline.
func (e *engine) try(args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	args = append(e.command[1:len(e.command):len(e.command)], args...)
	cmd := exec.CommandContext(ctx, e.command[0], args...)
	cmd.Env = e.env
	cmd.WaitDelay = 5 * time.Second // a monitor of podman's may hold the pipes
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s%s", e.command[0], strings.Join(args, " "), err, &stdout, &stderr)
	}
	return strings.TrimSuffix(stdout.String(), "\n"), nil
}

// do is try for what the test cannot do without.
func (e *engine) do(args ...string) string {
	e.t.Helper()
	out, err := e.try(args...)
	if err != nil {
		e.t.Fatal(err)
	}
	return out
}

// environment is what command lines of engines need: helpers in PATH, and a home of their own, so that no configuration
// of this machine's users matters.
func environment(t *testing.T, more ...string) []string {
	return append([]string{"PATH=" + os.Getenv("PATH") + ":/usr/sbin:/sbin", "HOME=" + t.TempDir()}, more...)
}
