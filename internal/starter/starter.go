// Package starter begins a function: a handler that works, its test, a saved call, and what owgen generates for it.
//
//	starter.go  what is asked for, and the steps
//	place.go    the module that a directory is in, or gets
//	name.go     what the package, the handler and the module are called
//	kinds.go    the files of each kind; they are in _kinds, as packages that compile
//	obstacle.go what is in the way
//
// Either all is written, or nothing.
package starter

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/renew"
	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/runtimecopy"
	"github.com/owgen/owgen/internal/shell"
)

// Options say what to begin.
type Options struct {
	Wd, Dir string // the working directory, and the one of the function, relative to it
	Kind    string // one of Kinds
	Release string // the version of owgen, or "" if that is no release
}

// Begin writes the files of a function and generates its program. Its errors are *renew.Fault where something is in the way, a
// cli.UsageError where the directory cannot have a package, and any other error where the environment is at fault.
func Begin(ctx context.Context, t renew.Tool, o Options) error {
	s, err := newStart(ctx, o)
	if err != nil {
		return err
	}
	files, err := s.files()
	if err != nil {
		return err
	}
	outputs, err := s.free(t, files)
	if err != nil {
		return err
	}
	if err := s.write(ctx, t, outputs); err != nil {
		return err
	}
	next := "owgen dev"
	if dir := place.Display(s.Wd, s.dir); dir != "." {
		if strings.HasPrefix(dir, "-") {
			dir = "./" + dir // no option of cd
		}
		next = "cd " + shell.Word(dir) + " && " + next
	}
	fmt.Fprintf(t.Stderr, "next: %s\n", next)
	return nil
}

// A start is a function that begins.
type start struct {
	Options
	dir    string // absolute
	site   site
	name   names
	layout gen.Layout // where the files go that are generated

	generated, copied []place.Output // what is in these places, and in those of the copy of the runtime
}

// newStart settles where the function is, and what everything is called.
func newStart(ctx context.Context, o Options) (*start, error) {
	dir := filepath.Join(o.Wd, o.Dir)
	if filepath.IsAbs(o.Dir) {
		dir = filepath.Clean(o.Dir)
	}
	s := &start{Options: o, dir: dir}
	var err error
	if s.site, err = findSite(ctx, dir); err != nil {
		return nil, err
	}
	taken, err := declared(o.Kind)
	if err != nil {
		return nil, err
	}
	if s.name, err = s.site.names(dir, taken); err != nil {
		return nil, err
	}
	s.layout = gen.Config{}.Layout(gen.Place{
		Name: s.name.pkg, Path: s.name.path, Dir: dir, Module: s.module().Path, ModuleDir: s.module().Dir,
	})
	return s, nil
}

// module is the one that the function is in, now or soon.
func (s *start) module() build.Module {
	if s.site.module.Dir != "" {
		return s.site.module
	}
	return build.Module{Path: s.name.module, Dir: s.dir, GoVersion: goVersion(s.Release)}
}

// isNew reports whether the function gets a module of its own.
func (s *start) isNew() bool { return s.site.module.Dir == "" }

// write writes the outputs, and all that follows from them. If it cannot, there is nothing left of them.
func (s *start) write(ctx context.Context, t renew.Tool, outputs []place.Output) (err error) {
	undo := place.Reversible(slices.Concat(outputs, s.generated, s.copied))
	defer func() {
		if err != nil {
			s.site.leave(context.WithoutCancel(ctx), s.dir, s.isNew())
			undo()
		}
	}()
	if err := place.Write(outputs, t.Tell); err != nil {
		return err
	}
	if err := s.enter(ctx, t); err != nil {
		return err
	}
	return s.generate(ctx, t)
}

// generate does what the directive says. The go command runs in the directory: the working directory may be in no module.
func (s *start) generate(ctx context.Context, t renew.Tool) error {
	r := request.Request{}
	r.Dir, r.Native = s.dir, true
	if s.Release == "" {
		r.Embed, r.Runtime = true, runtimecopy.ImportPath(s.module().Path)
		if err := t.WriteRuntime(s.copied); err != nil {
			return err
		}
	}
	result, err := gen.Generate(ctx, r.Config)
	if err != nil {
		return err
	}
	outputs, err := t.Claims().Survey(ctx, s.Wd, r, result)
	if err != nil {
		return err
	}
	return place.Write(outputs, t.Tell)
}
