package source

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/mark"
)

// An Exclusion is a Go file in the directory of a package that is no part of it as it is built, and why.
type Exclusion struct {
	At     token.Position // of what excludes it; the name of the file is absolute
	why    string         // what comes after "this file"
	remedy string         // what to type
	Syntax *ast.File      // of the file; nil if it does not parse at all
	fset   *token.FileSet
}

// usesCgo is why a file is left out that imports "C".
const usesCgo = "uses cgo, and programs are built without it"

// Note is the exclusion as a note, with the name of the file as it is displayed.
func (x Exclusion) Note(at token.Position) string {
	return at.Filename + ": this file " + x.why + "; " + x.remedy
}

// exclusions returns the files in dir that are excluded. What owgen wrote does not count.
func (e *environment) exclusions(dir string) []Exclusion {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // then something else is worse
	}
	var all []Exclusion
	for _, entry := range entries {
		if filepath.Ext(entry.Name()) == ".go" && !entry.IsDir() {
			if x, ok := e.exclusion(filepath.Join(dir, entry.Name())); ok {
				all = append(all, x)
			}
		}
	}
	return all
}

// exclusion says why a file is excluded. It reports false if it is not, or if it is owgen's own.
func (e *environment) exclusion(path string) (x Exclusion, excluded bool) {
	source, err := os.ReadFile(path)
	if err != nil || bytes.HasPrefix(source, []byte("// "+mark.Generated)) {
		return x, false
	}
	x.fset = token.NewFileSet()
	if x.Syntax, _ = parser.ParseFile(x.fset, path, source, parser.ParseComments); x.Syntax == nil {
		return x, false
	}
	x.At = x.fset.Position(x.Syntax.Name.Pos())
	name := filepath.Base(path)
	line, linePos := buildLine(x.Syntax)
	importC := importOf(x.Syntax, "C")
	switch m := e.matcher(); {
	case name[0] == '_' || name[0] == '.':
		x.why, x.remedy = "is left out, as its name begins with "+name[:1], "rename it"
	case strings.HasSuffix(name, "_test.go"):
		x.why, x.remedy = "is a test, as its name ends in _test.go", "rename it, or move what is needed to a file that is none"
		if own, isX := strings.CutSuffix(x.Syntax.Name.Name, "_test"); isX {
			x.remedy += ", in package " + own
		}
	case importC != nil:
		x.At = x.fset.Position(importC.Pos())
		x.why, x.remedy = usesCgo, "write that part without cgo, here or in a file beside it with //go:build !cgo"
	case !m.matches(name, ""):
		x.why = "is left out for " + e.goos + "/" + e.goarch + ", as its name ends in _" + strings.Join(m.suffix(name), "_")
		x.remedy = m.remedy(name, line)
	case line != "" && !m.matches("x.go", line):
		x.At = x.fset.Position(linePos)
		x.why, x.remedy = "is left out by "+line, m.remedy(name, line)
	default:
		return x, false
	}
	return x, true
}

// buildLine returns the //go:build line of a file, and where it stands.
func buildLine(file *ast.File) (line string, pos token.Pos) {
	for _, group := range file.Comments {
		for _, c := range group.List {
			if c.Pos() < file.Package && strings.HasPrefix(c.Text, "//go:build ") {
				return strings.TrimSpace(c.Text), c.Pos()
			}
		}
	}
	return "", token.NoPos
}

// importOf returns the import of path in a file, or nil.
func importOf(file *ast.File, path string) *ast.ImportSpec {
	k := slices.IndexFunc(file.Imports, func(i *ast.ImportSpec) bool { return strings.Trim(i.Path.Value, "\"`") == path })
	if k < 0 {
		return nil
	}
	return file.Imports[k]
}

// declaration returns where the file declares a function, method, type, variable or constant of that name.
func (x Exclusion) declaration(name string) (at token.Position, found bool) {
	for _, decl := range x.Syntax.Decls {
		for _, id := range identifiers(decl) {
			if id.Name == name {
				return x.fset.Position(id.Pos()), true
			}
		}
	}
	return at, false
}

// nothingLeft returns, for a directory all of whose Go files are excluded, why each of them is. It returns nil if there are
// none at all.
func (e *environment) nothingLeft(dir string) Diagnostics {
	var found Diagnostics
	for _, x := range e.exclusions(dir) {
		x.At.Filename = e.relative(x.At.Filename)
		found = append(found, Diagnostic{Pos: x.At, Msg: "this file " + x.why + "; no other one is left", Notes: []string{x.remedy}})
	}
	return found
}
