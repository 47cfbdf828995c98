package runtimecopy

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/mod/modfile"

	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/workspace"
)

// ImportedIn returns the import path of the copy of the runtime that a Go file in dir imports, or "" if none does. The module
// is the one around dir, whose path is absolute.
func ImportedIn(dir string) string {
	if !filepath.IsAbs(dir) {
		return ""
	}
	copied := ImportPath(moduleAround(dir))
	for _, name := range build.GoFilesIn(dir) {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			continue // the compiler says why
		}
		for _, imp := range file.Imports {
			if path, err := strconv.Unquote(imp.Path.Value); err == nil && path == copied {
				return copied
			}
		}
	}
	return ""
}

// moduleAround returns the path of the module that dir is in, or "".
func moduleAround(dir string) string {
	root := workspace.Around(dir)
	if root == "" {
		return ""
	}
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "" // which the go command reports
	}
	return modfile.ModulePath(text)
}
