package compile

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/owgen/owgen/internal/dev/watch"
)

// lay writes the files of an archive, and returns their directory.
func lay(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		put(t, filepath.Join(dir, filepath.FromSlash(f.Name)), string(f.Data))
	}
	return dir
}

// looked returns the files on a list that exist, relative to dir.
func looked(t *testing.T, dir string, l watch.List) []string {
	t.Helper()
	var names []string
	for _, path := range l.Files {
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path); err == nil && !slices.Contains(names, filepath.ToSlash(rel)) {
			names = append(names, filepath.ToSlash(rel))
		}
	}
	slices.Sort(names)
	return names
}

const shop = `
-- go.work --
go 1.26.0

use (
	./app
	./used
)

replace example.com/replaced v1.0.0 => ./replaced
-- app/go.mod --
module example.com/app

go 1.26.0

require example.com/replaced v1.0.0
-- app/app.go --
package app

import (
	"embed"

	_ "example.com/app/part"
	_ "example.com/replaced"
	_ "example.com/used"
	_ "net/http"
)

//go:embed static price.json
var files embed.FS
-- app/other_windows.go --
package app
-- app/app_test.go --
package app
-- app/.hidden.go --
package app
-- app/price.json --
{}
-- app/static/deep/a.html --
-- app/testdata/a.go --
package a
-- app/unused/unused.go --
package unused
-- app/part/part.go --
package part
-- used/go.mod --
module example.com/used

go 1.26.0
-- used/go.sum --
-- used/used.go --
package used
-- replaced/go.mod --
module example.com/replaced

go 1.26.0
-- replaced/replaced.go --
package replaced
`

func TestDEV18TheFilesOfTheProgramAreWatched(t *testing.T) {
	dir := lay(t, shop)
	app := filepath.Join(dir, "app")
	s, err := find(t.Context(), append(os.Environ(), "GOWORK=", "GOFLAGS=", "GOPROXY=off", "PWD="+app), "", app)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"app/app.go", "app/go.mod", "app/other_windows.go", "app/part/part.go", "app/price.json", "app/static/deep/a.html", "go.work",
		"replaced/go.mod", "replaced/replaced.go", "used/go.mod", "used/go.sum", "used/used.go",
	}
	if got := looked(t, dir, s.list); !slices.Equal(got, want) || !s.whole {
		t.Errorf("watched are\n%q, want\n%q", got, want)
	}
	counted := map[string]string{}
	for _, d := range s.list.Directories {
		rel, _ := filepath.Rel(dir, d.Path)
		for _, name := range []string{"new.go", "new_test.go", ".new.go", "new.html", "new.s", "price.json"} {
			if d.Counts(name, false) {
				counted[filepath.ToSlash(rel)] += name + " "
			}
		}
	}
	for path, names := range map[string]string{
		"app": "new.go new.s price.json ", "app/part": "new.go new.s ", "app/static/deep": "new.go new_test.go new.html new.s price.json ",
		"used": "new.go new.s ", "replaced": "new.go new.s ",
	} {
		if counted[path] != names {
			t.Errorf("in %s count %q, want %q", path, counted[path], names)
		}
	}
}

// A pattern may match nothing yet, and one with all: matches hidden files, too.
func TestDEV18WhatMayBeEmbeddedIsWatched(t *testing.T) {
	dir := lay(t, `
-- go.mod --
module example.com/app

go 1.26.0
-- app.go --
package app

import "embed"

//go:embed static/*.html all:conf
var files embed.FS
-- conf/a --
-- static/other.txt --
`)
	s, err := find(t.Context(), append(os.Environ(), "GOWORK=", "GOFLAGS=", "GOPROXY=off", "PWD="+dir), "", dir)
	if err != nil || s.whole {
		t.Fatalf("a pattern that matches nothing is no error (%v)", err)
	}
	for _, d := range s.list.Directories {
		switch filepath.Base(d.Path) {
		case "static", "conf":
			if !d.Counts("new.html", false) || !d.Counts(".new", false) {
				t.Errorf("in %s new files do not count", d.Path)
			}
			dir = ""
		}
	}
	if n := len(s.list.Directories); n != 3 || dir != "" {
		t.Errorf("%d directories are watched, want 3", n)
	}
}

func TestDEV24WhileAModuleIsBrokenAllItsSourcesAreWatched(t *testing.T) {
	dir := lay(t, shop)
	app := filepath.Join(dir, "app")
	put(t, filepath.Join(app, "go.mod"), "modul example.com/app\n")
	want := []string{
		"app/app.go", "app/go.mod", "app/other_windows.go", "app/part/part.go", "app/unused/unused.go", "go.work",
		"replaced/go.mod", "replaced/replaced.go", "used/go.mod", "used/used.go",
	}
	l := roughly(filepath.Join(app, "part"))
	if got := looked(t, dir, l); !slices.Equal(got, want) {
		t.Errorf("watched are\n%q, want\n%q", got, want)
	}
	for _, d := range l.Directories {
		if !d.Counts("missing", true) || d.Counts(".git", true) || d.Counts("testdata", true) {
			t.Errorf("in %s other directories count than those that may be packages", d.Path)
		}
	}
}

func TestWhatIsOnTwoListsCountsForBothReasons(t *testing.T) {
	only := func(want string) func(string, bool) bool {
		return func(name string, _ bool) bool { return name == want }
	}
	a := watch.List{Files: []string{"/a"}, Directories: []watch.Directory{{Path: "/d", Counts: only("x")}}}
	b := watch.List{Files: []string{"/b"}, Directories: []watch.Directory{{Path: "/d", Counts: only("y")}, {Path: "/e", Counts: only("z")}}}
	l := join(a, b)
	if len(l.Files) != 2 || len(l.Directories) != 2 || !l.Directories[0].Counts("x", false) || !l.Directories[0].Counts("y", false) {
		t.Errorf("joined are %+v", l)
	}
	if a.Directories[0].Counts("y", false) {
		t.Error("joining changes the first list")
	}
}

// A call does not wait until each file of the runtime has been looked at, in a clone of owgen as in a copy.
func TestDEV22ACloneOfTheRuntimeIsLookedAtLessOften(t *testing.T) {
	dir := lay(t, `
-- app/go.mod --
module example.com/app

go 1.26.0

require github.com/owgen/owgen v0.0.0

replace github.com/owgen/owgen => ../clone
-- app/app.go --
package app

import _ "github.com/owgen/owgen/runtime/owlog"
-- clone/go.mod --
module github.com/owgen/owgen

go 1.26.0
-- clone/runtime/main.go --
package ow
-- clone/runtime/owlog/owlog.go --
package owlog

import _ "github.com/owgen/owgen/runtime"
`)
	app := filepath.Join(dir, "app")
	s, err := find(t.Context(), append(os.Environ(), "GOWORK=", "GOFLAGS=", "GOPROXY=off", "PWD="+app), "", app)
	if err != nil || !s.whole {
		t.Fatal(err)
	}
	var want []string
	for _, name := range []string{"runtime/main.go", "runtime", "runtime/owlog/owlog.go", "runtime/owlog"} {
		want = append(want, filepath.Join(dir, "clone", filepath.FromSlash(name)))
	}
	if !slices.Equal(s.list.Rare, want) {
		t.Errorf("seldom looked at are\n%q, want\n%q", s.list.Rare, want)
	}
}
