package main

import (
	"bytes"
	"go/doc"
	"go/parser"
	"go/token"
	"io"
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

// TestManualExplainsEachFlag looks for the flags of the manual in the commands, and the other way round.
func TestManualExplainsEachFlag(t *testing.T) {
	want := map[string][]string{
		"": {"-o", "-func", "-dockerfile", "-rootfs", "-ca", "-healthcheck", "-makefile", "-runtime", "-tags", "-target",
			"-check", "-diff", "-v", "-version", "-h"},
		"image":    {"-t", "-platform", "-o", "-label", "-rootfs", "-ca", "-healthcheck", "-tags"},
		"zip":      {"-kind", "-o", "-platform", "-tags"},
		"manifest": {"-name", "-image", "-zip", "-kind", "-web", "-handler", "-namespace", "-func", "-tags"},
	}
	for _, opt := range gen.AllOptions() {
		want[""] = append(want[""], "-"+opt.Name)
		if form := "\t-" + opt.Name + " " + strings.Join(opt.Values[:], "|") + "\n"; !strings.Contains(manual(), form) {
			t.Errorf("the manual does not have %q", form)
		}
	}
	documented := documentedFlags()
	for command, names := range want {
		if !slices.Equal(documented[command], names) {
			t.Errorf("the manual explains %q of %q, want %q", documented[command], command, names)
		}
		for _, name := range names {
			if !isFlag(command, name) {
				t.Errorf("%s of %q is in the manual, and not in the program", name, command)
			}
		}
	}
}

// documentedFlags returns the flags that the manual explains, by command.
func documentedFlags() map[string][]string {
	documented := map[string][]string{}
	command := ""
	line := regexp.MustCompile(`^(Image|Zip) builds|^(Manifest) prints|^\t(-\w+)( .*)?$|^The flags (-.*) are as above`)
	for text := range strings.Lines(manual()) {
		m := line.FindStringSubmatch(strings.TrimSuffix(text, "\n"))
		switch {
		case m == nil:
		case m[1]+m[2] != "":
			command = strings.ToLower(m[1] + m[2])
		case m[3] != "":
			documented[command] = append(documented[command], m[3])
		default:
			documented[command] = append(documented[command], strings.Fields(strings.NewReplacer(",", " ", " and ", " ").Replace(m[5]))...)
		}
	}
	return documented
}

// isFlag reports whether the command, for one of its platforms if it has such, knows the flag.
func isFlag(command, name string) bool {
	forms := [][]string{{command}}
	switch command {
	case "":
		forms = [][]string{nil}
	case "manifest":
		forms = [][]string{{command, "openwhisk"}, {command, "openfaas"}, {command, "knative"}}
	}
	return slices.ContainsFunc(forms, func(form []string) bool {
		var stderr bytes.Buffer
		run(append(form, name+"=\x00", "./nowhere"), io.Discard, &stderr)
		return !strings.Contains(stderr.String(), "not defined")
	})
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
		{"-chekc", "flag provided but not defined: -chekc; did you mean -check?"},
		{"-colour", "flag provided but not defined: -colour"},
		{"image -platfrom x", "flag provided but not defined: -platfrom; did you mean -platform?"},
		{"image -platform riscv64", `invalid value "riscv64" for flag -platform: platform "riscv64": want linux/riscv64`},
		{"-target riscv64", `invalid value "riscv64" for flag -target: want os/arch, for example linux/riscv64`},
		{"manifest", "want owgen manifest openwhisk, openfaas or knative, and then flags and a package"},
		{"manifest kubernetes", `there is no manifest for "kubernetes"; want owgen manifest openwhisk, openfaas or knative, and then flags and a package`},
		{"manifest OpenFaas", `there is no manifest for "OpenFaas"; did you mean owgen manifest openfaas?`},
		{"manifest -image x openfaas", "-image stands before the platform; want owgen manifest openwhisk, openfaas or knative, and then flags and a package"},
		{"imgae", "imgae is no command and no package; did you mean owgen image?"},
		{"imgae -platform linux/arm64", "-platform stands after the package imgae; did you mean owgen image?"},
		{"help", "help is no command and no package; did you mean owgen -h?"},
		{"deploy", "deploy is no command and no package; the commands are image, manifest, zip, and a package in a directory is written ./deploy"},
		{"cmd/shop", "cmd/shop is no package; one in a directory is written ./cmd/shop"},
		{"image shop", "shop is no package; one in a directory is written ./shop"},
		{"-o", "flag needs an argument: -o"},
		{"-check=maybe", `invalid boolean value "maybe" for -check: parse error`},
		{"-func A,,B", `invalid value "A,,B" for flag -func: want names separated by commas, for example A,B`},
		{"-target linux", `invalid value "linux" for flag -target: want os/arch, for example linux/arm64`},
		{"-target /arm64", `invalid value "/arm64" for flag -target: want os/arch, for example linux/arm64`},
		{"-target linux/arm/v7", `invalid value "linux/arm/v7" for flag -target: want os/arch, for example linux/arm64`},
		{"-unknown rejct", `invalid value "rejct" for flag -unknown: want ignore or reject`},
		{"-rootfs minimal -ca some.pem", "-ca makes no sense with -rootfs minimal, which leaves certificates out"},
		{"-any=", `invalid value "" for flag -any: want full or native`},
		{"image ./a ./b", "one package at a time, not ./a and ./b"},
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
	o, err := parseOptions("", strings.Fields("-o out -func A,B -func C -dockerfile none -tags x,y -target linux/arm64 -unknown=reject -any native -check ./shop"))
	if err != nil {
		t.Fatal(err)
	}
	c := o.Config
	if c.Out != "out" || c.Dockerfile != "none" || c.GOOS != "linux" || c.GOARCH != "arm64" || c.Pattern != "./shop" ||
		!slices.Equal(c.Funcs, []string{"A", "B", "C"}) || !slices.Equal(c.Tags, []string{"x", "y"}) || !o.check || o.diff ||
		c.Options != (gen.Options{RejectUnknown: true, NativeAny: true}) {
		t.Errorf("got %+v", o)
	}
}
