package ways

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"github.com/owgen/owgen/internal/ways/invoker"
	"github.com/owgen/owgen/internal/ways/skeleton"
)

// argv runs the program with its parameters as the argument, as dockerskeleton does, which looks at the line on stdout and
// not at the exit code.
func argv(ctx context.Context, s *session) error {
	return s.activate(ctx, func(value string) (invoker.Response, error) {
		if reason := unfitForArgument(value); reason != "" {
			return invoker.Response{}, &Unfit{Argv, reason}
		}
		line, _, err := s.once(ctx, s.command([]string{value}, "OWGEN_MODE=oneshot"))
		return invoker.Judge(strings.TrimSpace(line)), err
	})
}

// unfitForArgument says why an argument cannot hold the parameters, or nothing.
func unfitForArgument(value string) (reason string) {
	switch {
	case !strings.HasPrefix(value, "{") && !strings.HasPrefix(value, "["):
		return "the argument is an object or an array"
	case strings.Contains(value, "\x00"):
		return "an argument cannot hold a zero byte"
	case len(value) > skeleton.MaxArgument:
		return fmt.Sprintf("an argument holds %d bytes at most, and these are %d", skeleton.MaxArgument, len(value))
	}
	return ""
}

// once runs a child, whose stdout is its answer, to its end. It returns that, and the exit code.
func (s *session) once(ctx context.Context, cmd *exec.Cmd) (stdout string, exit int, err error) {
	s.answers = true
	began := time.Now()
	p, err := s.start(ctx, cmd)
	if err != nil {
		return "", 0, err
	}
	<-p.exited
	s.outcome.Took = time.Since(began)
	stdout, exit = p.end(), cmd.ProcessState.ExitCode()
	if exit != 0 && stdout == "" {
		s.outcome.Ended = cmd.ProcessState.String()
	}
	return stdout, exit, nil
}
