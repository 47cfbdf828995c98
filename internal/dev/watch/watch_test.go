package watch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A world is a directory that is looked at: the files in it, and names that end in .go.
type world struct {
	*testing.T
	dir string
	*Watcher
}

func newWorld(t *testing.T, files ...string) *world {
	w := &world{t, t.TempDir(), New()}
	l := List{Directories: []Directory{{w.dir, func(name string, isDir bool) bool { return !isDir && strings.HasSuffix(name, ".go") }}}}
	for _, name := range files {
		w.put(name, "one")
		l.Files = append(l.Files, w.path(name))
	}
	began := time.Now()
	w.Watch(l)
	w.Look()
	w.Mark(began)
	return w
}

func (w *world) path(name string) string { return filepath.Join(w.dir, name) }

func (w *world) put(name, text string) {
	w.Helper()
	if err := os.WriteFile(w.path(name), []byte(text), 0o666); err != nil {
		w.Fatal(err)
	}
}

// age gives a file a time that is long ago, so that only another time or size can make it be read again.
func (w *world) age(name string) {
	w.Helper()
	then := time.Now().Add(-time.Hour).Truncate(time.Second)
	if err := os.Chtimes(w.path(name), then, then); err != nil {
		w.Fatal(err)
	}
}

// wants fails the test unless a look finds exactly these changes.
func (w *world) wants(names ...string) {
	w.Helper()
	w.Look()
	var got []string
	for _, path := range w.Changes() {
		got = append(got, filepath.Base(path))
	}
	if !slices.Equal(got, names) {
		w.Errorf("changed are %q, want %q", got, names)
	}
}

func TestDEV19BytesDecide(t *testing.T) {
	w := newWorld(t, "a.go", "b.go")
	w.wants()
	w.put("a.go", "one")
	w.age("b.go")
	w.wants() // other times, the same bytes
	w.put("a.go", "two")
	w.wants("a.go")
	w.put("a.go", "one")
	w.wants() // a change that was undone
}

func TestDEV19TheSameSizeWithinOneTick(t *testing.T) {
	w := newWorld(t, "a.go")
	info, err := os.Stat(w.path("a.go"))
	if err != nil {
		t.Fatal(err)
	}
	w.Look()
	w.put("a.go", "two")
	if err := os.Chtimes(w.path("a.go"), info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	w.wants("a.go")
}

func TestDEV20EditorsThatReplaceFiles(t *testing.T) {
	w := newWorld(t, "a.go")
	w.age("a.go")
	w.wants()
	w.put(".a.swp", "two")
	w.age(".a.swp") // size and time are those of the old file
	if err := os.Rename(w.path(".a.swp"), w.path("a.go")); err != nil {
		t.Fatal(err)
	}
	w.wants("a.go")
}

func TestDEV18NewAndDeletedFiles(t *testing.T) {
	w := newWorld(t, "a.go", "b.go")
	w.put("new.go", "one")
	w.put("notes.txt", "not looked at")
	w.wants("new.go")
	if err := os.Rename(w.path("b.go"), w.path("c.go")); err != nil {
		t.Fatal(err)
	}
	w.wants("b.go", "c.go", "new.go")
	w.Mark(time.Now())
	w.wants()
	w.put("new.go", "two") // it is looked at from its first look on
	w.wants("new.go")
	if err := os.Remove(w.path("a.go")); err != nil {
		t.Fatal(err)
	}
	w.wants("a.go", "new.go")
}

func TestDEV19WhatOwgenWritesIsNoChange(t *testing.T) {
	w := newWorld(t, "a.go")
	w.Wrote(w.path("made.go"), []byte("made"))
	w.put("made.go", "made")
	w.wants()
	w.put("made.go", "edited")
	w.wants("made.go")
	w.Wrote(w.path("made.go"), []byte("made"))
	w.put("made.go", "made")
	w.wants()
	if err := os.Remove(w.path("made.go")); err != nil {
		t.Fatal(err)
	}
	w.wants("made.go")
	w.Removed(w.path("made.go"))
	w.wants()
}

// What is new on the list may have changed while it was not looked at, and the program is then older than the file.
func TestDEV22AFileThatIsNewOnTheListHasChangedIfItIsYoungerThanTheBuild(t *testing.T) {
	w := newWorld(t, "a.go")
	w.put("old.go", "one")
	time.Sleep(2 * tick) // the time of the file is before the mark for sure
	w.Mark(time.Now())
	w.put("young.go", "one")
	l := List{Files: []string{w.path("a.go"), w.path("old.go"), w.path("young.go")}}
	w.Watch(l)
	w.wants("young.go")
}

func TestDEV21ALookTellsWhetherItSawMovement(t *testing.T) {
	w := newWorld(t, "a.go")
	w.put("a.go", "two")
	if !w.Look() {
		t.Error("a change is no movement")
	}
	if w.Look() {
		t.Error("a change from before the last look is movement")
	}
	w.put("b.go", "one")
	if !w.Look() {
		t.Error("a new file is no movement")
	}
}
