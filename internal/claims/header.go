package claims

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/mark"
	"github.com/owgen/owgen/internal/place"
)

// This file reads what a generated program says about how it was generated.

// A fileHeader is the information in the comment at the top of a generated Go file.
type fileHeader struct {
	source string // the file of the first handler
	flags  string
}

func readHeader(source []byte) (h fileHeader) {
	for line := range strings.Lines(string(source)) {
		line = strings.TrimRight(line, "\r\n")
		text, isComment := strings.CutPrefix(line, "// ")
		if !isComment {
			break
		}
		if file, ok := strings.CutPrefix(text, "Source: "); ok && h.source == "" {
			h.source = file[:max(0, strings.LastIndex(file, ", "))] // hello.go, func Hello
		}
		if flags, ok := strings.CutPrefix(text, mark.Flags); ok {
			h.flags = flags
		}
	}
	return h
}

// importsOf returns the paths that a Go file imports, as far as it can be parsed.
func importsOf(path string, source []byte) []string {
	file, _ := parser.ParseFile(token.NewFileSet(), path, source, parser.ImportsOnly)
	if file == nil {
		return nil
	}
	var paths []string
	for _, imp := range file.Imports {
		if path, err := strconv.Unquote(imp.Path.Value); err == nil {
			paths = append(paths, path)
		}
	}
	return paths
}

// sourceDir is the directory of the package that a program imports and that has the file with the handlers, or "".
func sourceDir(m build.Module, imports []string, file string) string {
	for _, path := range imports {
		if dir, ok := dirOf(m, path); ok && file != "" && place.Exists(filepath.Join(dir, file)) {
			return dir
		}
	}
	return ""
}
