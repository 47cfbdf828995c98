package ow

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/internal/logstyle"
)

// docs/platforms.md has a row for each variable that this package reads, and for no other.
func TestEnvironmentIsDocumented(t *testing.T) {
	text, err := os.ReadFile("../docs/platforms.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(text), "\n## Environment variables\n")
	if !ok {
		t.Fatal("docs/platforms.md has no table of variables")
	}
	var documented []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|.*\\|.*\\|.*\\|$").FindAllStringSubmatch(section, -1) {
		documented = append(documented, row[1])
	}
	slices.Sort(documented)
	if read := variablesRead(t); !slices.Equal(read, documented) {
		t.Errorf("docs/platforms.md does not list what the source reads\nreads %q\nlists %q", read, documented)
	}
}

// Words in variables have any case, whichever variable it is.
func TestOPS2WordsHaveAnyCase(t *testing.T) {
	env := environment("OWGEN_MODE=Server", "OWGEN_PLATFORM=OpenFaaS", "OWGEN_ERRORS=HIDE", "OWGEN_LOG=Text", "OWGEN_LOG_LEVEL=Warn")
	if got, err := (start{env: env}).choose(); got != modeServer || err != nil {
		t.Errorf("mode %d, %v", got, err)
	}
	if got, err := detectPlatform(env); got != onOpenFaaS || err != nil {
		t.Errorf("platform %s, %v", got, err)
	}
	l := new(logger)
	if err := l.choose(env, false); !l.style.Text || l.style.Least != logstyle.Warn || err != nil {
		t.Errorf("%+v, %v", l.style, err)
	}
	if f, err := readFailures(env, l); !f.hide || err != nil {
		t.Errorf("%+v, %v", f, err)
	}
}

// variablesRead returns the names of the variables that the source of this package looks up. One that is put together of a
// prefix and more is the prefix and a star.
func variablesRead(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	below, err := filepath.Glob("internal/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, below...)
	names := map[string]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if name := variableRead(call); name != "" {
					names[name] = true
				}
			}
			return true
		})
	}
	return slices.Sorted(maps.Keys(names))
}

// variableRead returns the name of the variable that a call looks up, "" for none.
func variableRead(call *ast.CallExpr) string {
	callee := ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		callee = f.Name
	case *ast.SelectorExpr:
		callee = f.Sel.Name
	}
	switch callee {
	case "TempDir":
		return "TMPDIR" // os.TempDir reads it
	case "env", "Getenv", "LookupEnv", "flag", "number", "duration":
	default:
		return ""
	}
	switch name := call.Args[0].(type) {
	case *ast.BasicLit:
		return unquote(name)
	case *ast.BinaryExpr:
		if prefix, ok := name.X.(*ast.BasicLit); ok {
			return unquote(prefix) + "*"
		}
	}
	return "" // within flag and its like, which are given the name
}

func unquote(l *ast.BasicLit) string {
	s, _ := strconv.Unquote(l.Value)
	return s
}
