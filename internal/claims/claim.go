package claims

import (
	"cmp"
	"context"
	"errors"
	"flag"
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

// A Claim is a program that a directive makes owgen generate.
type Claim struct {
	request.Request
	Directive directive.Directive
	place     gen.Place // of the package with the handlers
	layout    gen.Layout
}

// claimsOf returns the claims of the directives in a module. The error is about directives that cannot be read; the claims
// of the others are returned all the same.
func (c *Claims) claimsOf(ctx context.Context, m build.Module) ([]Claim, error) {
	directives, err := directive.Below(ctx, m.Dir)
	errs := []error{err}
	var all []Claim
	for _, d := range directives {
		p, err := c.newClaim(d, m)
		switch {
		case errors.Is(err, errNoClaim):
		case err != nil:
			errs = append(errs, &Unreadable{d, err})
		default:
			all = append(all, p)
		}
	}
	return all, errors.Join(errs...)
}

// Unreadable means that it is not known what a directive makes owgen generate.
type Unreadable struct {
	Directive directive.Directive
	Err       error
}

func (e *Unreadable) Error() string { return e.Directive.String() + ": " + e.Err.Error() }

func (e *Unreadable) Unwrap() error { return e.Err }

// errNoClaim means that a directive generates no program of the module.
var errNoClaim = errors.New("generates nothing here")

func (c *Claims) newClaim(d directive.Directive, m build.Module) (Claim, error) {
	if c.isOther(d.Args) {
		return Claim{}, errNoClaim
	}
	r, err := request.Parse(d.Dir, d.Args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return Claim{}, errNoClaim
	case err != nil:
		return Claim{}, err
	case r.Version || r.Check || r.Diff || workspace.Several(r.Patterns):
		return Claim{}, errNoClaim
	}
	dir := packageDir(r.Config, m)
	if dir == "" {
		return Claim{}, errNoClaim
	}
	where, err := placeIn(dir, r.Tags, m)
	if err != nil {
		return Claim{}, err
	}
	if r.Embed {
		r.Runtime = runtimecopy.ImportPath(m.Path)
	}
	return Claim{Request: r, Directive: d, place: where, layout: r.Config.Layout(where)}, nil
}

// packageDir returns the directory that c.Pattern names, or "" if that is not in the module.
func packageDir(c gen.Config, m build.Module) string {
	pattern := cmp.Or(c.Pattern, ".")
	if dir, ok := dirOf(m, pattern); ok {
		return dir
	}
	if filepath.IsAbs(pattern) {
		return filepath.Clean(pattern)
	}
	if gobuild.IsLocalImport(filepath.ToSlash(pattern)) {
		return filepath.Join(c.Dir, pattern)
	}
	return ""
}

// dirOf returns the directory for an import path in a module. It reports false if the path is not in the module.
func dirOf(m build.Module, path string) (dir string, ok bool) {
	rel, ok := strings.CutPrefix(path, m.Path)
	if !ok || rel != "" && rel[0] != '/' {
		return "", false
	}
	return filepath.Join(m.Dir, filepath.FromSlash(rel)), true
}

// placeIn returns where the package in a directory of the module is. Its name is taken from the user's files: the tag owgen
// excludes those that owgen wrote.
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

// alike reports whether two claims are for the same files with the same content.
func (p Claim) alike(q Claim) bool {
	a, b := p.shape(), q.shape()
	return p.place == q.place && p.layout == q.layout && reflect.DeepEqual(a, b)
}

// shape returns the part of the configuration that decides what the files contain.
func (p Claim) shape() gen.Config {
	c := p.Config
	c.Dir, c.Pattern, c.Out, c.Dockerfile, c.CertificatesFile, c.Makefile, c.Progress = "", "", "", "", "", false, nil
	return c
}

// sameDir reports whether two paths name the same directory: one of them may go through a symbolic link.
func sameDir(a, b string) bool {
	if a == b {
		return true
	}
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}
