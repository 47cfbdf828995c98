// Package runtimecopy makes the runtime a part of another module, so that programs of that module need nothing else.
package runtimecopy

import (
	"bytes"
	"fmt"
	"go/build/constraint"
	"go/format"
	"io/fs"
	"path"
	"strings"

	"github.com/owgen/owgen"
	"github.com/owgen/owgen/internal/mark"
)

// header is the first line of each file.
const header = "// " + mark.Generated

// Dir is the directory of the copy in a module, with slashes.
const Dir = "internal/ow"

// Go is the earliest version of Go that the copy compiles with: the library is what it needs the most of. The go.mod of the
// runtime's own module names a later one, because of what owgen itself needs.
const Go = "1.24"

// original is the import path of the runtime in its own module.
const original = "github.com/owgen/owgen/runtime"

// ImportPath is the import path of the copy in a module.
func ImportPath(module string) string { return module + "/" + Dir }

// Files returns the files of the copy in a module by their paths, with slashes, relative to the module's directory. Tests
// and programs that made tables are left out.
func Files(module string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(owgen.Runtime, "runtime", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		source, err := owgen.Runtime.ReadFile(name)
		if err != nil || isIgnored(source) {
			return err
		}
		// Imports are the only string literals that begin so.
		source = bytes.ReplaceAll(source, []byte(`"`+original), []byte(`"`+ImportPath(module)))
		source, err = format.Source(append([]byte(header+"\n\n"), source...)) // sorts the imports anew
		if err != nil {
			return fmt.Errorf("internal error: %s: %w", name, err)
		}
		files[Dir+strings.TrimPrefix(name, "runtime")] = source
		return nil
	})
	files[Dir+"/license.go"] = license()
	return files, err
}

// license is the licence under which the files are copied, which demands to be copied with them.
func license() []byte {
	var b bytes.Buffer
	b.WriteString(header + "\n\npackage ow\n\n// The licence of this directory, a copy of " + original + ":\n//\n")
	for line := range strings.Lines(owgen.License) {
		b.WriteString(strings.TrimRight("// "+line, " \n") + "\n")
	}
	return b.Bytes()
}

// isIgnored reports whether a build constraint keeps the file out of all packages.
func isIgnored(source []byte) bool {
	line, _, _ := bytes.Cut(source, []byte("\n"))
	expr, err := constraint.Parse(string(line))
	return err == nil && expr.String() == "ignore"
}
