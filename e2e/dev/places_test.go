package dev

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Somebody may have come to a directory by a link, as the shell remembers.
func TestDEV22ADirectoryThatALinkLeadsTo(t *testing.T) {
	s := open(t, func(s *shop) {
		s.at = filepath.Join(t.TempDir(), "link")
		if err := os.Symlink(s.dir, s.at); err != nil {
			t.Fatal(err)
		}
		t.Setenv("PWD", s.at)
	})
	s.wants("one", "cheap", "a note\n")
	s.edit("order.go", `"one"`, `"two"`)
	s.wants("two", "cheap", "a note\n")
	s.edit("price/price.go", "cheap", "dear")
	s.wants("two", "dear", "a note\n")
	n := s.state().Build.N
	s.put("unused/unused.go", "package unused\n")
	s.wants("two", "dear", "a note\n")
	if got := s.state().Build.N; got != n {
		t.Errorf("build %d is of a file that does not belong to the program", got)
	}
}

// The module that go.mod names may come later than its name.
func TestDEV24AModuleInADirectoryThatIsMissing(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	s.edit("go.mod", "=> ./price", "=> ../elsewhere")
	if got := s.post("order", "{}"); got.stale == "" {
		t.Errorf("the answer is %+v", got)
	}
	s.put("../elsewhere/price.go", strings.Replace(s.text("price/price.go"), "cheap", "dear", 1))
	s.put("../elsewhere/go.mod", s.text("price/go.mod"))
	s.wants("one", "dear", "a note\n")
}

// The first file that a pattern matches mends the build.
func TestDEV24AnEmbeddedFileThatIsMissingFromTheBeginning(t *testing.T) {
	s := open(t, func(s *shop) {
		s.put("pages/readme.txt", "")
		s.put("order.go", strings.NewReplacer("//go:embed note.txt", "//go:embed pages/*.html", `_ "embed"`, `"embed"`,
			"var note string", "var pages embed.FS\n\nvar note = func() string { b, _ := pages.ReadFile(\"pages/a.html\"); return string(b) }()").
			Replace(s.text("order.go")))
	})
	if got := s.post("order", "{}"); got.status != 503 {
		t.Errorf("the answer is %+v", got)
	}
	s.put("pages/a.html", "a page")
	s.wants("one", "cheap", "a page")
}
