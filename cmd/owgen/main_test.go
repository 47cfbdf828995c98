package main

import (
	"bytes"
	"flag"
	"go/doc"
	"go/format"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary be owgen for the scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"owgen": calm})
}

var update = flag.Bool("update", false, "write the files of the doc comment anew")

// TestDocCommentIsTheHelpForAllCommands whose parts go doc puts together: doc.go has that for the main command.
func TestDocCommentIsTheHelpForAllCommands(t *testing.T) {
	table := commands()
	want := map[string]string{"doc.go": table.Manual(table.Main)}
	for _, c := range table.Commands {
		want["doc_"+c.Name+".go"] = table.Manual(c)
	}
	have, err := filepath.Glob("doc*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range have {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is for no command", name)
		}
	}
	for name, text := range want {
		checkDocComment(t, name, text)
	}
	if got, want := firstSentence(want["doc.go"]), "Owgen turns a Go function into a serverless action."; got != want {
		t.Errorf("the first sentence is %q, want %q", got, want)
	}
}

// checkDocComment checks that the file has the text as its doc comment, and nothing else.
func checkDocComment(t *testing.T, name, text string) {
	t.Helper()
	want := "/*\n" + text + "*/\npackage main\n"
	if formatted, err := format.Source([]byte(want)); err != nil || string(formatted) != want {
		t.Errorf("gofmt would make of the help\n%s\n%v", formatted, err)
	}
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	source, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.ReplaceAll(string(source), "\r\n", "\n"); got != want {
		t.Errorf("%s is not what the help says; run: make golden\n%s", name, diff.Diff(name, []byte(got), "help", []byte(want)))
	}
	if n := strings.Count(want, "\n"); n > 300 {
		t.Errorf("%s has %d lines", name, n)
	}
}

func firstSentence(text string) string { return new(doc.Package).Synopsis(text) }

// TestEachCommandHasHelpOfItsOwn by whichever way it is asked for.
func TestEachCommandHasHelpOfItsOwn(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"-h", "Owgen turns "},
		{"--help", "Owgen turns "},
		{"help", "Owgen turns "},
		{"help -h", "Owgen turns "},
		{"help help", "Owgen turns "},
		{"image -h", "Owgen image builds "},
		{"help image", "Owgen image builds "},
		{"zip -h", "Owgen zip builds "},
		{"help zip", "Owgen zip builds "},
		{"manifest -h", "Owgen manifest prints "},
		{"manifest openfaas -h", "Owgen manifest prints "},
		{"help manifest", "Owgen manifest prints "},
		{"schema -h", "Owgen schema prints "},
		{"help schema", "Owgen schema prints "},
		{"openapi -h", "Owgen openapi prints "},
		{"help openapi", "Owgen openapi prints "},
		{"init -h", "Owgen init begins "},
		{"help init", "Owgen init begins "},
		{"list -h", "Owgen list prints "},
		{"help list", "Owgen list prints "},
	} {
		var stdout, stderr bytes.Buffer
		code := run(strings.Fields(test.args), &stdout, calmWriter{&stderr})
		if code != 0 || stderr.Len() > 0 || !strings.HasPrefix(stdout.String(), test.want) {
			t.Errorf("owgen %s exits with %d and says %q and %.100q, want it to begin with %q", test.args, code, &stderr, &stdout, test.want)
		}
	}
}

func TestHelpListsTheCommands(t *testing.T) {
	program := commands()
	help := program.Help(program.Main)
	for _, c := range program.Commands {
		if !strings.Contains(help, "\n\t"+c.Name+" ") || !strings.Contains(help, " "+c.Short+"\n") {
			t.Errorf("the help does not list %s: %s", c.Name, c.Short)
		}
	}
}

// TestEachFlagIsExplained in the help for each command that has it, with no need to look elsewhere.
func TestEachFlagIsExplained(t *testing.T) {
	program := commands()
	for _, c := range append(program.Commands, program.Main) {
		help := program.Help(c)
		for _, name := range c.Flags().Names() {
			explained := regexp.MustCompile(`(?m)^\t-` + name + `( .+)?\n\t\t[a-z<]`)
			if !explained.MatchString(help) {
				t.Errorf("the help for %s does not explain -%s", c.Name, name)
			}
		}
		for _, word := range []string{"as above", "likewise", "see above"} {
			if strings.Contains(help, word) {
				t.Errorf("the help for %s says %q, and nothing stands above it", c.Name, word)
			}
		}
		for line := range strings.Lines(help) {
			if width := len(strings.ReplaceAll(strings.TrimRight(line, "\n"), "\t", "        ")); width > 86 {
				t.Errorf("a line of the help for %s has %d columns: %s", c.Name, width, line)
			}
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
	all := strings.Join(commands().Names(), ", ")
	for _, test := range []struct {
		args string // separated by spaces
		want string
	}{
		{"-chekc", "flag provided but not defined: -chekc; did you mean -check?"},
		{"-colour", "flag provided but not defined: -colour"},
		{"image -platfrom x", "flag provided but not defined: -platfrom; did you mean -platform?"},
		{"image -platform riscv64", `invalid value "riscv64" for flag -platform: platform "riscv64": want linux/riscv64`},
		{"-platform riscv64", `invalid value "riscv64" for flag -platform: want os/arch, for example linux/riscv64`},
		{"manifest", "want owgen manifest openwhisk, openfaas, knative or lambda, and then flags and a package"},
		{"manifest kubernetes", `there is no manifest for "kubernetes"; want owgen manifest openwhisk, openfaas, knative or lambda, and then flags and a package`},
		{"manifest OpenFaas", `there is no manifest for "OpenFaas"; did you mean owgen manifest openfaas?`},
		{"manifest -image x openfaas", "-image stands before the platform; want owgen manifest openwhisk, openfaas, knative or lambda, and then flags and a package"},
		{"imgae", "imgae is neither a command nor a package; did you mean owgen image?"},
		{"imgae -platform linux/arm64", "-platform stands after the package imgae; did you mean owgen image?"},
		{"deploy", "deploy is neither a command nor a package; the commands are " + all + ", and a package in a directory is written ./deploy"},
		{"cmd/shop", "cmd/shop is not a package; a package in a directory is written ./cmd/shop"},
		{"image shop", "shop is not a package; a package in a directory is written ./shop"},
		{"-o", "flag needs an argument: -o"},
		{"-check=maybe", `invalid boolean value "maybe" for -check: parse error`},
		{"-func A,,B", `invalid value "A,,B" for flag -func: want names separated by commas, for example A,B`},
		{"-platform linux", `invalid value "linux" for flag -platform: want os/arch, for example linux/arm64`},
		{"-platform /arm64", `invalid value "/arm64" for flag -platform: want os/arch, for example linux/arm64`},
		{"-platform windows/amd64/v3", `invalid value "windows/amd64/v3" for flag -platform: want os/arch, for example linux/arm64`},
		{"-platform linux/arm/v9", `invalid value "linux/arm/v9" for flag -platform: platform "linux/arm/v9": arm has no variant v9; ` +
			"want linux/arm/v7 or linux/arm/v6 or linux/arm/v5"},
		{"-platform linux/amd64,linux/arm64", `invalid value "linux/amd64,linux/arm64" for flag -platform: want one platform: ` +
			"what is generated for it serves all that have the same files"},
		{"zip -platform linux/amd64,linux/arm64", `invalid value "linux/amd64,linux/arm64" for flag -platform: want one platform: ` +
			"an archive holds one binary"},
		{"-target linux/arm64", "flag provided but not defined: -target; did you mean -platform?"},
		{"image -target linux/arm64", "flag provided but not defined: -target; did you mean -platform?"},
		{"help imgae", "imgae is not a command; did you mean owgen help image?"},
		{"help deploy", "deploy is not a command; the commands are " + all},
		{"help image zip", "help explains one command at a time, not image and zip"},
		{"hepl", "hepl is neither a command nor a package; did you mean owgen help?"},
		{"manifest knative -zip x.zip", "-zip is for openwhisk and lambda, not for knative"},
		{"manifest openwhisk -namespace x", "-namespace is for openfaas and knative, not for openwhisk"},
		{"-unknown rejct", `invalid value "rejct" for flag -unknown: want ignore or reject`},
		{"-rootfs minimal -ca some.pem", "-ca makes no sense with -rootfs minimal, which leaves certificates out"},
		{"-any=", `invalid value "" for flag -any: want full or native`},
		{"image ./a ./b", "one package at a time, not ./a and ./b"},
		{"invoke qty=3 zip=1", "qty=3 is not a package; a parameter is set with -p qty=3"},
		{`invoke {"qty":3}`, "parameters that are JSON are read from a file, with -f, or from standard input, with -f -"},
		{"./a -check", "-check stands after the package ./a; flags come first"},
	} {
		t.Run(test.args, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			code := run(strings.Fields(test.args), &stdout, calmWriter{&stderr})
			command, _ := commands().Find(strings.Fields(test.args))
			want := "owgen: " + test.want + " (run '" + commands().HelpLine(command) + "')\n"
			if code != 2 || stderr.String() != want || stdout.Len() > 0 {
				t.Errorf("exit code %d, stderr %q, stdout %q; want 2, %q and nothing", code, &stderr, &stdout, want)
			}
		})
	}
}
