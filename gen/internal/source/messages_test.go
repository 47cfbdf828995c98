package source

import (
	"go/token"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/tools/go/packages"
)

func TestMessagesOfTheGoCommand(t *testing.T) {
	for _, test := range []struct{ msg, want string }{
		{"err: exit status 1: stderr: go: updates to go.mod needed; to update it:\n\tgo mod tidy\n", "go.mod needs updating; run: go get ./shop"},
		{"err: exit status 1: stderr: go: downloading x v1\ngo: downloading y v1\ngo: no such tool\n", "no such tool"},
		{"no Go files in /x", "no Go files in /x; to see where there are handlers, run: owgen list"},
		{"main module (m) does not contain package m/n", "main module (m) does not contain package m/n; run owgen in the module that it is in"},
		{"directory ../a outside main module or its selected dependencies", "directory ../a outside main module or its selected dependencies; " +
			"run owgen in the module that it is in"},
		{"a.go:3:1: undefined: b", "a.go:3:1: undefined: b"},
	} {
		if got := goMessage(test.msg, "./shop"); got != test.want {
			t.Errorf("goMessage(%q) = %q, want %q", test.msg, got, test.want)
		}
	}
	for msg, want := range map[string]bool{
		`could not import fmt (cannot import "fmt" (…), export data is newer version - update tool)`: true,
		"package requires newer Go version go1.99 (application built with go1.26)":                   true,
		"This application uses version go1.26 of the source-processing packages but runs …":          true,
		"undefined: x": false,
	} {
		if isNewer(msg) != want {
			t.Errorf("isNewer(%q) = %v", msg, !want)
		}
	}
}

func TestSlowLoadingIsAnnounced(t *testing.T) {
	said := make(chan string, 1)
	done := announce(func(line string) { said <- line }, time.Millisecond, "compiling")
	if line := <-said; line != "compiling" {
		t.Errorf("said %q", line)
	}
	done()

	done = announce(func(line string) { t.Error("said something") }, time.Hour, "compiling")
	done()
	announce(nil, 0, "")()
}

func TestDiagnosticsAreSortedAndSaidOnce(t *testing.T) {
	at := func(file string, line, column int) token.Position {
		return token.Position{Filename: file, Line: line, Column: column}
	}
	ds := Diagnostics{
		{Pos: at("b.go", 1, 1), Msg: "four"},
		{Pos: at("a.go", 10, 1), Msg: "three", Notes: []string{"first come", "first kept"}},
		{Pos: at("a.go", 9, 2), Msg: "two"},
		{Msg: "one", Broken: "hello"},
		{Pos: at("a.go", 10, 1), Msg: "three"},
	}
	const want = "one\na.go:9:2: two\na.go:10:1: three\n\tfirst come\n\tfirst kept\nb.go:1:1: four"
	if got := ds.Sorted().Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := ds.Verdict(); got != "package hello does not compile; nothing was written" {
		t.Error(got)
	}
}

func TestPositionsFromText(t *testing.T) {
	src := &Package{env: &environment{dir: filepath.FromSlash("/x")}}
	for text, want := range map[string]string{
		"/x/a.go:1:2": "a.go:1:2", "/x/a.go:7": "a.go:7", "-": "-", "": "-", "/x/odd:3:4:5": "odd:3:4:5",
	} {
		if got := filepath.ToSlash(src.parsePosition(text).String()); got != want {
			t.Errorf("parsePosition(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestWhatIsToBeTypedForAnotherDirectoryIsQuoted(t *testing.T) {
	root := filepath.Join(t.TempDir(), "my shop")
	module := &packages.Module{Path: "example.com/shop", Dir: root, GoMod: filepath.Join(root, "go.mod")}
	src := &Package{Package: &packages.Package{Module: module}, env: &environment{dir: filepath.Join(filepath.Dir(root), "work")}}
	for command, want := range map[string]string{
		"go get example.com/a": "go -C '../my shop' get example.com/a",
		"go mod edit -go=1.26": "go mod edit -go=1.26 '../my shop/go.mod'",
		"owgen -runtime embed": "owgen -runtime embed",
	} {
		if got := src.inModule(command); got != want {
			t.Errorf("in a module beside this directory, %s is %s, want %s", command, got, want)
		}
	}
	src.env.dir = root
	if got := src.inModule("go get example.com/a"); got != "go get example.com/a" {
		t.Errorf("in the module itself it is %s", got)
	}
}
