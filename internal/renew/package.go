package renew

import (
	"context"
	"strings"
	"time"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/claims"
	"github.com/owgen/owgen/internal/directive"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/runtimecopy"
)

// Package brings the files up to date that are generated for the one package that a request names, with the flags of the request.
func (t Tool) Package(ctx context.Context, r request.Request) error {
	if r.Embed {
		if err := t.copyRuntime(ctx, &r); err != nil {
			return err // the package may not load without the copy
		}
	}
	start := time.Now()
	result, err := gen.Generate(ctx, r.Config)
	if err != nil {
		return err
	}
	t.warn(result.Warnings)
	for _, note := range result.Notes {
		t.Chat("%v", note)
	}
	t.Chat("generated in %v", since(start))

	known := t.Claims()
	outputs, err := known.Survey(ctx, r.Dir, r, result)
	if err != nil {
		return withRemedy(err)
	}
	if !directive.Running() {
		t.sayUntyped(r, known.Untyped(ctx, r, result))
	}
	return t.settle(r, outputs, writePackage)
}

// sayUntyped says which flags of directives a command line does without: the next go generate undoes what it does.
func (t Tool) sayUntyped(r request.Request, all []claims.Untyped) {
	for _, u := range all {
		was, them := "was", "it"
		if len(u.Flags) > 1 {
			was, them = "were", "them"
		}
		t.Say("the directive in %s:%d has %s, which %s not typed; go generate will use %s",
			place.Display(r.Dir, u.Directive.File), u.Directive.Line, strings.Join(u.Flags, " "), was, them)
	}
}

// copyRuntime brings the copy of the runtime in the package's module up to date, and has the program import it.
func (t Tool) copyRuntime(ctx context.Context, r *request.Request) error {
	module, err := build.FindModule(ctx, r.Dir, r.Pattern)
	if err != nil {
		return err
	}
	r.Runtime = runtimecopy.ImportPath(module.Path)
	copied, err := t.Embedded(r.Dir, module)
	if err != nil {
		return err
	}
	return t.settle(*r, copied, writeRuntime)
}

// since returns the time that has passed, rounded for a message.
func since(start time.Time) time.Duration { return time.Since(start).Round(time.Millisecond) }

// settle writes, checks or compares outputs, as the request says.
func (t Tool) settle(r request.Request, outputs []place.Output, write func(Terminal, []place.Output) error) error {
	for _, out := range outputs {
		if !out.Stale() {
			t.Chat("%s is up to date", out.Name)
		}
		if r.Diff {
			if _, err := t.Stdout.Write(out.Diff()); err != nil {
				return err
			}
		}
	}
	switch {
	case r.Check:
		return check(outputs, "go generate")
	case r.Diff:
		return nil
	}
	if t.Writing != nil {
		t.Writing(outputs)
	}
	return write(t.Terminal, outputs)
}
