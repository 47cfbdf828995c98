package gen

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
	"github.com/owgen/owgen/internal/runtimecopy"
)

var update = flag.Bool("update", false, "write what is generated into testdata/golden")

// golden is the directory of the cases. Each is a package and what owgen must write for it. A file called flags holds
// command line flags; a file called diagnostics, instead of generated files, holds what owgen must say.
const golden = "../testdata/golden"

// TestGolden compares what is generated for each case, byte for byte, with what the case holds.
func TestGolden(t *testing.T) {
	for _, name := range goldenCases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(golden, name)
			want := generatedFiles(t, dir)
			got := generateCase(t, dir)
			if *update {
				replaceFiles(t, want, got)
				return
			}
			compareFiles(t, want, got)
		})
	}
}

// TestGoldenInAnotherDirectory generates the cases in a copy of the module, where nothing but the directory differs.
func TestGoldenInAnotherDirectory(t *testing.T) {
	if testing.Short() {
		t.Skip("copies the module")
	}
	root := t.TempDir()
	copyTree(t, "../runtime", filepath.Join(root, "runtime"))
	copyTree(t, golden, filepath.Join(root, "testdata", "golden"))
	for _, name := range []string{"go.mod", "go.sum"} {
		copyFile(t, filepath.Join("..", name), filepath.Join(root, name))
	}
	for _, name := range goldenCases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := generatedFiles(t, filepath.Join(golden, name))
			compareFiles(t, want, generateCase(t, filepath.Join(root, "testdata", "golden", name)))
		})
	}
}

// TestTargetsGiveTheSameFiles holds for packages that have no files for single targets.
func TestTargetsGiveTheSameFiles(t *testing.T) {
	for _, target := range []string{"linux/386", "windows/amd64", "darwin/arm64"} {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(golden, "basic")
			goos, goarch, _ := strings.Cut(target, "/")
			compareFiles(t, generatedFiles(t, dir), generate(t, dir, Config{Query: source.Query{GOOS: goos, GOARCH: goarch}}))
		})
	}
}

// TestGoldenWithACopiedRuntime generates the cases for a module that has a copy of the runtime: but for its import path, and
// what main.go says about updating, the files are the same.
func TestGoldenWithACopiedRuntime(t *testing.T) {
	root := moduleWithCopy(t)
	for _, name := range goldenCases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(root, "testdata", "golden", name)
			c := caseConfig(t, dir)
			c.Runtime = copiedRuntime
			got := generate(t, dir, c)
			for file, want := range generatedFiles(t, filepath.Join(golden, name)) {
				if filepath.Ext(file) != ".go" {
					continue
				}
				wantImports, wantRest := cutImports(t, want)
				gotImports, gotRest := cutImports(t, got[file])
				for k, path := range wantImports {
					wantImports[k] = strings.Replace(path, model.RuntimePath, copiedRuntime, 1)
				}
				slices.Sort(wantImports)
				if !slices.Equal(gotImports, wantImports) {
					t.Errorf("%s imports\n%s\nwant\n%s", file, strings.Join(gotImports, "\n"), strings.Join(wantImports, "\n"))
				}
				if !strings.HasSuffix(file, "main.go") && gotRest != wantRest {
					t.Errorf("%s differs in more than the imports:\n%s", file, got[file])
				}
			}
		})
	}
}

// copiedRuntime is the import path of the copy that moduleWithCopy makes.
const copiedRuntime = model.ModulePath + "/" + runtimecopy.Dir

// moduleWithCopy returns the directory of a module like this one, with the golden cases, and a copy of the runtime that they import.
func moduleWithCopy(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	files, err := runtimecopy.Files(model.ModulePath, "(devel)")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		copyFile(t, filepath.Join("..", name), filepath.Join(root, name))
	}
	copyTree(t, golden, filepath.Join(root, "testdata", "golden"))
	for name, data := range files {
		writeFile(t, filepath.Join(root, filepath.FromSlash(name)), data)
	}
	sources, err := filepath.Glob(filepath.Join(root, "testdata", "golden", "*", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range sources {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, name, bytes.ReplaceAll(data, []byte("ow \""+model.RuntimePath+"\""), []byte("ow \""+copiedRuntime+"\"")))
	}
	return root
}

// cutImports returns the paths that a Go file imports, sorted, and what comes behind the imports.
func cutImports(t *testing.T, source []byte) (paths []string, rest string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	end := file.Name.End()
	for _, decl := range file.Decls {
		end = decl.End()
	}
	for _, spec := range file.Imports {
		paths = append(paths, strings.Trim(spec.Path.Value, `"`))
	}
	slices.Sort(paths)
	return paths, string(source[fset.Position(end).Offset:])
}

func goldenCases(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(golden)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// generateCase generates for the package in dir with the case's flags.
func generateCase(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	return generate(t, dir, caseConfig(t, dir))
}

// caseConfig is what the flags of the case in dir ask for.
func caseConfig(t *testing.T, dir string) (c Config) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "flags"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	words := strings.Fields(string(text))
	for k := 0; k+1 < len(words); k += 2 {
		switch list := strings.Split(words[k+1], ","); words[k] {
		case "-func":
			c.Funcs = list
		case "-tags":
			c.Tags = list
		case "-rootfs":
			c.Rootfs = words[k+1]
		default:
			opt, ok := model.OptionNamed(strings.TrimPrefix(words[k], "-"))
			if !ok {
				t.Fatalf("flags: %s is not known here", words[k])
			}
			if err := opt.Set(&c.Options, words[k+1]); err != nil {
				t.Fatal(err)
			}
		}
	}
	return c
}

// generate returns the generated files by their path relative to dir, or, if owgen refuses, a file called diagnostics.
func generate(t *testing.T, dir string, c Config) map[string][]byte {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	c.Dir = dir
	files := map[string][]byte{}
	result, err := Generate(context.Background(), c)
	if found, ok := errors.AsType[source.Diagnostics](err); ok {
		files["diagnostics"] = []byte(found.Error() + "\n")
		return files
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Files {
		rel, err := filepath.Rel(dir, f.Path)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(rel) == ".tar" {
			continue // 180 kB that are the same in each case; package rootfs has its own tests
		}
		files[filepath.ToSlash(rel)] = f.Data
	}
	return files
}

// TestHeaderIsWhatToolsLookFor holds the header against the rule by which linters and editors know generated code.
func TestHeaderIsWhatToolsLookFor(t *testing.T) {
	for _, name := range []string{"main.go", "codec.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(golden, "basic", "cmd", "basic", name), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if !ast.IsGenerated(file) {
			t.Errorf("%s does not count as generated", name)
		}
	}
}
