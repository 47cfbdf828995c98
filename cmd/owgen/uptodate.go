package main

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

// This file asks of a program whether it is what would be generated now: what is packed must be what was written.

// checkUpToDate returns a *faultError that names what is stale of a program, as -check does with the flags of the directive
// that generates it, or diagnostics of the package that it was generated from. Without a directive, the flags are those
// that the program itself tells, and only its Go files count. Programs that owgen did not generate are up to date.
func checkUpToDate(ctx context.Context, t terminal, known *claims.Claims, p claims.Program) error {
	wd, err := os.Getwd()
	if err != nil {
		return err
	}
	for _, plan := range p.Plans {
		c := checking{terminal: t, wd: wd, module: *p.Module, remedy: typedFor("go generate", filepath.Dir(plan.Directive.File))}
		look := func(r *gen.Result) ([]place.Output, error) { return known.Survey(wd, plan.Request, r) }
		if err := c.run(ctx, plan.Request, look); err != nil {
			return err
		}
	}
	if len(p.Plans) > 0 {
		return nil
	}
	typed, flags, ok := p.Typed()
	if !ok {
		return nil
	}
	c := checking{terminal: t, wd: wd, module: *p.Module, remedy: typedFor(strings.TrimSpace("owgen "+flags), typed.Dir)}
	return c.run(ctx, typed, func(r *gen.Result) ([]place.Output, error) { return place.Survey(wd, p.GoFiles(r.Files)) })
}

// typedFor is a command, as it is typed here to work on a directory.
func typedFor(command, dir string) string {
	if dir = shell.Here(dir); dir != "." {
		command += " " + shell.Word(dir)
	}
	return command
}

// A checking is a run that finds out what is stale of a program.
type checking struct {
	terminal
	wd     string       // messages are for it
	module build.Module // of the program
	remedy string       // the command to type
}

// run checks what the request generates. Look finds what is in the places of the files.
func (c checking) run(ctx context.Context, r request.Request, look func(*gen.Result) ([]place.Output, error)) error {
	r.Progress = func(line string) { c.say("%s", line) }
	if r.Embed {
		copied, err := embedded(c.wd, c.module)
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
