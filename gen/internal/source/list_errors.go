package source

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/owgen/owgen/internal/build"
)

// cycle is what the go command says of packages that import each other, or go/packages. Neither has a position in each case, but both
// name who imports whom.
var cycle = regexp.MustCompile(`^import cycle not allowed: import stack: \[(.+)\]$|^could not import (\S+) \(import cycle: \[(.+)\]\)$`)

// explainCycle says where the imports of a cycle are. The stack ends with the package that is in it for the second time.
func (src *Package) explainCycle(d *Diagnostic, stack []string) {
	last := len(stack) - 1
	first := slices.Index(stack, stack[last])
	if first == last {
		return
	}
	says := func(importer, imported string) string { return importer + " imports " + imported }
	if at := src.importIn(stack[last-1], stack[last]); at.IsValid() {
		d.Pos = at
	}
	d.Msg = "import cycle: " + says(stack[last-1], stack[last])
	for k := first; k < last-1; k++ {
		note := says(stack[k], stack[k+1])
		if at := src.importIn(stack[k], stack[k+1]); at.IsValid() {
			note = at.String() + ": " + note
		}
		d.Notes = append(d.Notes, note)
	}
}

// importIn returns where a package imports another one, or no position.
func (src *Package) importIn(importer, imported string) token.Position {
	var dir string
	packages.Visit([]*packages.Package{src.Package}, nil, func(pkg *packages.Package) {
		if pkg.PkgPath == importer {
			dir = pkg.Dir
		}
	})
	if dir == "" {
		return token.Position{}
	}
	for _, name := range build.GoFilesIn(dir) {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, nil, parser.ImportsOnly)
		if err != nil || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if spec := importOf(file, imported); spec != nil {
			at := fset.Position(spec.Path.Pos())
			at.Filename = src.Relative(at.Filename)
			return at
		}
	}
	return token.Position{}
}

// mixed is what the go command says of a directory with files of several packages.
var mixed = regexp.MustCompile(`^found packages (\S+) \((.+)\) and (\S+) \((.+)\) in (.+)$`)

// explainMixed says it of the second of the files, at its package clause.
func (src *Package) explainMixed(d *Diagnostic, first, firstFile, second, secondFile, dir string) {
	path := filepath.Join(dir, secondFile)
	d.Msg = "package " + second + ", but " + firstFile + " is in package " + first
	d.Pos = token.Position{Filename: src.Relative(path), Line: 1, Column: 1}
	fset := token.NewFileSet()
	if file, err := parser.ParseFile(fset, path, nil, parser.PackageClauseOnly); err == nil {
		at := fset.Position(file.Name.Pos())
		d.Pos.Line, d.Pos.Column = at.Line, at.Column
	}
}
