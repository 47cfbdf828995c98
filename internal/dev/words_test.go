package dev

import (
	"testing"

	"github.com/owgen/owgen/internal/dev/loop"
)

func TestDEV49BuildsInWords(t *testing.T) {
	for _, c := range []struct {
		build loop.Build
		want  string
	}{
		{loop.Build{N: 12, State: loop.Building, MS: 1400}, "Building 12"},
		{loop.Build{N: 12, State: loop.Starting}, "Starting 12"},
		{loop.Build{N: 12, State: loop.Ready, MS: 812}, "Build 12 · 0.8 s"},
		{loop.Build{N: 12, Served: 11, State: loop.Failed}, "Build 12 failed · build 11 answers"},
		{loop.Build{N: 1, State: loop.Failed}, "Build 1 failed"},
		{loop.Build{N: 12, State: loop.Crashed, Diagnostics: []loop.Diagnostic{{Text: "ended at start: exit status 2"}}}, "Build 12 ended: exit status 2"},
		{loop.Build{N: 12, State: loop.Crashed, Diagnostics: []loop.Diagnostic{{Text: "ended: signal: segmentation fault"}}}, "Build 12 ended: signal: segmentation fault"},
		{loop.Build{N: 12, State: loop.Crashed, Diagnostics: []loop.Diagnostic{{Text: "did not answer GET /_/health within 10s"}}}, "Build 12 does not run"},
	} {
		if got := buildText(c.build); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestDEV42PositionsAreLinksOfTheEditor(t *testing.T) {
	p := program{dir: "/home/ann/a b", editor: "vscode://file/{file}:{line}:{col}"}
	d := loop.Diagnostic{File: "order.go", Line: 31, Text: "undefined: foo"}
	if got, want := p.link(d), "vscode://file//home/ann/a%20b/order.go:31:1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := (program{dir: "/"}).link(d); got != "" {
		t.Errorf("without an editor the link is %s", got)
	}
	if got := positionOf(d); got != "order.go:31" {
		t.Errorf("the position is %s", got)
	}
}

func TestDEV24TheColumnIsMarkedBelowItsLine(t *testing.T) {
	d := loop.Diagnostic{Line: 31, Col: 10, First: 30, Source: []string{"{", "\t/* ä */ foo()", "}"}}
	want := [4]string{"30      {\n", "31      \t/* ä */ foo()\n", "        \t       ^\n", "32      }\n"}
	if got := excerptOf(d); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A tab before each of them would leave no room for their words in a narrow window.
func TestDEV43NotesOfAnErrorStandBelowItsText(t *testing.T) {
	b := loop.Build{Diagnostics: []loop.Diagnostic{{File: "a.go", Line: 1, Text: "import cycle\n\tb.go:2:3: b imports a"}}}
	got := program{}.words(b).Diagnostics[0].Text
	if want := "import cycle\nb.go:2:3: b imports a"; got != want {
		t.Errorf("the page shows %q, want %q", got, want)
	}
	if b.Diagnostics[0].Text == got {
		t.Error("the terminal shows what the page does")
	}
}
