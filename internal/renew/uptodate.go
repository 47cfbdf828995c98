package renew

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/claims"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/shell"
)

// This file finds out whether a program is what would be generated now. Only such a program may be packed.

// CheckUpToDate returns a *Fault that names the stale files of a program, as -check would with the flags of the
// program's directive, or the diagnostics of its package. If there is no directive, the flags are those in the header of the
// program, and only its Go files count. A program that owgen did not generate is up to date.
func (t Tool) CheckUpToDate(ctx context.Context, known *claims.Claims, p claims.Program) error {
	wd, err := os.Getwd()
	if err != nil {
		return err
	}
	for _, claim := range p.Claims {
		c := checker{Tool: t, wd: wd, module: *p.Module, remedy: typedFor("go generate", filepath.Dir(claim.Directive.File))}
		look := func(r *gen.Result) ([]place.Output, error) { return known.Survey(ctx, wd, claim.Request, r) }
		if err := c.run(ctx, claim.Request, look); err != nil {
			return err
		}
	}
	if len(p.Claims) > 0 {
		return nil
	}
	typed, flags, ok := p.Typed()
	if !ok {
		return nil
	}
	c := checker{Tool: t, wd: wd, module: *p.Module, remedy: typedFor(strings.TrimSpace("owgen "+flags), typed.Dir)}
	return c.run(ctx, typed, func(r *gen.Result) ([]place.Output, error) { return place.Survey(wd, p.GoFiles(r.Files)) })
}

// typedFor returns a command as it has to be typed in the working directory to work on another one.
func typedFor(command, dir string) string {
	if dir = shell.Here(dir); dir != "." {
		command += " " + shell.Word(dir)
	}
	return command
}

// A checker finds out which files of a program are stale.
type checker struct {
	Tool
	wd     string       // messages name files relative to it
	module build.Module // of the program
	remedy string       // the command to type
}

// run checks what the request generates. Look finds out what is in the places of the files.
func (c checker) run(ctx context.Context, r request.Request, look func(*gen.Result) ([]place.Output, error)) error {
	r.Progress = func(line string) { c.Say("%s", line) }
	if r.Embed {
		copied, err := c.Embedded(c.wd, c.module)
		if err != nil {
			return err
		}
		if err := check(copied, c.remedy); err != nil {
			return err
		}
	}
	results, err := gen.GenerateAll(ctx, c.wd, []gen.Config{r.Config})
	if err != nil {
		return err
	}
	if err := results[0].Err; err != nil {
		return err
	}
	outputs, err := look(results[0])
	if err != nil {
		return withRemedy(err)
	}
	return check(outputs, c.remedy)
}
