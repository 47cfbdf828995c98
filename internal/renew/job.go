package renew

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"go/token"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/directive"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/workspace"
)

// A job is the request of one directive.
type job struct {
	request.Request
	at      token.Position // of the directive
	done    bool           // with an error that was reported
	result  *gen.Result
	copied  []place.Output // of the runtime, if this job was the first of its module
	outputs []place.Output
}

// collect makes a job for each directive that generates something. A directive that names several packages, such as
// owgen ./... in the root of a module, stands for the directives of those packages.
func (s *several) collect(ctx context.Context) error {
	seen := map[string]bool{}
	for queue := []request.Request{s.Request}; len(queue) > 0; queue = queue[1:] {
		found, without, err := s.workspace.Directives(ctx, queue[0].Dir, queue[0].Patterns)
		if err != nil {
			return err
		}
		for _, pattern := range without {
			s.packages[pattern], s.failing[pattern] = true, true
			s.found = append(s.found, gen.Diagnostic{
				Msg:   pattern + " has no go:generate directive of owgen",
				Notes: []string{"add the line //go:generate owgen to it, or generate for it alone: owgen " + pattern},
			})
		}
		for _, d := range found {
			if seen[d.String()] {
				continue
			}
			seen[d.String()] = true
			if j := s.job(d); j != nil && workspace.Several(j.Patterns) {
				queue = append(queue, j.Request)
			} else if j != nil {
				s.jobs = append(s.jobs, j)
			}
		}
	}
	if len(s.packages) == 0 {
		return fmt.Errorf("no package that %s names has a go:generate directive of owgen; add the line //go:generate owgen to those with handlers",
			strings.Join(s.Patterns, " "))
	}
	return nil
}

// job reads the command line of a directive. It returns nil if the directive generates nothing, and also if it cannot be read,
// which job reports.
func (s *several) job(d directive.Directive) *job {
	if s.IsOther(d.Args) {
		return nil
	}
	r, err := request.Parse(d.Dir, d.Args)
	if errors.Is(err, flag.ErrHelp) || r.Version {
		return nil
	}
	r.Check, r.Diff = r.Check || s.Check, r.Diff || s.Diff
	r.Progress = s.Progress
	j := &job{Request: r, at: token.Position{Filename: place.Display(s.Dir, d.File), Line: d.Line, Column: 1}}
	if usage, ok := errors.AsType[cli.UsageError](err); ok {
		err = gen.Diagnostics{{Pos: j.at, Msg: usage.Error(), Notes: []string{"run 'owgen -h'"}}}
	}
	if err != nil {
		s.blame(j, err)
		return nil
	}
	if !workspace.Several(r.Patterns) {
		s.packages[j.Dir] = true
	}
	return j
}

// blame reports why a job cannot be done: with the text of the error, and at the directive if there is no better place.
func (s *several) blame(j *job, err error) {
	j.done = true
	s.packages[j.Dir], s.failing[j.Dir] = true, true
	if found, ok := errors.AsType[gen.Diagnostics](err); ok {
		s.found = append(s.found, found...)
		return
	}
	if faults, ok := errors.AsType[*Fault](err); ok {
		s.found = append(s.found, faults.Found...)
		return
	}
	s.found = append(s.found, gen.Diagnostic{Pos: j.at, Msg: err.Error()})
}
