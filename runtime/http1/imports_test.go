package http1

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Every program links this package: it costs no more than package net does.
func TestImports(t *testing.T) {
	allowed := []string{
		"bytes", "context", "errors", "io", "iter", "math", "net", "net/netip", "runtime", "strconv", "strings", "sync", "sync/atomic",
		"syscall", "time", "github.com/owgen/owgen/runtime/transport",
	}
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			if path, _ := strconv.Unquote(spec.Path.Value); !slices.Contains(allowed, path) {
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
}
