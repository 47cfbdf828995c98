package renew

import (
	"context"
	"fmt"
	"go/token"
	"path/filepath"
	"slices"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/claims"
	"github.com/owgen/owgen/internal/directive"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/workspace"
)

// A Renewal is what was brought up to date for one directive.
type Renewal struct {
	request.Request
	*gen.Result
	Outputs []place.Output // those that were stale are written now
}

// Directory does what go generate would do for the package in a directory: what the directives there say or, if there is none,
// those elsewhere in the module, or what its program says it was generated with, or what owgen does there without flags. There is a
// Renewal for each of them, in their order. Messages name files relative to wd, which may be in another module, or in none.
//
// The error is gen.Diagnostics or a *Fault where the user's files are at fault: then nothing was written.
func (t Tool) Directory(ctx context.Context, wd, dir string) ([]Renewal, error) {
	var r request.Request
	r.Dir = wd
	s := t.several(r)
	if workspace.Around(wd) != workspace.Around(dir) {
		s.base = dir // the go command knows no packages of other modules
	}
	s.Progress = t.wait
	if err := s.collectIn(ctx, dir); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{s.copyRuntimes, s.generate} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	s.share()
	if err := s.fault(); err != nil {
		return nil, err
	}
	if err := s.settleAll(ctx); err != nil {
		return nil, err
	}
	var all []Renewal
	for _, j := range s.jobs {
		all = append(all, Renewal{j.Request, j.result, append(j.copied, j.outputs...)})
	}
	return all, nil
}

// collectIn makes a job for each directive that generates for the package in a directory, wherever it stands.
func (s *several) collectIn(ctx context.Context, dir string) error {
	if err := s.collectBeside(dir); err != nil || len(s.jobs) > 0 || len(s.found) > 0 {
		return err
	}
	module, err := build.FindModule(ctx, dir, "")
	if err != nil {
		return err
	}
	asked := s.claims.Of(ctx, dir, module)
	if len(asked) == 0 {
		var plain claims.Claim // which says what is missing
		plain.Dir = dir
		asked = append(asked, plain)
	}
	for _, c := range asked {
		j := &job{Request: c.Request}
		if c.Directive.File != "" {
			j.at = token.Position{Filename: place.Display(s.Dir, c.Directive.File), Line: c.Directive.Line, Column: 1}
		}
		j.Progress = s.Progress
		s.jobs, s.packages[j.Dir] = append(s.jobs, j), true
	}
	return nil
}

// collectBeside makes a job for each directive in a directory that generates for the package there.
func (s *several) collectBeside(dir string) error {
	found, err := directive.In(dir)
	if err != nil {
		return fmt.Errorf("looking for directives: %w", err)
	}
	for _, d := range found {
		j := s.job(d)
		switch {
		case j == nil, j.Check && !s.Check, j.Diff && !s.Diff, workspace.Several(j.Patterns):
		case filepath.IsAbs(j.Pattern) && filepath.Clean(j.Pattern) == dir, filepath.Join(j.Dir, j.Pattern) == dir:
			s.jobs = append(s.jobs, j)
		}
	}
	return nil
}

// named returns diagnostics, whose files are relative to the directory of the go command, with files relative to the working
// directory.
func (s *several) named(found gen.Diagnostics) gen.Diagnostics {
	if s.base == s.Dir {
		return found
	}
	found = slices.Clone(found)
	for k := range found {
		if name := &found[k].Pos.Filename; *name != "" && !filepath.IsAbs(*name) {
			*name = place.Display(s.Dir, filepath.Join(s.base, *name))
		}
	}
	return found
}
