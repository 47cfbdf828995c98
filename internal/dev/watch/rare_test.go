package watch

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestWhatIsRareIsLookedAtLessOften(t *testing.T) {
	dir := t.TempDir()
	written, generated := filepath.Join(dir, "written.go"), filepath.Join(dir, "generated.go")
	put := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put(written, "one")
	put(generated, "one")
	w := New()
	w.Watch(List{Files: []string{written, generated}, Rare: []string{generated}})
	w.Look()
	w.Mark(time.Now())
	w.thorough = time.Now().Add(time.Hour) // as if that look had just been
	put(generated, "another")
	if w.Look(); len(w.Changes()) != 0 {
		t.Errorf("at the next look there is a change of %q", w.Changes())
	}
	put(written, "another")
	if w.Look(); !slices.Equal(w.Changes(), []string{written}) {
		t.Errorf("changed are %q, want the one that somebody writes", w.Changes())
	}
	w.thorough = time.Time{}
	if w.Look(); !slices.Equal(w.Changes(), []string{generated, written}) {
		t.Errorf("changed are %q, want both", w.Changes())
	}
}

// What owgen wrote during a build is on the list behind it, and no change, although there was a look just before.
func TestWhatWasGeneratedDuringABuildIsNoChange(t *testing.T) {
	path := filepath.Join(t.TempDir(), "generated.go")
	w := New()
	w.Look()
	w.Mark(time.Now())
	w.Wrote(path, []byte("one"))
	if err := os.WriteFile(path, []byte("one"), 0o666); err != nil {
		t.Fatal(err)
	}
	w.Watch(List{Files: []string{path}, Rare: []string{path}})
	if w.Look(); len(w.Changes()) != 0 {
		t.Errorf("changed are %q", w.Changes())
	}
}
