package dev

import (
	"strings"
	"testing"
)

func TestDEV24CodeThatDoesNotCompile(t *testing.T) {
	s := open(t, func(s *shop) {
		s.put("order.go", strings.Replace(s.text("order.go"), "note}, nil", "note + foo}, nil", 1))
	})
	got := s.post("order", "{}")
	if want := `{"error":"build 1 failed: order.go:46:48: undefined: foo"}`; got.status != 503 || strings.TrimSpace(got.body) != want {
		t.Fatalf("the answer is %d %s, want %s", got.status, got.body, want)
	}
	s.said(`(?m)^owgen: build 1 failed; nothing answers yet$`)
	if n := strings.Count(s.Stderr(), "order.go:46:48: undefined: foo\n"); n != 1 {
		t.Errorf("the terminal says it %d times:\n%s", n, s.Stderr())
	}
	s.edit("order.go", "note + foo", "note")
	s.wants("one", "cheap", "a note\n")

	s.edit("order.go", "note}, nil", "note + bar}, nil")
	if got := s.post("order", `{"ID":"x"}`); got.status != 200 || got.build != "2" || got.stale != "build 3 failed" {
		t.Errorf("the answer is %d of build %s, stale %q", got.status, got.build, got.stale)
	}
	s.said(`(?m)^order\.go:46:48: undefined: bar\nowgen: build 3 failed; build 2 answers$`)
	b := s.state().Build
	if b.State != "failed" || b.N != 3 || b.Served != 2 || len(b.Diagnostics) != 1 {
		t.Fatalf("the state is %+v", b)
	}
	if d := b.Diagnostics[0]; d.File != "order.go" || d.Line != 46 || d.Col != 48 || d.First != 44 || !strings.Contains(d.Source[2], "note + bar") {
		t.Errorf("the diagnostic is %+v", d)
	}
	s.edit("order.go", "note + bar", "note")
	s.wants("one", "cheap", "a note\n")
	if b := s.state().Build; b.State != "ready" || len(b.Diagnostics) != 0 {
		t.Errorf("the state is %+v", b)
	}
}

func TestDEV24WhatIsBrokenOutsideOfTheCodeIsMendedWithoutARestart(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	module := s.text("go.mod")
	order := s.text("order.go")
	for _, test := range []struct {
		name       string
		break_     func()
		says       string
		mend       func()
		price, end string
	}{
		{"go.mod", func() { s.put("go.mod", "modul "+module) }, `go\.mod:1: unknown directive: modul`,
			func() { s.put("go.mod", module) }, "cheap", "a note\n"},
		{"a module that is not required", func() { s.put("go.mod", strings.ReplaceAll(module, "example.com/price", "example.com/other")) }, `example\.com/`,
			func() { s.put("go.mod", module) }, "cheap", "a note\n"},
		{"a package that is missing", func() {
			s.put("order.go", strings.Replace(order, `"example.com/price"`, `"example.com/price/discount"`, 1))
		}, `order\.go:\d+:\d+: `, func() {
			s.put("price/discount/discount.go", "package discount\n\nfunc Of() string { return \"half\" }\n")
			s.edit("order.go", "price.Of()", "discount.Of()")
		}, "half", "a note\n"},
		{"a file that was deleted", func() { s.remove("order.go") }, `owgen: build \d+ failed`,
			func() { s.put("order.go", order) }, "cheap", "a note\n"},
		{"an embedded file that was deleted", func() { s.remove("note.txt") }, `note\.txt`,
			func() { s.put("note.txt", "a new note") }, "cheap", "a new note"},
		{"a type that owgen does not take", func() { s.put("order.go", strings.Replace(order, "Until string ", "Until chan string ", 1)) }, `order\.go:\d+:\d+: `,
			func() { s.put("order.go", order) }, "cheap", "a new note"},
	} {
		before := len(s.Stderr())
		test.break_()
		if got := s.post("order", `{"ID":"x"}`); got.status != 200 || got.stale == "" {
			t.Errorf("%s: the answer is %d, stale %q", test.name, got.status, got.stale)
		}
		s.saidAfter(before, test.says)
		test.mend()
		s.wants("one", test.price, test.end)
	}
}

// A package that is missing is looked for until it comes.
func TestDEV24AMissingPackageThatIsWrittenLater(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	s.edit("order.go", `"example.com/price"`, `price "example.com/order/later"`)
	if got := s.post("order", "{}"); got.stale == "" {
		t.Errorf("the answer is %+v", got)
	}
	s.put("later/later.go", "package later\n\nfunc Of() string { return \"late\" }\n")
	s.wants("one", "late", "a note\n")
}

func TestDEV25AProgramThatPanicsAtStart(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	s.edit("order.go", "// Params of an order.", "func init() { fail() }\n\nfunc fail() { panic(\"no stock\") }\n\n// Params of an order.")
	if got := s.post("order", `{"ID":"x"}`); got.status != 200 || got.build != "1" || got.stale != "build 2 failed" {
		t.Errorf("the answer is %d of build %s, stale %q", got.status, got.build, got.stale)
	}
	s.said(`(?m)^owgen: build 2 ended at start: exit status 2$`)
	b := s.state().Build
	if b.State != "crashed" || b.Served != 1 || !strings.Contains(b.Log, "panic: no stock") || len(b.Diagnostics) != 1 {
		t.Fatalf("the state is %+v", b)
	}
	if d := b.Diagnostics[0]; d.File != "order.go" || d.Line != 19 && d.Line != 21 {
		t.Errorf("the diagnostic is %+v", d)
	}
	s.edit("order.go", `panic("no stock")`, "")
	s.wants("one", "cheap", "a note\n")
}

// saidAfter waits until stderr matches from a position on.
func (s *shop) saidAfter(from int, pattern string) {
	s.Helper()
	if _, err := s.SaidAfter(from, pattern); err != nil {
		s.Error(err)
	}
}
