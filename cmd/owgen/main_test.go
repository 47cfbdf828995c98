package main

import (
	"bytes"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/owgen/owgen/gen"
)

// TestMain lets the test binary be owgen for the scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"owgen": main})
}

func TestHelpIsTheDocComment(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if code := run([]string{"-h"}, &stdout, &stderr); code != 0 || stderr.Len() > 0 {
		t.Errorf("-h exits %d and prints %q on stderr, want 0 and nothing", code, &stderr)
	}
	source, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "doc.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := stdout.String(), file.Doc.Text(); got != want {
		t.Errorf("-h prints\n%s\nthe doc comment is\n%s", got, want)
	}
	if got, want := firstSentence(stdout.String()), "Owgen turns a Go function into a serverless action."; got != want {
		t.Errorf("the first sentence is %q, want %q", got, want)
	}
}

func firstSentence(text string) string { return new(doc.Package).Synopsis(text) }

func TestManualExplainsEachFlag(t *testing.T) {
	var documented []string
	for _, m := range regexp.MustCompile(`(?m)^\t(-\w+)( .*)?$`).FindAllStringSubmatch(manual(), -1) {
		documented = append(documented, m[1])
		for _, opt := range gen.AllOptions() {
			if form := "-" + opt.Name + " " + strings.Join(opt.Values[:], "|"); m[1] == "-"+opt.Name && m[0] != "\t"+form {
				t.Errorf("the manual has %q, want %s", m[0], form)
			}
		}
	}
	want := []string{"-o", "-func", "-dockerfile", "-tags", "-target", "-check", "-diff", "-v", "-version", "-h"}
	for _, opt := range gen.AllOptions() {
		want = append(want, "-"+opt.Name)
	}
	if !slices.Equal(documented, want) {
		t.Errorf("the manual explains %q, want %q", documented, want)
	}
	for _, name := range documented {
		if _, err := parseOptions([]string{name + "=linux/amd64"}); err != nil && strings.Contains(err.Error(), "not defined") {
			t.Errorf("%s is in the manual: %v", name, err)
		}
	}
}

func TestVersion(t *testing.T) {
	const module = "github.com/owgen/owgen"
	for _, test := range []struct {
		name string
		main debug.Module
		want string
	}{
		{"a release", debug.Module{Path: module, Version: "v0.3.1"}, "owgen v0.3.1 (go1.26.8)"},
		{"a working copy", debug.Module{Path: module, Version: "(devel)"}, "owgen (devel) (go1.26.8)"},
		{"a test binary", debug.Module{Path: module}, "owgen (devel) (go1.26.8)"},
		{
			"replaced by a directory",
			debug.Module{Path: module, Version: "v0.3.1", Replace: &debug.Module{Path: "../owgen"}},
			"owgen (devel) (go1.26.8)",
		},
		{
			"replaced by a fork",
			debug.Module{Path: module, Version: "v0.3.1", Replace: &debug.Module{Path: "example.com/fork", Version: "v0.4.0"}},
			"owgen v0.4.0 (go1.26.8)",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := version(&debug.BuildInfo{GoVersion: "go1.26.8", Main: test.main}); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestUsageErrorsAreOneLine(t *testing.T) {
	for _, test := range []struct {
		args string // separated by spaces
		want string
	}{
		{"-chekc", "flag provided but not defined: -chekc"},
		{"-o", "flag needs an argument: -o"},
		{"-check=maybe", `invalid boolean value "maybe" for -check: parse error`},
		{"-func A,,B", `invalid value "A,,B" for flag -func: want names separated by commas, for example A,B`},
		{"-target linux", `invalid value "linux" for flag -target: want os/arch, for example linux/arm64`},
		{"-target /arm64", `invalid value "/arm64" for flag -target: want os/arch, for example linux/arm64`},
		{"-target linux/arm/v7", `invalid value "linux/arm/v7" for flag -target: want os/arch, for example linux/arm64`},
		{"-unknown rejct", `invalid value "rejct" for flag -unknown: want ignore or reject`},
		{"-any=", `invalid value "" for flag -any: want full or native`},
		{"./a ./b", "one package at a time, not ./a and ./b"},
		{"./a -check", "-check stands after the package ./a; flags come first"},
	} {
		t.Run(test.args, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			code := run(strings.Fields(test.args), &stdout, &stderr)
			want := "owgen: " + test.want + " (run 'owgen -h')\n"
			if code != 2 || stderr.String() != want || stdout.Len() > 0 {
				t.Errorf("exit code %d, stderr %q, stdout %q; want 2, %q and nothing", code, &stderr, &stdout, want)
			}
		})
	}
}

func TestOptionsBecomeAConfig(t *testing.T) {
	o, err := parseOptions(strings.Fields("-o out -func A,B -dockerfile none -tags x,y -target linux/arm64 -unknown=reject -any native -check ./shop"))
	if err != nil {
		t.Fatal(err)
	}
	c := o.Config
	if c.Out != "out" || c.Dockerfile != "none" || c.GOOS != "linux" || c.GOARCH != "arm64" || c.Pattern != "./shop" ||
		!slices.Equal(c.Funcs, []string{"A", "B"}) || !slices.Equal(c.Tags, []string{"x", "y"}) || !o.check || o.diff ||
		c.Options != (gen.Options{RejectUnknown: true, NativeAny: true}) {
		t.Errorf("got %+v", o)
	}
}
