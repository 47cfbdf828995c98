package gen

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// TestStaleFilesSayRunGoGenerate compiles what was generated for the golden case basic with other versions of its package.
func TestStaleFilesSayRunGoGenerate(t *testing.T) {
	const (
		params = "type Params struct { Name string `json:\"name\"`; Times int `json:\"times\"` }"
		hello  = "func Hello(p Params) (Result, error)"
	)
	codec := loadCodec(t)
	compile := func(params, hello string) string {
		const result = "type Result struct { Greeting string `json:\"greeting\"` }"
		return compileWith(t, codec, "package basic; "+params+"; "+result+"; "+hello+" { panic(0) }")
	}
	for _, test := range []struct{ name, params, hello string }{
		{"a field is new", strings.Replace(params, "}", "; Age int }", 1), hello},
		{"a field is gone", "type Params struct { Name string `json:\"name\"` }", hello},
		{"a field has another name", strings.Replace(params, "Name", "Title", 1), hello},
		{"a field has another tag", strings.Replace(params, `"name"`, `"Name"`, 1), hello},
		{"a field has another type", strings.Replace(params, "int", "int64", 1), hello},
		{"the parameters are a map", "type Params map[string]string", hello},
		{"there is a context", "import \"context\"; " + params, "func Hello(ctx context.Context, p Params) (Result, error)"},
		{"the parameters are a pointer", params, "func Hello(p *Params) (Result, error)"},
		{"the result is a pointer", params, "func Hello(p Params) (*Result, error)"},
		{"there is no error", params, "func Hello(p Params) Result"},
	} {
		t.Run(test.name, func(t *testing.T) {
			said := compile(test.params, test.hello)
			if !strings.Contains(said, "as run_go_generate value") {
				t.Errorf("the compiler says:\n%s", said)
			}
		})
	}
	if said := compile(params, hello); said != "" {
		t.Errorf("of the package as it is the compiler says:\n%s", said)
	}
}

// loadCodec returns the packages that generated codecs import, by their paths.
func loadCodec(t *testing.T) importer {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadTypes, Dir: ".."}, "./runtime/codec", "context")
	if err != nil {
		t.Fatal(err)
	}
	loaded := importer{}
	for _, pkg := range pkgs {
		loaded[pkg.PkgPath] = pkg.Types
	}
	return loaded
}

// An importer has the packages that can be imported.
type importer map[string]*types.Package

func (i importer) Import(path string) (*types.Package, error) { return i[path], nil }

// compileWith returns what the compiler says of the codec of the golden case basic where the package has this source.
func compileWith(t *testing.T, loaded importer, source string) string {
	t.Helper()
	fset := token.NewFileSet()
	check := func(path, file string, source any) (*types.Package, string) {
		parsed, err := parser.ParseFile(fset, file, source, 0)
		if err != nil {
			t.Fatal(err)
		}
		var said strings.Builder
		c := types.Config{Importer: loaded, Error: func(err error) { said.WriteString(err.Error() + "\n") }}
		pkg, _ := c.Check(path, fset, []*ast.File{parsed}, nil) // its errors are said
		return pkg, said.String()
	}
	const path = "github.com/owgen/owgen/testdata/golden/basic"
	pkg, said := check(path, "basic.go", source)
	if said != "" {
		t.Fatal(said)
	}
	loaded[path] = pkg
	_, said = check("main", filepath.Join(golden, "basic", "cmd", "basic", "codec.go"), nil)
	return said
}
