package gen

import (
	"bytes"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// rooms are the packages below internal, each with those of the others that it may import.
var rooms = map[string][]string{
	"model":      {},
	"constraint": {"model"},
	"source":     {"model"},
	"inspect":    {"model", "source", "constraint"},
	"emit":       {"model"},
	"recipe":     {"model"},
	"schema":     {"model"},
}

func TestRoomsImportInOneDirection(t *testing.T) {
	const base = "github.com/owgen/owgen/gen"
	entries, err := os.ReadDir("internal")
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range entries {
		allowed, known := rooms[room.Name()]
		if !known {
			t.Errorf("%s is not in the list of rooms", room.Name())
		}
		pkg, err := build.ImportDir(filepath.Join("internal", room.Name()), 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range pkg.Imports {
			other, isRoom := strings.CutPrefix(path, base+"/internal/")
			if path == base || isRoom && !slices.Contains(allowed, other) {
				t.Errorf("%s imports %s", room.Name(), path)
			}
			isFormat := strings.Contains(path, "owgen/runtime/codec/format") // what formats are is for both to know
			if strings.HasSuffix(path, "owgen/runtime") || strings.Contains(path, "owgen/runtime/") && !(isFormat && room.Name() == "constraint") {
				t.Errorf("%s imports the runtime: %s", room.Name(), path)
			}
			if room.Name() != "source" && path == "golang.org/x/tools/go/packages" {
				t.Errorf("%s loads packages", room.Name())
			}
		}
	}
}

func TestNoFileIsOver300LinesLong(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	below, err := filepath.Glob("internal/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, below...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(text, []byte("\n")); n > 300 {
			t.Errorf("%s has %d lines", file, n)
		}
	}
}

func TestDocsHaveMapsOfAllFiles(t *testing.T) {
	for _, dir := range []string{".", "internal/model", "internal/source", "internal/inspect", "internal/emit", "internal/recipe", "internal/schema", "internal/constraint"} {
		doc, err := os.ReadFile(filepath.Join(dir, "doc.go"))
		if err != nil {
			t.Fatal(err)
		}
		_, list, _ := strings.Cut(string(doc), "# Files")
		mapped := map[string]bool{}
		for line := range strings.Lines(list) {
			for _, name := range strings.Fields(strings.TrimPrefix(line, "//")) {
				if filepath.Ext(name) != ".go" {
					break // what the files are for
				}
				mapped[name] = true
				if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
					t.Errorf("%s: %s is in the map only", dir, name)
				}
			}
		}
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if name := filepath.Base(file); name != "doc.go" && !strings.HasSuffix(name, "_test.go") && !mapped[name] {
				t.Errorf("%s: %s is missing in the map", dir, name)
			}
		}
	}
}

// TestGoDocShowsTwentyNames counts as go doc does, which shows the first name of a group of constants.
func TestGoDocShowsTwentyNames(t *testing.T) {
	fset := token.NewFileSet()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				if decl.Recv == nil && decl.Name.IsExported() {
					shown++
				}
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					if spec, ok := spec.(*ast.TypeSpec); ok && spec.Name.IsExported() {
						shown++
					}
				}
				if decl.Tok == token.CONST || decl.Tok == token.VAR {
					shown++
				}
			}
		}
	}
	if shown > 20 {
		t.Errorf("%d names", shown)
	}
}
