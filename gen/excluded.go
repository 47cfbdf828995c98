package gen

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

// An exclusion is a Go file in the directory of a package that is no part of it as it is built, and why.
type exclusion struct {
	at     token.Position // of what excludes it; the name of the file is absolute
	why    string         // what comes after "this file"
	remedy string         // what to type
	syntax *ast.File      // of the file; nil if it does not parse at all
	fset   *token.FileSet
}

// usesCgo is why a file is left out that imports "C".
const usesCgo = "uses cgo, and programs are built without it"

// note is the exclusion as a note, with the name of the file as it is displayed.
func (x exclusion) note(at token.Position) string {
	return at.Filename + ": this file " + x.why + "; " + x.remedy
}

// exclusions returns the files in dir that are excluded. What owgen wrote does not count.
func (e *environment) exclusions(dir string) []exclusion {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // then something else is worse
	}
	var all []exclusion
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
func (e *environment) exclusion(path string) (x exclusion, excluded bool) {
	source, err := os.ReadFile(path)
	if err != nil || bytes.HasPrefix(source, []byte("// "+mark.Generated)) {
		return x, false
	}
	x.fset = token.NewFileSet()
	if x.syntax, _ = parser.ParseFile(x.fset, path, source, parser.ParseComments); x.syntax == nil {
		return x, false
	}
	x.at = x.fset.Position(x.syntax.Name.Pos())
	name := filepath.Base(path)
	line, linePos := buildLine(x.syntax)
	importC := importOf(x.syntax, "C")
	switch m := e.matcher(); {
	case name[0] == '_' || name[0] == '.':
		x.why, x.remedy = "is left out, as its name begins with "+name[:1], "rename it"
	case strings.HasSuffix(name, "_test.go"):
		x.why, x.remedy = "is a test, as its name ends in _test.go", "rename it, or move what is needed to a file that is none"
		if own, isX := strings.CutSuffix(x.syntax.Name.Name, "_test"); isX {
			x.remedy += ", in package " + own
		}
	case importC != nil:
		x.at = x.fset.Position(importC.Pos())
		x.why, x.remedy = usesCgo, "write that part without cgo, here or in a file beside it with //go:build !cgo"
	case !m.matches(name, ""):
		x.why = "is left out for " + e.goos + "/" + e.goarch + ", as its name ends in _" + strings.Join(m.suffix(name), "_")
		x.remedy = m.remedy(name, line)
	case line != "" && !m.matches("x.go", line):
		x.at = x.fset.Position(linePos)
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
func (x exclusion) declaration(name string) (at token.Position, found bool) {
	var ident *ast.Ident
	see := func(id *ast.Ident) {
		if id.Name == name {
			ident = id
		}
	}
	for _, decl := range x.syntax.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			see(decl.Name)
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					see(spec.Name)
				case *ast.ValueSpec:
					for _, id := range spec.Names {
						see(id)
					}
				}
			}
		}
	}
	if ident == nil {
		return at, false
	}
	return x.fset.Position(ident.Pos()), true
}

// nothingLeft returns, for a directory all of whose Go files are excluded, why each of them is. It returns nil if there are
// none at all.
func (e *environment) nothingLeft(dir string) Diagnostics {
	var found Diagnostics
	for _, x := range e.exclusions(dir) {
		x.at.Filename = e.relative(x.at.Filename)
		found = append(found, Diagnostic{Pos: x.at, Msg: "this file " + x.why + "; no other one is left", Notes: []string{x.remedy}})
	}
	return found
}

// noteExcluded adds the excluded files to what the package was found to lack: it may be in them. Such a problem stands at the
// package clause.
func (in *inspector) noteExcluded(named []string) {
	clause := in.position(in.packageClause())
	for k := range in.found {
		if d := &in.found[k]; d.Pos == clause && d.Broken == "" {
			last := max(0, len(d.Notes)-1) // the hint stays the last
			d.Notes = slices.Insert(d.Notes, last, in.excluded(named)...)
		}
	}
}

// excluded returns a note for each excluded file that may hold a handler: tests only where they declare one of the functions
// that are wanted, or carry a directive.
func (in *inspector) excluded(named []string) []string {
	var notes []string
	for _, x := range in.env.exclusions(in.pkg.Dir) {
		if !strings.HasSuffix(x.at.Filename, "_test.go") || x.wanted(named) {
			x.at.Filename = in.relative(x.at.Filename)
			notes = append(notes, x.note(x.at))
		}
	}
	return notes
}

// wanted reports whether the file declares one of the functions that are named, or, if none is, what looks like a handler.
func (x exclusion) wanted(named []string) bool {
	for _, decl := range x.syntax.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if ok && fn.Recv == nil && (slices.Contains(named, fn.Name.Name) || len(named) == 0 && looksLikeHandler(fn)) {
			return true
		}
	}
	return false
}

// looksLikeHandler reports whether a function that is not type-checked has a directive, or the form of a handler.
func looksLikeHandler(fn *ast.FuncDecl) bool {
	if fn.Doc != nil && slices.ContainsFunc(fn.Doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, directivePrefix) }) {
		return true
	}
	if fn.Type.Params.NumFields() == 0 || fn.Type.Results.NumFields() != 2 || !fn.Name.IsExported() {
		return false
	}
	last, ok := fn.Type.Results.List[len(fn.Type.Results.List)-1].Type.(*ast.Ident)
	return ok && last.Name == "error"
}
