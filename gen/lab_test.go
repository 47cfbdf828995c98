package gen

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"

	"github.com/owgen/owgen/gen/internal/emit"
	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/schema"
	"github.com/owgen/owgen/gen/internal/source"
	"github.com/owgen/owgen/internal/build"
)

// A lab generates for packages that exist in memory only, without the go command: fast enough for fuzzing. What they and
// what is generated for them can import is what one package imports that is loaded once.
type lab struct {
	loaded *source.Answer
}

// newLab makes a lab whose packages can import these, and all that generated programs import.
func newLab(t testing.TB, imports ...string) *lab {
	t.Helper()
	imports = append(imports, "context", "net/http", "strings")
	file := "-- hello.go --\npackage hello\n\nimport (\n"
	for _, step := range []string{"", model.CodecStep, model.FallbackStep, model.ZeroStep, model.FormatStep, model.URIStep, model.PatternStep, model.PredeclaredStep, model.HTTPStep} {
		imports = append(imports, model.RuntimePath+step)
	}
	for _, path := range imports {
		file += fmt.Sprintf("\t_ %q\n", path)
	}
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(file+")\n")))
	ctx := context.Background()
	flags, err := build.ReadGoflags(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	answers, err := source.Load(ctx, dir, flags, []source.Query{{Dir: dir}})
	if err != nil {
		t.Fatal(err)
	}
	if answers[0].Err != nil || len(answers[0].Package.Errors) > 0 {
		t.Fatal(answers[0].Err, answers[0].Package.Errors)
	}
	return &lab{answers[0]}
}

// A product is what became of a package.
type product struct {
	findings *source.Findings
	files    []File
	openAPI  []byte
}

// errNoGo means that a text is no Go, which is the compiler's business.
var errNoGo = errors.New("no Go")

// generate generates for a package that consists of one file. The error is errNoGo, or that something is wrong with owgen.
func (l *lab) generate(text string) (*product, error) {
	src, err := l.check(text)
	if err != nil {
		return nil, errNoGo
	}
	defer src.Fset.RemoveFile(src.Fset.File(src.Syntax[0].Package))
	a := *l.loaded
	a.Package = src
	var c Config
	p, err := c.inspect(context.Background(), &a)
	if err != nil {
		return nil, err
	}
	made := &product{findings: src.Findings}
	if len(src.Problems) > 0 {
		return made, nil
	}
	if made.files, err = emit.Files(p); err != nil {
		return nil, err
	}
	made.openAPI = schema.OpenAPI(p, schema.Info{Title: "hello", Version: "1"}, src.Comments())
	return made, l.compile(src, made.files)
}

// check type-checks a file.
func (l *lab) check(text string) (*source.Package, error) {
	loaded := *l.loaded.Package.Package
	src := l.loaded.Package.Apart()
	src.Package = &loaded
	file, err := parser.ParseFile(loaded.Fset, filepath.Join(loaded.Dir, "hello.go"), text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	loaded.TypesInfo = &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: l, Sizes: loaded.TypesSizes, GoVersion: "go1.26"}
	loaded.Types, err = config.Check(loaded.PkgPath, loaded.Fset, []*ast.File{file}, loaded.TypesInfo)
	loaded.Syntax, loaded.Name = []*ast.File{file}, file.Name.Name
	return src, err
}

// compile type-checks what was generated.
func (l *lab) compile(src *source.Package, files []File) error {
	fset := token.NewFileSet()
	var syntax []*ast.File
	var all string
	for _, f := range files {
		file, err := parser.ParseFile(fset, filepath.Base(f.Path), f.Data, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		syntax = append(syntax, file)
		all += string(f.Data)
	}
	config := types.Config{Importer: beside{l, src.Types}, Sizes: src.TypesSizes, GoVersion: "go1.26"}
	if _, err := config.Check("example.com/hello/cmd/hello", fset, syntax, nil); err != nil {
		return fmt.Errorf("does not compile: %w\n%s", err, all)
	}
	return nil
}

// Import finds a package among those that were loaded.
func (l *lab) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	var found *types.Package
	packages.Visit([]*packages.Package{l.loaded.Package.Package}, nil, func(p *packages.Package) {
		if p.PkgPath == path {
			found = p.Types
		}
	})
	if found == nil {
		return nil, fmt.Errorf("no package %s", path)
	}
	return found, nil
}

// beside finds the package itself, too.
type beside struct {
	*lab
	own *types.Package
}

func (b beside) Import(path string) (*types.Package, error) {
	if path == b.own.Path() {
		return b.own, nil
	}
	return b.lab.Import(path)
}
