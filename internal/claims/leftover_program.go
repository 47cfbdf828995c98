package claims

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/owgen/owgen/internal/place"
)

// programs returns the leftovers among the Go files of programs.
func (s *search) programs() []place.Output {
	var left []place.Output
	for _, o := range s.marked {
		if filepath.Ext(o.Path) != ".go" || isBelow(s.runtimeDir(), o.Path) {
			continue
		}
		if slices.Contains(s.inPlace(), o.Path) {
			if s.place.Name != "main" { // as it was when they were written
				left = append(left, o)
			}
			continue
		}
		if main, ok := s.mainBeside(o); ok {
			if ours, broken := s.isOfPackage(main); ours && (broken || s.directed) {
				left = append(left, o)
			}
		}
	}
	return left
}

// inPlace returns the paths of the files that a package main gets beside its own.
func (s *search) inPlace() []string {
	return []string{filepath.Join(s.place.Dir, "owgen_main.go"), filepath.Join(s.place.Dir, "owgen_codec.go")}
}

// mainBeside returns the generated main.go in the directory of a generated file, or the file itself if there is no main.go
// any more. It reports false where main.go is the user's: then so is the program.
func (s *search) mainBeside(o place.Output) (place.Output, bool) {
	path := filepath.Join(filepath.Dir(o.Path), "main.go")
	for _, main := range s.marked {
		if main.Path == path {
			return main, true
		}
	}
	return o, !place.Exists(path)
}

// isOfPackage reports whether a file of a generated program belongs to the package, and whether it cannot compile any more.
func (s *search) isOfPackage(o place.Output) (ours, broken bool) {
	m := moduleOf(s.place)
	imports := importsOf(o.Path, o.Have)
	missing := false
	for _, path := range imports {
		if path == s.place.Path {
			ours = true
		}
		dir, inModule := dirOf(m, path)
		missing = missing || inModule && !isBelow(s.runtimeDir(), dir) && !hasGo(dir)
	}
	switch dir := sourceDir(m, imports, readHeader(o.Have).source); {
	case dir == s.place.Dir:
		return true, missing || !usesPackage(o.Have, s.place.Path, s.place.Name)
	case dir != "":
		return false, false
	case ours:
		return true, missing || !usesPackage(o.Have, s.place.Path, s.place.Name)
	}
	// The directory of the package may have been renamed, with everything in it.
	return missing && isBelow(filepath.Join(s.place.Dir, "cmd"), o.Path), missing
}

// usesPackage reports whether a Go file calls the package of that import path by its name, or gives it one.
func usesPackage(source []byte, path, name string) bool {
	file, _ := parser.ParseFile(token.NewFileSet(), "", source, parser.SkipObjectResolution)
	if file == nil {
		return false
	}
	for _, imp := range file.Imports {
		if p, err := strconv.Unquote(imp.Path.Value); err == nil && p == path && imp.Name != nil {
			return name != "main" // which cannot be imported
		}
	}
	uses := false
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == name {
				uses = true
			}
		}
		return !uses
	})
	return uses
}
