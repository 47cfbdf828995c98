package source

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
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

// isOurs reports whether a file has the header of owgen's.
func isOurs(file *ast.File) bool {
	return len(file.Comments) > 0 && strings.HasPrefix(file.Comments[0].List[0].Text, "// "+mark.Generated)
}

// addNames adds the names of a file to s.
func addNames(s model.Scope, file *ast.File) {
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Recv == nil {
				s.Declared[decl.Name.Name] = true
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				addSpec(s, spec)
			}
		}
	}
}

func addSpec(s model.Scope, spec ast.Spec) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		s.Declared[spec.Name.Name] = true
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			s.Declared[name.Name] = true
		}
	case *ast.ImportSpec:
		if spec.Name != nil {
			s.Imported[spec.Name.Name] = true
		} else if importPath, err := strconv.Unquote(spec.Path.Value); err == nil {
			s.Imported[path.Base(importPath)] = true // mostly
		}
	}
}
