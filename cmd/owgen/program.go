package main

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
)

// A program is a main package that may be generated, and by what.
type program struct {
	build.Program
	module *build.Module // nil outside of one
	plans  []plan        // those of the directives that generate it
}

// findProgram returns the program of the package that the pattern names: itself if it is a main package, else the one that
// its directive generates, or, without a directive, the one that owgen generates by default.
func findProgram(ctx context.Context, pattern string, t build.Target) (program, error) {
	pkg, err := build.Find(ctx, "", pattern, t)
	if err != nil {
		return program{}, err
	}
	p := program{Program: build.Program{Name: filepath.Base(pkg.Dir), Dir: pkg.Dir}, module: pkg.Module}
	var plans []plan
	if pkg.Module != nil {
		plans, _ = plansOf(*pkg.Module) // a directive that cannot be read is a matter of go generate
	}
	if pkg.Name != "main" {
		if p.Program, err = generatedFor(pkg, pattern, plans); err != nil {
			return program{}, err
		}
	}
	for _, plan := range plans {
		if sameDir(plan.layout.Out, p.Dir) && !slices.ContainsFunc(p.plans, plan.alike) {
			p.plans = append(p.plans, plan)
		}
	}
	return p, nil
}

// tags are the build tags for the program: those that were typed, or else those of its directive.
func (p program) tags(typed []string) []string {
	if typed == nil && len(p.plans) > 0 {
		return p.plans[0].Tags
	}
	return typed
}

// generatedFor returns the program that is generated for a package.
func generatedFor(pkg build.Package, pattern string, plans []plan) (build.Program, error) {
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
			dirs[k] = here(dir)
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

// here is how a command typed in the working directory names another directory.
func here(dir string) string {
	wd, err := os.Getwd()
	if err != nil {
		return dir
	}
	name := place.Display(wd, dir)
	if filepath.IsLocal(filepath.FromSlash(name)) && name != "." {
		name = "./" + name
	}
	return name
}
