package claims

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	gobuild "go/build"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/directive"
	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/runtimecopy"
	"github.com/owgen/owgen/internal/workspace"
)

// A Plan is a program that a directive has owgen generate.
type Plan struct {
	request.Request
	Directive directive.Directive
	place     gen.Place // of the package with the handlers
	layout    gen.Layout
}

// plansOf returns the programs that the directives of a module have owgen generate. The error is about directives that
// cannot be understood; there are the plans of the others all the same.
func (c *Claims) plansOf(m build.Module) ([]Plan, error) {
	directives, err := directive.Below(m.Dir)
	errs := []error{err}
	var plans []Plan
	for _, d := range directives {
		p, err := c.newPlan(d, m)
		switch {
		case errors.Is(err, errNoPlan):
		case err != nil:
			errs = append(errs, fmt.Errorf("%s: %w", d, err))
		default:
			plans = append(plans, p)
		}
	}
	return plans, errors.Join(errs...)
}

// errNoPlan is that a directive generates no program of the module.
var errNoPlan = errors.New("generates nothing here")

func (c *Claims) newPlan(d directive.Directive, m build.Module) (Plan, error) {
	if c.isOther(d.Args) {
		return Plan{}, errNoPlan
	}
	r, err := request.Parse(d.Dir, d.Args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return Plan{}, errNoPlan
	case err != nil:
		return Plan{}, err
	case r.Version || r.Check || r.Diff || workspace.Several(r.Patterns):
		return Plan{}, errNoPlan
	}
	dir := packageDir(r.Config, m)
	if dir == "" {
		return Plan{}, errNoPlan
	}
	where, err := placeIn(dir, r.Tags, m)
	if err != nil {
		return Plan{}, err
	}
	if r.Embed {
		r.Runtime = runtimecopy.ImportPath(m.Path)
	}
	return Plan{Request: r, Directive: d, place: where, layout: r.Config.Layout(where)}, nil
}

// packageDir is the directory that c.Pattern names, "" if that is not in the module.
func packageDir(c gen.Config, m build.Module) string {
	pattern := cmp.Or(c.Pattern, ".")
	if path, ok := strings.CutPrefix(pattern, m.Path); ok && (path == "" || path[0] == '/') {
		return filepath.Join(m.Dir, filepath.FromSlash(path))
	}
	if filepath.IsAbs(pattern) {
		return filepath.Clean(pattern)
	}
	if gobuild.IsLocalImport(filepath.ToSlash(pattern)) {
		return filepath.Join(c.Dir, pattern)
	}
	return ""
}

// placeIn is where the package in a directory of the module is. It is called as the files say that are not owgen's, which
// the tag owgen excludes.
func placeIn(dir string, tags []string, m build.Module) (gen.Place, error) {
	ctx := gobuild.Default
	ctx.GOOS, ctx.CgoEnabled, ctx.BuildTags = "linux", false, append(tags[:len(tags):len(tags)], "owgen")
	pkg, err := ctx.ImportDir(dir, 0)
	if err != nil && pkg.Name == "" {
		return gen.Place{}, err
	}
	path := m.Path
	if rel, err := filepath.Rel(m.Dir, dir); err == nil && rel != "." {
		path += "/" + filepath.ToSlash(rel)
	}
	return gen.Place{Name: pkg.Name, Path: path, Dir: dir, Module: m.Path, ModuleDir: m.Dir}, nil
}

// alike reports whether two plans are for the same files with the same contents.
func (p Plan) alike(q Plan) bool {
	a, b := p.shape(), q.shape()
	return p.place == q.place && p.layout == q.layout && reflect.DeepEqual(a, b)
}

// shape is what decides on the contents of files.
func (p Plan) shape() gen.Config {
	c := p.Config
	c.Dir, c.Pattern, c.Out, c.Dockerfile, c.CertificatesFile, c.Makefile, c.Progress = "", "", "", "", "", false, nil
	return c
}

// sameDir reports whether two paths are of one directory: one of them may go through a symbolic link.
func sameDir(a, b string) bool {
	if a == b {
		return true
	}
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}
