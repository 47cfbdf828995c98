package renew

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/claims"
	"github.com/owgen/owgen/internal/gocmd"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/runtimecopy"
	"github.com/owgen/owgen/internal/workspace"
)

// Packages brings the files for all packages with a directive up to date that the patterns of r name. The result is
// as if each directive were run in its own directory, but the packages are loaded together. A package with a problem
// keeps the files that it has; the others are written all the same.
func (t Tool) Packages(ctx context.Context, r request.Request) error {
	w, err := workspace.Open(ctx, r.Dir)
	if err != nil {
		return err
	}
	s := t.several(r)
	s.workspace = w
	return s.run(ctx, s.collect, s.copyRuntimes, s.generate, s.settleAll)
}

// several makes what does the requests of directives where r was typed.
func (t Tool) several(r request.Request) *several {
	return &several{Tool: t, Request: r, base: r.Dir, claims: t.Claims(), packages: map[string]bool{}, failing: map[string]bool{}}
}

// run takes the steps, and then says what was found wrong. Nor is that lost if a step fails.
func (s *several) run(ctx context.Context, steps ...func(context.Context) error) error {
	for _, step := range steps {
		if err := step(ctx); err != nil {
			if len(s.found) > 0 {
				fmt.Fprintln(s.Stderr, s.found.Sorted().Error())
			}
			return err
		}
	}
	return s.fault()
}

// several is a run for several packages.
type several struct {
	Tool
	request.Request                      // that is typed
	base            string               // where the go command runs for all jobs
	workspace       *workspace.Workspace // nil if only one directory is looked at
	claims          *claims.Claims
	jobs            []*job

	found             gen.Diagnostics
	packages, failing map[string]bool // directories
	stale, of         int             // what -check counts
}

// copyRuntimes brings the copies of the runtime up to date, once for each module that needs one.
func (s *several) copyRuntimes(ctx context.Context) error {
	missing := map[string]bool{} // by the directory of each module that was looked at
	for _, j := range s.jobs {
		if !j.Embed {
			continue
		}
		module, err := s.moduleOf(ctx, j)
		if isEnvironments(err) {
			return err
		}
		if err != nil {
			s.blame(j, err)
			continue
		}
		j.Runtime = runtimecopy.ImportPath(module.Path)
		if _, known := missing[module.Dir]; !known {
			if err := s.copyRuntime(j, module); err != nil {
				return err
			}
			missing[module.Dir] = j.done
		}
		j.done = missing[module.Dir]
	}
	return nil
}

// isEnvironments reports whether an error is no fault of a package: the go command cannot do its work.
func isEnvironments(err error) bool {
	_, trouble := errors.AsType[*gocmd.Trouble](err)
	_, failed := errors.AsType[*gocmd.Error](err)
	return trouble || failed || errors.Is(err, gocmd.ErrNone)
}

// moduleOf returns the module of the package that a job is for.
func (s *several) moduleOf(ctx context.Context, j *job) (build.Module, error) {
	if s.workspace != nil && (j.Pattern == "" || j.Pattern == ".") {
		if module, ok := s.workspace.Module(j.Dir); ok {
			return module, nil
		}
	}
	return build.FindModule(ctx, j.Dir, j.Pattern)
}

// copyRuntime brings the copy in one module up to date, for the first job that needs it.
func (s *several) copyRuntime(j *job, module build.Module) error {
	copied, err := s.Embedded(s.Dir, module)
	if err != nil {
		s.blame(j, err)
		return nil
	}
	j.copied = copied
	return s.settle(j, copied, writeRuntime)
}

// generate loads the packages and generates their files, and looks at what is in their places.
func (s *several) generate(ctx context.Context) error {
	start := time.Now()
	open := s.open()
	configs := make([]gen.Config, len(open))
	for k, j := range open {
		configs[k] = j.Config
	}
	results, err := gen.GenerateAll(ctx, s.base, configs)
	if err != nil {
		return err
	}
	var warnings, notes gen.Diagnostics
	for k, j := range open {
		if err := results[k].Err; err != nil {
			if isEnvironments(err) {
				return err
			}
			if found, ok := errors.AsType[gen.Diagnostics](err); ok {
				err = s.named(found)
			}
			s.blame(j, err)
			continue
		}
		j.result = results[k]
		warnings = append(warnings, s.named(results[k].Warnings)...)
		notes = append(notes, s.named(results[k].Notes)...)
		j.outputs, err = s.claims.Survey(ctx, s.Dir, j.Request, results[k])
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			s.blame(j, withRemedy(err))
		}
	}
	s.warn(warnings.Sorted())
	for _, note := range notes.Sorted() {
		s.Chat("%v", note)
	}
	if len(open) == 1 {
		s.Chat("generated in %v", since(start))
	} else {
		s.Chat("generated for %d directives in %v", len(open), since(start))
	}
	return nil
}

// open returns the jobs without a problem so far.
func (s *several) open() []*job {
	var open []*job
	for _, j := range s.jobs {
		if !j.done {
			open = append(open, j)
		}
	}
	return open
}

// settleAll writes, checks or compares the files of the packages that have no problem.
func (s *several) settleAll(context.Context) error {
	s.share()
	for _, j := range s.open() {
		if s.failing[j.Dir] {
			continue // with another of its directives
		}
		if err := s.settle(j, j.outputs, writePackage); err != nil {
			return err
		}
	}
	return nil
}

// share leaves each file to one job. Two jobs may write the same file with the same content; otherwise the later one has a
// problem.
func (s *several) share() {
	type owner struct {
		job  *job
		data []byte
	}
	owners := map[string]owner{}
	for _, j := range s.open() {
		var own []place.Output
		for _, out := range j.outputs {
			first, taken := owners[out.Path]
			switch {
			case !taken:
				own = append(own, out)
			case string(first.data) != string(out.Data):
				s.blame(j, fmt.Errorf("%s would be written for the directive in %s:%d, too; choose another place with -o or -dockerfile",
					out.Name, first.job.at.Filename, first.job.at.Line))
			}
		}
		if j.done {
			continue
		}
		j.outputs = own
		for _, out := range own {
			owners[out.Path] = owner{j, out.Data}
		}
	}
}

// settle writes, checks or compares outputs for a job. Stale files are counted and reported, and then the job is done. An
// error is one of the environment.
func (s *several) settle(j *job, outputs []place.Output, write func(Terminal, []place.Output) error) error {
	err := s.Tool.settle(j.Request, outputs, write)
	if j.Check {
		s.of += len(outputs)
	}
	if faults, ok := errors.AsType[*Fault](err); ok {
		s.found = append(s.found, faults.Found...)
		s.stale += len(faults.Found)
		j.done = true
		return nil
	}
	return err
}

// fault returns what was found wrong, or nil.
func (s *several) fault() error {
	if len(s.found) == 0 {
		return nil
	}
	var verdict []string
	switch n, all := len(s.failing), len(s.packages); {
	case n == 0:
	case all == 1:
		verdict = append(verdict, "the package has problems; nothing was written")
	case n == 1:
		verdict = append(verdict, fmt.Sprintf("1 of %d packages has problems; nothing was written for it", all))
	default:
		verdict = append(verdict, fmt.Sprintf("%d of %d packages have problems; nothing was written for them", n, all))
	}
	if s.stale > 0 {
		verdict = append(verdict, fmt.Sprintf("%d of %d generated files are not up to date; run %s",
			s.stale, s.of, strings.Join(append([]string{"owgen"}, s.Patterns...), " ")))
	}
	return &Fault{s.found.Sorted(), strings.Join(verdict, "; ")}
}
