package source

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/internal/mark"
)

// ScopeOf reads the files in a directory that owgen did not write, for every target, with the tests: the generated files
// are compiled together with any of them. Of a file that does not parse it takes what there is.
func ScopeOf(dir string) model.Scope {
	s := model.Scope{Declared: map[string]bool{}, Imported: map[string]bool{}}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return s // there is no such directory yet
	}
	for _, entry := range entries {
		if filepath.Ext(entry.Name()) != ".go" {
			continue
		}
		path := filepath.Join(dir, entry.Name())
		file, _ := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if file == nil || file.Name.Name != "main" || isOurs(file) {
			continue
		}
		addNames(s, file)
	}
	return s
}

// IsGenerated reports whether owgen has written all files of the package.
func (src *Package) IsGenerated() bool {
	return !slices.ContainsFunc(src.Syntax, func(file *ast.File) bool { return !isOurs(file) })
}

// isOurs reports whether a file has the header of owgen's.
func isOurs(file *ast.File) bool {
	return len(file.Comments) > 0 && strings.HasPrefix(file.Comments[0].List[0].Text, "// "+mark.Generated)
}

// addNames adds the names of a file to s.
func addNames(s model.Scope, file *ast.File) {
	for _, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv != nil {
			continue
		}
		for _, id := range identifiers(decl) {
			s.Declared[id.Name] = true
		}
	}
	for _, spec := range file.Imports {
		if spec.Name != nil {
			s.Imported[spec.Name.Name] = true
		} else if importPath, err := strconv.Unquote(spec.Path.Value); err == nil {
			s.Imported[path.Base(importPath)] = true // as most packages are called
		}
	}
}

// identifiers returns the names that a declaration gives to functions, methods, types, variables and constants.
func identifiers(decl ast.Decl) (all []*ast.Ident) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		return []*ast.Ident{decl.Name}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				all = append(all, spec.Name)
			case *ast.ValueSpec:
				all = append(all, spec.Names...)
			}
		}
	}
	return all
}
