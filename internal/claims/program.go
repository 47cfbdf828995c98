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

// A Program is a main package that may be generated, and by what.
type Program struct {
	build.Program
	Module *build.Module // nil outside of one
	Plans  []Plan        // those of the directives that generate it
}

// FindProgram returns the program of the package that the pattern names: itself if it is a main package, else the one that
// its directive generates, or, without a directive, the one that owgen generates by default.
func (c *Claims) FindProgram(ctx context.Context, pattern string, t build.Target) (Program, error) {
	pkg, err := build.Find(ctx, "", pattern, t)
	if err != nil {
		return Program{}, err
	}
	p := Program{Program: build.Program{Name: filepath.Base(pkg.Dir), Dir: pkg.Dir}, Module: pkg.Module}
	var plans []Plan
	if pkg.Module != nil {
		plans = c.in(*pkg.Module).plans // a directive that cannot be read is a matter of go generate
	}
	if pkg.Name != "main" {
		if p.Program, err = generatedFor(pkg, pattern, plans); err != nil {
			return Program{}, err
		}
	}
	for _, plan := range plans {
		if sameDir(plan.layout.Out, p.Dir) && !slices.ContainsFunc(p.Plans, plan.alike) {
			p.Plans = append(p.Plans, plan)
		}
	}
	return p, nil
}

// Tags are the build tags for the program: those that were typed, or else those of its directive.
func (p Program) Tags(typed []string) []string {
	if typed == nil && len(p.Plans) > 0 {
		return p.Plans[0].Tags
	}
	return typed
}

// generatedFor returns the program that is generated for a package.
func generatedFor(pkg build.Package, pattern string, plans []Plan) (build.Program, error) {
	byDefault := gen.Config{}.Layout(gen.Place{Name: pkg.Name, Path: pkg.ImportPath, Dir: pkg.Dir}).Out
	p := build.Program{Name: filepath.Base(byDefault), Dir: byDefault}
	var dirs []string
	for _, plan := range plans {
		if sameDir(plan.place.Dir, pkg.Dir) && !slices.Contains(dirs, plan.layout.Out) {
			dirs = append(dirs, plan.layout.Out)
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
func hasGo(dir string) bool {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	return err == nil && len(files) > 0
}

// GoFiles returns those of the files that are Go files of the program.
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
