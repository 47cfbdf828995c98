package compile

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"time"

	"github.com/owgen/owgen/internal/dev/watch"
)

// What is generated depends on what stands outside of the bodies of functions. Most edits are inside of one, and need no more
// than the compiler.

// outlines remembers source files as they were when files were last generated from them.
type outlines map[string][]byte

// remember reads the files, unless they were changed since generating began: such a one counts as changed later on.
func remember(paths []string, began time.Time) outlines {
	o := outlines{}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || watch.After(info, began) {
			continue
		}
		if data, err := os.ReadFile(path); err == nil {
			o[path] = data
		}
	}
	return o
}

// changed reports whether one of the paths, which have changed, is other than it was outside of functions.
func (o outlines) changed(paths []string) bool {
	for _, path := range paths {
		before, known := o[path]
		after, err := os.ReadFile(path)
		if !known || err != nil || !bytes.Equal(outline(before), outline(after)) {
			return true
		}
	}
	return false
}

// outline returns a Go file without the bodies of its functions. A file that does not parse is returned as it is.
func outline(source []byte) []byte {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.SkipObjectResolution)
	if err != nil {
		return source
	}
	var out []byte
	done := 0
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		// The braces are kept: a function without a body is another thing.
		out = append(out, source[done:fset.Position(f.Body.Lbrace).Offset+1]...)
		done = fset.Position(f.Body.Rbrace).Offset
	}
	return append(out, source[done:]...)
}

// lines returns where functions begin in a Go file: at their names.
func lines(path string) map[string]token.Position {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
	found := map[string]token.Position{}
	if file == nil {
		return found
	}
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil {
			found[f.Name.Name] = fset.Position(f.Name.Pos())
		}
	}
	return found
}

// isGo reports whether a path is that of a Go file.
func isGo(path string) bool { return filepath.Ext(path) == ".go" }
