// Package runtimecopy copies the runtime into another module, so that programs of that module need nothing else.
package runtimecopy

import (
	"bytes"
	"fmt"
	"go/build/constraint"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/owgen/owgen"
	"github.com/owgen/owgen/internal/mark"
)

// header is the first line of each file.
const header = "// " + mark.Generated

// Dir is the directory of the copy in a module, with slashes.
const Dir = "internal/ow"

// Go is the earliest version of Go that the copy compiles with, because of the standard library that it uses. The
// go.mod of the runtime's own module names a later version, because owgen itself needs that.
const Go = "1.24"

// ownModule is the module that the runtime is copied from, and original is the runtime's import path in it.
const (
	ownModule = "github.com/owgen/owgen"
	original  = ownModule + "/runtime"
)

// ImportPath is the import path of the copy in a module.
func ImportPath(module string) string { return module + "/" + Dir }

// Files returns the files of the copy in a module by their paths, with slashes, relative to the module's directory. Tests
// and programs that made tables are left out. version is that of owgen.
func Files(module, version string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(owgen.Runtime, "runtime", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		source, err := owgen.Runtime.ReadFile(name)
		if err != nil || isIgnored(source) {
			return err
		}
		files[Dir+strings.TrimPrefix(name, "runtime")], err = relocate(source, ImportPath(module))
		if err != nil {
			return fmt.Errorf("internal error: %s: %w", name, err)
		}
		return nil
	})
	files[Dir+"/license.go"] = license()
	files[Dir+"/origin.go"] = origin(version)
	return files, err
}

// relocate returns a file of the copy, whose import path is copied: it adds the header, and replaces imports of the
// original by imports of the copy. Other text that looks like an import path stays.
func relocate(source []byte, copied string) ([]byte, error) {
	source = append([]byte(header+"\n\n"), source...)
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	for _, spec := range slices.Backward(file.Imports) { // so that the places of those before stay
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		if rest, ok := strings.CutPrefix(path, original); ok && (rest == "" || rest[0] == '/') {
			from, to := fset.Position(spec.Path.Pos()).Offset, fset.Position(spec.Path.End()).Offset
			source = slices.Replace(source, from, to, []byte(strconv.Quote(copied+rest))...)
		}
	}
	return format.Source(source) // sorts the imports anew
}

// license returns the licence under which the files are copied. It must be copied with them.
func license() []byte {
	var b bytes.Buffer
	b.WriteString(header + "\n\npackage ow\n\n// The licence of this directory, a copy of " + original + ":\n//\n")
	for line := range strings.Lines(owgen.License) {
		b.WriteString(strings.TrimRight("// "+line, " \n") + "\n")
	}
	return b.Bytes()
}

// origin returns the file of the runtime that says where it comes from: for the program's flag -version, and for tools
// that list what a module contains, since no go.mod names the copied module.
func origin(version string) []byte {
	purl := "pkg:golang/" + ownModule
	if version != "(devel)" {
		purl += "@" + url.QueryEscape(version)
	}
	return fmt.Appendf(nil, `%s

package ow

// This directory is copied from another module, which no go.mod names:
//
//	module   %s
//	version  %s
//	purl     %s#runtime
const (
	origin        = %[2]q
	originVersion = %[3]q
)
`, header, ownModule, version, purl)
}

// isIgnored reports whether a build constraint keeps the file out of all packages.
func isIgnored(source []byte) bool {
	line, _, _ := bytes.Cut(source, []byte("\n"))
	expr, err := constraint.Parse(string(line))
	return err == nil && expr.String() == "ignore"
}
