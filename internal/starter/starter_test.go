package starter

import (
	"bytes"
	"context"
	"errors"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/module"

	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/renew"
)

// TestDEV1NamesAreThoseOfTheDirectory made into what Go accepts.
func TestDEV1NamesAreThoseOfTheDirectory(t *testing.T) {
	site := site{goroot: t.TempDir()}
	for _, name := range []string{"go", "fmt"} {
		if err := os.MkdirAll(filepath.Join(site.goroot, "src", name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct{ dir, module, pkg, handler string }{
		{"hello", "hello", "hello", "Hello"},
		{"my-fn", "my-fn", "myfn", "Myfn"},
		{"My_Fn.v2", "My_Fn.v2", "myfnv2", "Myfnv2"},
		{"my fn", "my-fn", "myfn", "Myfn"},
		{"go", "gofn", "gofn", "Gofn"}, // the standard library has a directory of that name
		{"main", "mainfn", "mainfn", "Mainfn"},
		{"func", "func", "funcfn", "Funcfn"},
		{"string", "string", "stringfn", "Stringfn"},
		{"nil", "nil", "nilfn", "Nilfn"},
		{"9lives", "9lives", "fn9lives", "Fn9lives"},
		{"fmt", "fmtfn", "fmt", "Fmt"},
		{"aux", "auxfn", "aux", "Aux"}, // no file of Windows
		{"params", "params", "paramsfn", "Paramsfn"},
		{"größe", "gr-e", "größe", "Größe"},
		{"日本", "fn", "fn日本", "Fn日本"},
		{"...", "fn", "fn", "Fn"},
		{"v2", "v2", "v2", "V2"},
		{"com1.io", "com1fn.io", "com1io", "Com1io"}, // a file of Windows has no such name, whatever is behind the dot
		{"short~1.txt", "short~1fn.txt", "short1txt", "Short1txt"},
	} {
		got, err := site.names(filepath.Join("/work", test.dir), []string{"Params"})
		if err != nil || got.module != test.module || got.pkg != test.pkg || got.handler != test.handler || got.path != test.module {
			t.Errorf("%s: got %+v, %v; want %s, %s, %s", test.dir, got, err, test.module, test.pkg, test.handler)
		}
		if err := module.CheckImportPath(got.path); err != nil {
			t.Error(err)
		}
	}
}

// TestDEV1APackageOfAModuleHasAPlaceInIt that the go command finds.
func TestDEV1APackageOfAModuleHasAPlaceInIt(t *testing.T) {
	var site site
	site.module.Path, site.module.Dir = "example.com/shop", filepath.FromSlash("/src/shop")
	for dir, want := range map[string]string{
		"/src/shop": "example.com/shop", "/src/shop/go": "example.com/shop/go", "/src/shop/a/my-fn": "example.com/shop/a/my-fn",
		"/src/shop/größe": "", "/src/shop/a b": "", "/src/shop/testdata/x": "", "/src/shop/_x": "", "/src/shop/.x/y": "",
	} {
		got, err := site.names(filepath.FromSlash(dir), nil)
		if _, usage := errors.AsType[cli.UsageError](err); (want == "") != usage || want != "" && got.path != want {
			t.Errorf("%s: got %+v, %v; want %q", dir, got, err, want)
		}
	}
}

// TestDEV3EachKindIsASmallRealThing with a required member, one with a default, an error with a status, and comments.
func TestDEV3EachKindIsASmallRealThing(t *testing.T) {
	form := map[string]string{
		"function": "func Placeholder(p Params) (Result, error)", "web": "func Placeholder(r ow.Request[Message]) (ow.Response[Receipt], error)",
		"event": "func Placeholder(e ow.Event[Reading]) (ow.Event[Verdict], error)", "stream": "func Placeholder(p Params) iter.Seq2[Payment, error]",
	}
	for _, kind := range Kinds() {
		text, err := kinds.ReadFile("_kinds/" + kind + "/placeholder.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"// Package placeholder ", `ow:"required"`, `default:"`, "&ow.Error{Status: 4", "\n// Placeholder ", directive, form[kind]} {
			if !bytes.Contains(text, []byte(want)) {
				t.Errorf("the kind %s is without %s", kind, want)
			}
		}
		if n := bytes.Count(text, []byte("\n")); n < 30 || n > 60 {
			t.Errorf("the kind %s has %d lines", kind, n)
		}
		test, err := kinds.ReadFile("_kinds/" + kind + "/placeholder_test.go")
		if err != nil || !bytes.Contains(test, []byte("for _, test := range")) || !bytes.Contains(test, []byte("owtest.SavedCalls(t, ")) {
			t.Errorf("the test of the kind %s: %v\n%s", kind, err, test)
		}
	}
}

// TestDEV2OfEachReleaseItsOwnIsRequired, and of a development version nothing.
func TestDEV2OfEachReleaseItsOwnIsRequired(t *testing.T) {
	for release, want := range map[string]struct{ goMod, line, imported string }{
		"":       {"module hello\n\ngo 1.24.0\n", "//go:generate owgen -runtime embed\n", `"hello/internal/ow"`},
		"v0.3.1": {"module hello\n\ngo 1.26.0\n\ntool github.com/owgen/owgen/cmd/owgen\n\nrequire github.com/owgen/owgen v0.3.1\n", "//go:generate go tool owgen\n", `"github.com/owgen/owgen/runtime"`},
	} {
		for _, kind := range Kinds() {
			s, err := newStart(context.Background(), Options{Wd: t.TempDir(), Dir: "hello", Kind: kind, Release: release})
			if err != nil {
				t.Fatal(err)
			}
			files, err := s.files()
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				text := string(f.Data)
				switch filepath.Base(f.Path) {
				case "go.mod":
					if text != want.goMod {
						t.Errorf("go.mod is %q, want %q", text, want.goMod)
					}
				case "hello.go":
					if !strings.Contains(text, want.line) || !strings.Contains(text, want.imported) {
						t.Errorf("%s is without %q or %s:\n%s", f.Path, want.line, want.imported, text)
					}
				}
				if strings.Contains(strings.ToLower(text), placeholder) || strings.Contains(text, original) && release == "" {
					t.Errorf("%s says\n%s", f.Path, text)
				}
				if filepath.Ext(f.Path) == ".go" {
					if _, err := parser.ParseFile(token.NewFileSet(), f.Path, f.Data, 0); err != nil {
						t.Error(err)
					}
				}
			}
		}
	}
}

// TestDEV4WhatIsInTheWayIsNamedAndNothingIsWritten, be it in the place of a file that is written once or of one that is generated.
func TestDEV4WhatIsInTheWayIsNamedAndNothingIsWritten(t *testing.T) {
	for _, test := range []struct{ name, present, want string }{
		{"the handler", "x/x.go", "x/x.go"},
		{"another file of a package", "x/y.go x/y_test.go", "x/y.go x/y_test.go"},
		{"a directory", "x/x.go/z", "x/x.go"},
		{"saved calls", "x/testdata/calls/example.json x/testdata/calls/other.json", "x/testdata/calls/example.json x/testdata/calls/other.json"},
		{"a program", "x/cmd/x/main.go x/cmd/x/more.go", "x/cmd/x/main.go x/cmd/x/more.go"},
		{"an image", "x/image/Dockerfile", "x/image/Dockerfile"},
		{"a runtime", "x/internal/ow/main.go", "x/internal/ow/main.go"},
		{"a file in place of the directory", "x", "x"},
		{"a file in place of one below it", "x/image", "x/image"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for name := range strings.FieldsSeq(test.present) {
				path := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte("package x\n"), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			before := tree(t, dir)
			var stderr bytes.Buffer
			err := Begin(context.Background(), tool(&stderr), Options{Wd: dir, Dir: "x", Kind: "function"})
			fault, ok := errors.AsType[*renew.Fault](err)
			if !ok {
				t.Fatalf("the error is %v", err)
			}
			var want []string
			for name := range strings.FieldsSeq(test.want) {
				want = append(want, name+":1:1: exists")
			}
			if got := fault.Found.Error(); got != strings.Join(want, "\n") || stderr.Len() > 0 {
				t.Errorf("it says\n%s%s, want\n%s", got, &stderr, strings.Join(want, "\n"))
			}
			if after := tree(t, dir); !slices.Equal(after, before) {
				t.Errorf("there is %v, and was %v", after, before)
			}
		})
	}
}

// TestDEV4WhatCannotBeGeneratedIsNotBegun: what was written before is removed, and what was there stays.
func TestDEV4WhatCannotBeGeneratedIsNotBegun(t *testing.T) {
	dir := t.TempDir()
	work := filepath.Join(dir, "go.work")
	if err := os.WriteFile(work, []byte("go 1.24.0\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "deep", "internal"), 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOWORK", "")
	before := tree(t, dir)
	t.Setenv("GOCACHE", work) // where nothing can be compiled
	var stderr bytes.Buffer
	err := Begin(context.Background(), tool(&stderr), Options{Wd: dir, Dir: "deep", Kind: "web"})
	if err == nil || !strings.Contains(stderr.String(), "wrote deep/go.mod") {
		t.Fatalf("the error is %v, and it says %s", err, &stderr)
	}
	if after := tree(t, dir); !slices.Equal(after, before) {
		t.Errorf("there is %v, and was %v", after, before)
	}
	if text, err := os.ReadFile(work); err != nil || strings.Contains(string(text), "use") {
		t.Errorf("%v; go.work says\n%s", err, text)
	}
}

// TestDEV4AnInterruptedStartLeavesNothing of what it has written.
func TestDEV4AnInterruptedStartLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	before := tree(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	var stderr bytes.Buffer
	out := tool(&stderr)
	out.Stderr = writerFunc(func(line []byte) (int, error) {
		if bytes.Contains(line, []byte("internal/ow")) {
			cancel()
		}
		return stderr.Write(line)
	})
	err := Begin(ctx, out, Options{Wd: dir, Dir: "x", Kind: "function"})
	if !errors.Is(err, context.Canceled) || !strings.Contains(stderr.String(), "wrote x/x.go") {
		t.Errorf("the error is %v, and it says %s", err, &stderr)
	}
	if after := tree(t, dir); !slices.Equal(after, before) {
		t.Errorf("there is %v, and was %v", after, before)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func tool(stderr *bytes.Buffer) renew.Tool {
	return renew.Tool{
		Terminal: renew.Terminal{Stdout: stderr, Stderr: stderr}, Version: "(devel)", IsOther: func([]string) bool { return false },
	}
}

// tree is what is below a directory.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		all = append(all, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
