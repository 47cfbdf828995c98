package source

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"
)

// Deprecations know which declarations say that they are deprecated, also those of other packages, whose sources are read for
// that.
type Deprecations struct {
	pkg   *packages.Package // in whose imports packages are looked for
	known map[string]marks  // by the path of a package
}

// Deprecations returns those that the package can name.
func (src *Package) Deprecations() Deprecations {
	return Deprecations{src.Package, map[string]marks{}}
}

// marks are the deprecated names of a package.
type marks struct {
	all   bool // the package itself is deprecated
	names map[declaration]bool
}

// A declaration is where a name is declared. Export data has no columns, and knows files by other directories.
type declaration struct {
	file string // without a directory
	line int
	name string
}

// Includes reports whether the declaration of obj, or of its package, says that it is deprecated.
func (d Deprecations) Includes(obj types.Object) bool {
	path := obj.Pkg().Path()
	m, ok := d.known[path]
	if !ok {
		m = d.read(path)
		d.known[path] = m
	}
	at := d.pkg.Fset.PositionFor(obj.Pos(), false)
	return m.all || m.names[declaration{filepath.Base(at.Filename), at.Line, obj.Name()}]
}

// read reads the files of the package at the path that hold the word at all.
func (d Deprecations) read(path string) marks {
	m := marks{names: map[declaration]bool{}}
	packages.Visit([]*packages.Package{d.pkg}, nil, func(pkg *packages.Package) {
		if pkg.PkgPath != path {
			return
		}
		for _, file := range pkg.GoFiles {
			if source, err := os.ReadFile(file); err == nil && bytes.Contains(source, []byte("Deprecated: ")) {
				m.add(file, source)
			}
		}
	})
	return m
}

// add adds what is deprecated in a file. A comment on a group of types is about each of them.
func (m *marks) add(path string, source []byte) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return // and so says the compiler
	}
	m.all = m.all || saysDeprecated(file.Doc)
	mark := func(name *ast.Ident, docs ...*ast.CommentGroup) {
		for _, doc := range docs {
			if saysDeprecated(doc) {
				m.names[declaration{filepath.Base(path), fset.PositionFor(name.Pos(), false).Line, name.Name}] = true
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			mark(n.Name, n.Doc)
		case *ast.GenDecl:
			for _, spec := range n.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok {
					mark(spec.Name, n.Doc, spec.Doc)
				}
			}
		case *ast.Field:
			for _, name := range n.Names {
				mark(name, n.Doc)
			}
		}
		return true
	})
}

// saysDeprecated reports whether a paragraph of the comment begins as the convention has it. (go.dev/wiki/Deprecated)
func saysDeprecated(doc *ast.CommentGroup) bool {
	for paragraph := range strings.SplitSeq(doc.Text(), "\n\n") {
		if strings.HasPrefix(paragraph, "Deprecated: ") {
			return true
		}
	}
	return false
}
