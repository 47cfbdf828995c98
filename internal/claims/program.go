package claims

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/runtimecopy"
	"github.com/owgen/owgen/internal/shell"
)

// A Program is a main package and, if it was generated, what generates it.
type Program struct {
	build.Program
	Module *build.Module // nil outside of one
	Claims []Claim       // those of the directives that generate it
}

// FindProgram returns the program of the package that the pattern names: the package itself if it is a main package, or else
// the program that its directive generates, or else the one that owgen generates by default.
func (c *Claims) FindProgram(ctx context.Context, pattern string, t build.Target) (Program, error) {
	pkg, err := build.Find(ctx, "", pattern, t)
	if err != nil {
		return Program{}, err
	}
	p := Program{Program: build.Program{Name: filepath.Base(pkg.Dir), Dir: pkg.Dir}, Module: pkg.Module}
	var all []Claim
	if pkg.Module != nil {
		all = c.in(ctx, *pkg.Module).all // go generate reports a directive that cannot be read
	}
	if pkg.Name != "main" {
		if p.Program, err = generatedFor(pkg, pattern, all); err != nil {
			return Program{}, err
		}
	}
	for _, claim := range all {
		if sameDir(claim.layout.Out, p.Dir) && !slices.ContainsFunc(p.Claims, claim.alike) {
			p.Claims = append(p.Claims, claim)
		}
	}
	return p, nil
}

// Tags returns the build tags for the program: those that were typed, or else those of its directive.
func (p Program) Tags(typed []string) []string {
	if typed == nil && len(p.Claims) > 0 {
		return p.Claims[0].Tags
	}
	return typed
}

// generatedFor returns the program that is generated for a package.
func generatedFor(pkg build.Package, pattern string, all []Claim) (build.Program, error) {
	byDefault := gen.Config{}.Layout(gen.Place{Name: pkg.Name, Path: pkg.ImportPath, Dir: pkg.Dir}).Out
	p := build.Program{Name: filepath.Base(byDefault), Dir: byDefault}
	var dirs []string
	for _, claim := range all {
		if sameDir(claim.place.Dir, pkg.Dir) && !slices.Contains(dirs, claim.layout.Out) {
			dirs = append(dirs, claim.layout.Out)
		}
	}
	switch {
	case len(dirs) == 1:
		p.Dir = dirs[0]
	case len(dirs) > 1 && !slices.Contains(dirs, byDefault):
		for k, dir := range dirs {
			dirs[k] = shell.Here(dir)
		}
		return p, fmt.Errorf("package %s has several programs; name one: %s", pkg.Name, strings.Join(dirs, " or "))
	}
	if !hasGo(p.Dir) {
		return p, fmt.Errorf("%s is no main package, and there is none in %s: run go generate first, or name the directory of the program",
			cmp.Or(pattern, "."), p.Dir)
	}
	return p, nil
}

// hasGo reports whether there are Go files in a directory.
func hasGo(dir string) bool { return len(build.GoFilesIn(dir)) > 0 }

// GoFiles returns the files that are Go files of the program.
func (p Program) GoFiles(files []gen.File) []gen.File {
	others := func(f gen.File) bool { return filepath.Ext(f.Path) != ".go" || !sameDir(filepath.Dir(f.Path), p.Dir) }
	return slices.DeleteFunc(files, others)
}

// Typed returns the request, and its flags, by which a program was generated with a command that no directive holds. It
// reports false if owgen did not generate it, or it cannot be told from which package.
func (p Program) Typed() (r request.Request, flags string, ok bool) {
	if p.Module == nil {
		return r, "", false
	}
	main := filepath.Join(p.Dir, "main.go")
	if _, err := os.Stat(filepath.Join(p.Dir, "owgen_main.go")); err == nil {
		main = filepath.Join(p.Dir, "owgen_main.go")
	}
	source, err := os.ReadFile(main)
	if err != nil || !place.Ours(main, source) {
		return r, "", false
	}
	h := readHeader(source)
	imports := importsOf(main, source)
	dir := p.Dir
	if filepath.Base(main) == "main.go" {
		if dir = sourceDir(*p.Module, imports, h.source); dir == "" {
			return r, "", false
		}
	}
	r, err = request.Parse(dir, strings.Fields(h.flags))
	if err != nil {
		return r, "", false
	}
	if r.Tags == nil {
		r.Tags = []string{} // whatever GOFLAGS says now
	}
	r.Dockerfile = "none"
	if dir != p.Dir {
		r.Out = p.Dir
	}
	copied := runtimecopy.ImportPath(p.Module.Path)
	for _, path := range imports {
		if path == copied {
			r.Embed, r.Runtime = true, copied
			h.flags = strings.TrimSpace("-runtime embed " + h.flags)
		}
	}
	return r, h.flags, true
}
