package compile

import (
	"errors"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/gocmd"
	"github.com/owgen/owgen/internal/renew"
)

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func replace(text, old, new string) string { return strings.Replace(text, old, new, 1) }

// say returns the diagnostics as they are printed in the directory of the package.
func say(all []Diagnostic) string {
	var text []string
	for _, d := range all {
		text = append(text, d.String())
	}
	return strings.Join(text, "\n")
}

func TestDEV24TheLinesOfTheCompilerAreDiagnosticsEachOnce(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "order.go"), "one\ntwo\nthree\nfour\nfive\n")
	got := parse(dir, "# example.com/order\n./order.go:3:9: undefined: foo\n./order.go:3:9: undefined: foo\n"+
		"order.go:5:2: cannot use x\n\thave int\n../util/util.go:7: no column\ngo: updates to go.mod needed\n")
	want := "order.go:3:9: undefined: foo\norder.go:5:2: cannot use x\n\thave int\n../util/util.go:7: no column\ngo: updates to go.mod needed"
	if text := say(got); text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	if d := got[0]; d.First != 1 || !slices.Equal(d.Source, []string{"one", "two", "three", "four", "five"}) {
		t.Errorf("the source is %q from line %d", d.Source, d.First)
	}
	if d := got[1]; d.First != 3 || !slices.Equal(d.Source, []string{"three", "four", "five"}) {
		t.Errorf("the source is %q from line %d", d.Source, d.First)
	}
	if got := got[0].In(filepath.Dir(dir)); got != filepath.Base(dir)+"/order.go:3:9: undefined: foo" {
		t.Errorf("in the directory above it is %s", got)
	}
}

func TestDEV24ErrorsOfOwgenAreDiagnostics(t *testing.T) {
	dir := t.TempDir()
	found := gen.Diagnostics{
		{Pos: token.Position{Filename: "order.go", Line: 2, Column: 1}, Msg: "no handler", Notes: []string{"write one"}},
		{Pos: token.Position{Filename: "order.go", Line: 3, Column: 1}, Msg: "errors parsing go.mod:\ngo.mod:1: unknown directive: modul"},
		{Msg: "nothing to serve"},
	}
	for _, err := range []error{found, &renew.Fault{Found: found}} {
		want := "nothing to serve\norder.go:2:1: no handler\n\twrite one\ngo.mod:1: unknown directive: modul"
		if got := say(explain(dir, err)); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	if got := say(explain(dir, errors.New("go.mod:3: unknown directive"))); got != "go.mod:3: unknown directive" {
		t.Errorf("got %s", got)
	}
	if got := say(explain(dir, &gocmd.Error{Args: []string{"list"}, Stderr: "go: go.mod file not found"})); got != "go.mod file not found" {
		t.Errorf("got %s", got)
	}
}

func TestDEV25ThePlaceOfAPanicIsTheFirstInTheUsersModule(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "order.go"), "package order\n")
	put(t, filepath.Join(dir, "cmd", "order", "main.go"), "package main\n")
	trace := strings.Split(`panic: no

goroutine 1 [running]:
regexp.MustCompile({0x1, 0x2})
	regexp/regexp.go:313 +0xb0
example.com/other.New(...)
	example.com/other@v1.0.0/order.go:3
example.com/order.init()
	example.com/order/order.go:1 +0x25
main.main()
	example.com/order/cmd/order/main.go:9 +0x1`, "\n")
	modules := Modules{{Path: "example.com/order", Dir: dir}}
	d, ok := modules.Position(dir, trace, "ended at start: exit status 2")
	if got := d.String(); !ok || got != "order.go:1: ended at start: exit status 2" {
		t.Errorf("the place is %s", got)
	}
	replaced := Modules{{Path: "example.com/ot", Dir: dir}, {Path: "example.com/other", Dir: dir}}
	if d, ok := replaced.Position(dir, []string{"\texample.com/other@v1.0.0/order.go:7 +0x1"}, "text"); !ok || d.String() != "order.go:7: text" {
		t.Errorf("the place in a module that a directory replaces is %s", d)
	}
	if d, ok := modules.Position(dir, trace[:6], ""); ok {
		t.Errorf("the place is %s, and there is none of the user's", d)
	}
}
