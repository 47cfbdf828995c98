package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var repository, _ = filepath.Abs("../..") // before a test changes the directory

// shop makes the files in an archive the working directory: a module, or what go.work says. ROOT stands for this repository.
func shop(t *testing.T, archive string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	files := map[string]string{}
	if !strings.Contains(archive, "-- go.work --") {
		files["go.mod"] = moduleFile("shop")
	}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		files[f.Name] = string(f.Data)
	}
	for name, text := range files {
		files[name] = strings.ReplaceAll(text, "ROOT", repository)
	}
	writeAll(t, dir, files)
	t.Chdir(dir)
	t.Setenv("GOFLAGS", "-buildvcs=false")
	t.Setenv("GOENV", "off")
	t.Setenv("GOWORK", "")
	return dir
}

// writeAll writes files by their paths relative to dir.
func writeAll(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// moduleFile is the go.mod of a module that requires this one.
func moduleFile(name string) string {
	return "module example.com/" + name + "\n\ngo 1.26.0\n\nrequire github.com/owgen/owgen v0.0.0\n\nreplace github.com/owgen/owgen => ROOT\n"
}

// owgen runs a command line and returns what it says on stderr, with the exit code in front if that is not 0.
func owgen(args ...string) string {
	var stdout, stderr bytes.Buffer
	if code := run(args, &stdout, calmWriter{&stderr}); code != 0 {
		return fmt.Sprintf("%d: %s", code, &stderr)
	}
	return stderr.String()
}

const handler = `
//go:generate owgen -dockerfile none

type Params struct{ Name string }

func Hello(p Params) (Params, error) { return p, nil }
`

// TestNinePackagesAskTheGoCommandAsOftenAsOne counts what is run, which does not depend on how busy the machine is. The
// benchmark measures the time.
func TestNinePackagesAskTheGoCommandAsOftenAsOne(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the go command that counts is a shell script")
	}
	count := func(packages int, args ...string) (asked []string) {
		var archive strings.Builder
		for k := range packages {
			fmt.Fprintf(&archive, "-- p%d/p.go --\npackage p%d\n%s", k, k, handler)
		}
		dir := shop(t, archive.String())
		log := filepath.Join(dir, "asked")
		script := fmt.Sprintf("#!/bin/sh\necho \"$@\" >>'%s'\nPATH=\"${PATH#*:}\" exec go \"$@\"\n", log)
		bin := t.TempDir()
		if err := os.WriteFile(filepath.Join(bin, "go"), []byte(script), 0o777); err != nil {
			t.Fatal(err)
		}
		defer os.Setenv("PATH", os.Getenv("PATH"))
		os.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
		said := owgen(args...)
		if wrote := strings.Count(said, "owgen: wrote "); wrote != 3*packages {
			t.Fatalf("%d files were written:\n%s", wrote, said)
		}
		data, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(strings.TrimSpace(string(data)), "\n")
	}
	alone, one, nine := count(1, "-dockerfile", "none", "./p0"), count(1, "./..."), count(9, "./...")
	if len(nine) != len(one) || len(nine) > len(alone)+1 {
		t.Errorf("the go command is run %d times for nine packages, %d times for one, %d times for one that is named:\n%s",
			len(nine), len(one), len(alone), strings.Join(nine, "\n"))
	}
}

func TestFlagsOfDirectivesCountForSeveralPackages(t *testing.T) {
	for _, args := range []string{"-func Hello ./...", "-o out ./a ./b", "-runtime embed -check ./...", "-tags= all", "-unknown reject work"} {
		said := owgen(strings.Fields(args)...)
		name, _, _ := strings.Cut(strings.Fields(args)[0], "=")
		want := "2: owgen: " + name + " is not for several packages: for each, the flags in its go:generate directive count; " +
			"besides them there are -check, -diff and -v (run 'owgen -h')\n"
		if said != want {
			t.Errorf("owgen %s says\n%swant\n%s", args, said, want)
		}
	}
}

const bazaarArchive = `
-- a.go --
package shop

//go:generate owgen ./...
-- a/a.go --
package a
` + handler + `
-- b/b.go --
package b

//go:generate owgen -func Hello -o cmd/one
//go:generate owgen -func Hello -o cmd/two
//go:generate owgen -version
//go:generate owgen -func Missing ./...

type Params struct{ Name string }

func Hello(p Params) (Params, error) { return p, nil }
-- b/mine.go --
package b
-- c/c.go --
package c
-- c/image/Dockerfile --
FROM mine
-- d/d.go --
package d

//go:generate owgen -o ../../outside
//go:generate owgen -platform linux/pdp11
//go:generate owgen -ca nothing.pem
//go:generate owgen ../c
//go:generate owgen . -check

func Hello(p struct{ A int }) (any, error) { return p, nil }
-- docs/readme.txt --
-- none/none.go --
package none
-- broken/broken.go --
package broken

//go:generate owgen

func Hello(p struct{ A int }) (any, error) {}
-- nested/go.mod --
module example.com/nested

go 1.26.0
-- nested/n.go --
package nested

//go:generate owgen
`

func TestSeveralPackagesAndTheirProblems(t *testing.T) {
	dir := shop(t, bazaarArchive)
	for _, test := range []struct {
		name, args, want string
	}{
		{"each problem is told at its place, and the rest is written", "./...", `1: owgen: wrote a/cmd/a/main.go
owgen: wrote a/cmd/a/codec.go
owgen: wrote a/cmd/a/.gitattributes
b/b.go:4:1: b/image/Dockerfile would be written for the directive in b/b.go:3, too; choose another place with -o or -dockerfile
b/b.go:6:1: -func is not for several packages: for each, the flags in its go:generate directive count; besides them there are -check, -diff and -v
	run 'owgen -h'
broken/broken.go:5:45: missing return
c/c.go:1:9: package c has no handler
	a handler is func(Params) (Result, error)
d/d.go:3:1: -o ../outside is outside of module example.com/shop, to which the program belongs
d/d.go:4:1: unsupported GOOS/GOARCH pair linux/pdp11; to list those that are, run: go tool dist list
d/d.go:5:1: open $WORK/d/nothing.pem: no such file or directory
d/d.go:7:1: -check stands after the package .; flags come first
	run 'owgen -h'
owgen: 3 of 4 packages have problems; nothing was written for them
`},
		{"a package that is named must have a directive", "-check ./a ./none", `1: ./none has no go:generate directive of owgen
	add the line //go:generate owgen to it, or generate for it alone: owgen ./none
owgen: 1 of 2 packages has problems; nothing was written for it
`},
		{"no directive at all", "./c/...", `2: owgen: no package that ./c/... names has a go:generate directive of owgen; add the line //go:generate owgen to those with handlers
`},
		{"a directory that is not there", "./a ./nowhere/...", `2: owgen: ./nowhere/... names no packages: stat $WORK/nowhere: no such file or directory
`},
		{"a package that is not there", "./a ./nowhere", `2: owgen: stat $WORK/nowhere: directory not found
`},
		{"another module", "./nested/...", `2: owgen: ./nested/... is in another module; run owgen in $WORK/nested
`},
		{"files", "b/b.go b/mine.go", `2: owgen: b/b.go is a file; name the package
`},
	} {
		t.Run(test.name, func(t *testing.T) {
			said := strings.ReplaceAll(owgen(strings.Fields(test.args)...), dir, "$WORK")
			if said != test.want {
				t.Errorf("owgen %s says\n%swant\n%s", test.args, said, test.want)
			}
		})
	}
}

// TestOneModuleHasOneCopyOfTheRuntime for however many packages.
func TestOneModuleHasOneCopyOfTheRuntime(t *testing.T) {
	embedding := strings.Replace(handler, "owgen", "owgen -runtime embed", 1)
	shop(t, "-- a/a.go --\npackage a\n"+embedding+"-- b/b.go --\npackage b\n"+embedding)
	said := owgen("./...")
	if strings.Count(said, "files in internal/ow\n") != 1 || strings.Count(said, "owgen: wrote ") != 7 {
		t.Errorf("said\n%s", said)
	}
	if err := os.Remove("internal/ow/codec/doc.go"); err != nil {
		t.Fatal(err)
	}
	if said := owgen("-check", "./..."); !strings.HasPrefix(said, "1: internal/ow/codec/doc.go:1:1: missing\nowgen: 1 of ") {
		t.Errorf("-check says\n%s", said)
	}
	if said := owgen("./..."); said != "owgen: wrote internal/ow/codec/doc.go\n" {
		t.Errorf("said\n%s", said)
	}

	// Many files have one line, though not all of them are written: another owgen has another copy.
	for _, name := range []string{"accept.go", "codec/doc.go", "http1/doc.go", "log.go"} {
		if err := os.Remove("internal/ow/" + name); err != nil {
			t.Fatal(err)
		}
	}
	if said := owgen("./..."); said != "owgen: wrote 4 files in internal/ow\n" {
		t.Errorf("said\n%s", said)
	}
}

// TestAWorkspaceIsBroughtUpToDateAtOnce where the go command itself finds no packages below the directory of go.work.
func TestAWorkspaceIsBroughtUpToDateAtOnce(t *testing.T) {
	shop(t, `
-- go.work --
go 1.26.0

use (
	./api
	./jobs/night
)
-- api/go.mod --
`+moduleFile("api")+`
-- api/a.go --
package api
`+handler+`
-- jobs/night/go.mod --
`+moduleFile("night")+`
-- jobs/night/n.go --
package night
`+handler+`
-- jobs/day/go.mod --
`+moduleFile("day")+`
-- jobs/day/d.go --
package day
`+handler)
	for _, test := range []struct{ args, want string }{
		{"./...", "api/cmd/api/main.go api/cmd/api/codec.go jobs/night/cmd/night/main.go jobs/night/cmd/night/codec.go"},
		{"work", ""},
		{"./jobs/... example.com/api", ""},
		{"./jobs/day/...", "in another module"},
	} {
		said := owgen(strings.Fields(test.args)...)
		for _, want := range strings.Fields(test.want) {
			if !strings.Contains(said, want) {
				t.Errorf("owgen %s says nothing of %q:\n%s", test.args, want, said)
			}
		}
		if test.want == "" && said != "" || strings.Contains(said, "day/cmd") {
			t.Errorf("owgen %s says\n%s", test.args, said)
		}
	}
}
