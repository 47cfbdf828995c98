package dev

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/e2e/internal/dev"
)

func TestDEV19GeneratedFilesArePutRight(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	files := []string{"cmd/order/main.go", "cmd/order/codec.go", "image/Dockerfile"}
	good := map[string]string{}
	for _, name := range files {
		good[name] = s.text(name)
	}
	for _, name := range files {
		for _, spoil := range []func(){
			func() { s.put(name, good[name]+"// edited\n") },
			func() { s.remove(name) },
		} {
			n := s.state().Build.N
			spoil()
			s.wants("one", "cheap", "a note\n")
			// The file may be no part of what the call needs, so that it is put right by a look that nobody asked for.
			s.until(name+" is put right", func() bool { b := s.state().Build; return b.N > n && b.State == "ready" })
			if s.text(name) != good[name] {
				t.Errorf("%s is not put right", name)
			}
		}
	}
	// What owgen writes is no change: the next build is that of the next edit.
	n := s.state().Build.N
	s.edit("order.go", "\tUntil string", "\tMore string\n\tUntil string")
	s.wants("one", "cheap", "a note\n")
	if s.text("cmd/order/codec.go") == good["cmd/order/codec.go"] {
		t.Error("the codec does not know the new field")
	}
	s.edit("order.go", `"one"`, `"two"`)
	s.wants("two", "cheap", "a note\n")
	if got := s.state().Build.N; got != n+2 {
		t.Errorf("there were %d builds for two edits", got-n)
	}
}

func TestDEV19TheFlagsOfTheDirectiveCount(t *testing.T) {
	s := open(t, func(s *shop) {
		s.put("order.go", strings.Replace(s.text("order.go"), "//go:generate owgen", "//go:generate owgen -o cmd/pay -dockerfile none -unknown reject", 1))
	})
	s.wants("one", "cheap", "a note\n")
	if got := s.post("order", `{"ID":"x","Other":1}`); got.status != 400 {
		t.Errorf("an unknown member is answered %d %s", got.status, got.body)
	}
	for _, name := range []string{"cmd/order", "image"} {
		if _, err := os.Stat(filepath.Join(s.dir, name)); err == nil {
			t.Errorf("%s was written", name)
		}
	}
	s.edit("order.go", "reject", "ignore")
	if got := s.post("order", `{"ID":"x","Other":1}`); got.status != 200 {
		t.Errorf("with the other flag an unknown member is answered %d %s", got.status, got.body)
	}
}

func TestDEV19SeveralDirectivesAndNone(t *testing.T) {
	s := open(t, func(s *shop) {
		s.put("order.go", strings.Replace(s.text("order.go"), "//go:generate owgen", "", 1))
	})
	s.wants("one", "cheap", "a note\n")
	s.edit("order.go", "// Params of", "//go:generate owgen -func Order -o cmd/first -dockerfile none\n"+
		"//go:generate owgen -func Refund -o cmd/second -dockerfile none\n\n// Refund refunds.\nfunc Refund(p Params) (Result, error) { return Result{Text: \"refund\"}, nil }\n\n// Params of")
	s.wants("one", "cheap", "a note\n") // the program of the first one runs
	for _, name := range []string{"cmd/first/main.go", "cmd/second/main.go"} {
		s.text(name)
	}
}

// A checkout brings what was generated for another program, so nothing has to be written that would begin the build anew.
func TestDEV19WhatIsCheckedOutMayBeAnotherProgram(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	names := []string{"order.go", "cmd/order/main.go", "cmd/order/codec.go", "image/Dockerfile"}
	before := map[string]string{}
	for _, name := range names {
		before[name] = s.text(name)
	}
	s.edit("order.go", "package order", "package main")
	s.wants("one", "cheap", "a note\n")
	s.until("the program is in place", func() bool { _, err := os.Stat(filepath.Join(s.dir, "owgen_main.go")); return err == nil })

	s.remove("owgen_main.go")
	s.remove("owgen_codec.go")
	before["order.go"] = strings.Replace(before["order.go"], `"one"`, `"two"`, 1)
	for _, name := range names {
		s.put(name, before[name])
	}
	s.wants("two", "cheap", "a note\n")
}

// A directive may stand in another package than the one that it is for.
func TestDEV19ADirectiveElsewhereInTheModule(t *testing.T) {
	s := open(t, func(s *shop) {
		s.put("order.go", strings.Replace(s.text("order.go"), "//go:generate owgen", "", 1))
		s.put("tools/tools.go", "package tools\n\n//go:generate owgen -o ../cmd/pay -dockerfile none ..\n")
	})
	s.wants("one", "cheap", "a note\n")
	s.text("cmd/pay/main.go")
	if _, err := os.Stat(filepath.Join(s.dir, "image")); err == nil {
		t.Error("image was written")
	}
}

func TestDEV29AHandlerThatIsRenamed(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	s.edit("order.go", "func Order(", "func Refund(")
	if got := s.post("refund", `{"ID":"x"}`); got.status != 200 {
		t.Errorf("the new name is answered %d %s", got.status, got.body)
	}
	st := s.state()
	if len(st.Handlers) != 1 || st.Handlers[0].Func != "Refund" || st.Handlers[0].File != "order.go" || st.Handlers[0].Line != 28 {
		t.Errorf("handlers are %+v", st.Handlers)
	}
	s.edit("order.go", `// Order orders.
func Refund(`, "// Void voids.\nfunc Void(p Params) (Result, error) { return Result{}, nil }\n\n// Order orders.\n//\n//owgen:action\nfunc Refund(")
	s.edit("order.go", "// Void voids.\n", "// Void voids.\n//\n//owgen:action\n")
	if got := s.post("void", `{}`); got.status != 200 {
		t.Errorf("the second handler is answered %d %s", got.status, got.body)
	}
	s.edit("order.go", "return Result{}, nil }", "return Result{},\n\n\n\tnil }")
	s.post("void", `{}`)
	lines := map[string]int{}
	for _, h := range s.state().Handlers {
		lines[h.Func] = h.Line
	}
	if want := 38; len(lines) != 2 || lines["Refund"] != want {
		t.Errorf("handlers are in lines %v, want Refund in %d", lines, want)
	}
}

// Of several programs of a package, the one is run whose directory is named.
func TestDEV19AProgramThatIsNamed(t *testing.T) {
	s := open(t, func(s *shop) {
		s.put("order.go", strings.Replace(s.text("order.go"), "//go:generate owgen", "//go:generate owgen -func Order -o cmd/first -dockerfile none\n"+
			"//go:generate owgen -func Refund -o cmd/second -dockerfile none\n\n// Refund refunds.\nfunc Refund(p Params) (Result, error) { return Result{Text: \"refund\"}, nil }\n", 1))
	})
	s.wants("one", "cheap", "a note\n")
	second, err := dev.Start(me, s.dir, t.TempDir(), "-addr", "127.0.0.1:0", "./cmd/second")
	if err != nil {
		t.Fatal(err)
	}
	defer second.Stop()
	if a, err := post(second.URL, `{"ID":"x"}`); err != nil || !strings.Contains(a.body, `"refund"`) {
		t.Errorf("the second program answers %d %s, %v\n%s", a.status, a.body, err, second.Stderr())
	}
}
