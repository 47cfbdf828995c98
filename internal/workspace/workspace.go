// Package workspace knows the modules that the go command works on, and which directives for owgen patterns name there.
package workspace

import (
	"cmp"
	"context"
	"fmt"
	gobuild "go/build"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/directive"
)

// A Workspace is what the go command works on in a directory: the module around it, or the modules that go.work uses.
type Workspace struct{ modules []build.Module }

// Open asks the go command for the workspace of a directory, whose path is absolute.
func Open(ctx context.Context, dir string) (*Workspace, error) {
	modules, err := build.Modules(ctx, dir)
	return &Workspace{modules}, err
}

// Module returns the module that a directory is in. It reports false if the workspace does not have that module.
func (w *Workspace) Module(dir string) (build.Module, bool) {
	root := Around(dir)
	k := slices.IndexFunc(w.modules, func(m build.Module) bool { return m.Dir == root })
	if k < 0 {
		return build.Module{}, false
	}
	return w.modules[k], true
}

// Around returns the directory of the go.mod that applies to a directory, or "".
func Around(dir string) string {
	for {
		if info, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil && !info.IsDir() {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// Several reports whether the arguments of a command line name more than one package.
func Several(patterns []string) bool {
	return len(patterns) > 1 || len(patterns) == 1 && isWild(patterns[0])
}

func isWild(pattern string) bool {
	return strings.Contains(pattern, "...") || pattern == "all" || pattern == "work"
}

// Directives returns the directives in the packages that the patterns name in dir, in the order of files and lines.
// without holds the patterns that name a single package without a directive. A pattern that names nothing is an error.
//
// Patterns are those of the go command, with one difference: in a workspace ./... reaches into the modules below the
// directory, too. Modules outside of the workspace are left alone.
func (w *Workspace) Directives(ctx context.Context, dir string, patterns []string) (found []directive.Directive, without []string, err error) {
	roots, named, err := w.resolve(ctx, dir, patterns)
	if err != nil {
		return nil, nil, err
	}
	for _, root := range roots {
		directives, err := directive.Below(ctx, root)
		if err != nil {
			return nil, nil, err
		}
		found = append(found, directives...)
	}
	for _, d := range named {
		directives, err := directive.In(d.Path)
		if err != nil {
			return nil, nil, err
		}
		if len(directives) == 0 && !isWild(d.Pattern) {
			without = append(without, d.Pattern)
		}
		found = append(found, directives...)
	}
	slices.SortFunc(found, func(a, b directive.Directive) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return slices.CompactFunc(found, func(a, b directive.Directive) bool { return a.String() == b.String() }), without, nil
}

// Directories returns the directories that may have packages of the workspace's modules which the patterns name in dir, sorted,
// each with its module. Patterns are those of Directives.
func (w *Workspace) Directories(ctx context.Context, dir string, patterns []string) ([]Directory, error) {
	roots, named, err := w.resolve(ctx, dir, patterns)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, root := range roots {
		err := directive.Walk(ctx, root, func(dir string) error {
			found = append(found, dir)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for _, d := range named {
		found = append(found, d.Path)
	}
	slices.Sort(found)
	var all []Directory
	for _, path := range slices.Compact(found) {
		if m, ok := w.Module(path); ok {
			all = append(all, Directory{path, m})
		}
	}
	return all, nil
}

// A Directory is one that may have a package in it.
type Directory struct {
	Path   string // absolute
	Module build.Module
}

// resolve returns the directories below which patterns name all packages, and those of the packages that other patterns name.
func (w *Workspace) resolve(ctx context.Context, dir string, patterns []string) (roots []string, named []build.Directory, err error) {
	var others []string
	for _, pattern := range patterns {
		top, ok := below(dir, pattern)
		if !ok {
			others = append(others, pattern)
			continue
		}
		found, err := w.roots(dir, top, pattern)
		if err != nil {
			return nil, nil, err
		}
		roots = append(roots, found...)
	}
	if len(others) > 0 {
		named, err = build.Directories(ctx, dir, others)
	}
	return roots, named, err
}

// below returns the absolute directory below which a pattern names all packages. The pattern is relative to dir. It
// reports false for patterns of another form.
func below(dir, pattern string) (top string, ok bool) {
	top, ok = strings.CutSuffix(filepath.ToSlash(pattern), "/...")
	switch {
	case !ok || strings.Contains(top, "..."):
		return "", false
	case filepath.IsAbs(top):
		return filepath.Clean(top), true
	case gobuild.IsLocalImport(top):
		return filepath.Join(dir, top), true
	}
	return "", false // an import path
}

// roots returns the directories to walk for all packages below top, as the pattern names it in dir: top itself, and the modules below
// it.
func (w *Workspace) roots(dir, top, pattern string) ([]string, error) {
	if _, err := os.Stat(top); err != nil {
		return nil, fmt.Errorf("%s names no packages: %w", pattern, err)
	}
	var roots []string
	if _, ok := w.Module(top); ok {
		roots = append(roots, top)
	}
	for _, m := range w.modules {
		if rel, err := filepath.Rel(top, m.Dir); err == nil && rel != "." && filepath.IsLocal(rel) {
			roots = append(roots, m.Dir)
		}
	}
	if roots != nil {
		return roots, nil
	}
	if other := Around(top); other != "" && other == Around(dir) {
		return nil, fmt.Errorf("%s is in a module that go.work does not use; run: go work use %s", pattern, relative(dir, other))
	} else if other != "" {
		return nil, fmt.Errorf("%s is in another module; run owgen in %s", pattern, other)
	}
	return nil, fmt.Errorf("%s is in no module; run: go mod init and the path of the module", pattern)
}

// relative is a directory as it is typed in dir.
func relative(dir, other string) string {
	rel, err := filepath.Rel(dir, other)
	if err != nil {
		return other
	}
	return filepath.ToSlash(rel)
}
