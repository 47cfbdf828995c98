package compile

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// A build reads what was there when it began, whatever is saved meanwhile.
func TestDEV22ABuildReadsTheFilesAsTheyWere(t *testing.T) {
	user, dir := t.TempDir(), t.TempDir()
	code, note := filepath.Join(user, "order.go"), filepath.Join(user, "note.txt")
	save := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	s, err := newSnapshot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.root.Close()
	wants := func(when string, texts map[string]string) {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(dir, overlay))
		var index struct{ Replace map[string]string }
		if err == nil {
			err = json.Unmarshal(data, &index)
		}
		if err != nil || len(index.Replace) != len(texts) {
			t.Errorf("%s: the index is %s (%v)", when, data, err)
		}
		for path, want := range texts {
			if got, err := os.ReadFile(index.Replace[path]); err != nil || string(got) != want {
				t.Errorf("%s: %s is %q (%v), want %q", when, path, got, err, want)
			}
		}
	}
	take := func(files, changed []string) {
		t.Helper()
		if err := s.take(files, changed); err != nil {
			t.Fatal(err)
		}
	}
	wants("at first", nil)
	save(code, "one")
	save(note, "a")
	both := []string{code, note, filepath.Join(user, "missing.go")}
	take(both, nil)
	save(code, "two")
	wants("after a save", map[string]string{code: "one", note: "a"})
	take(both, []string{code})
	wants("in the next build", map[string]string{code: "two", note: "a"})
	if err := os.Remove(note); err != nil {
		t.Fatal(err)
	}
	take(both, []string{note})
	wants("without a file", map[string]string{code: "two"})
	take([]string{note}, nil)
	wants("of other files", nil)
}

// What the compiler says of a copy is said of the file.
func TestDEV24ErrorsNameTheFilesAndNotTheirCopies(t *testing.T) {
	user, dir := t.TempDir(), t.TempDir()
	code := filepath.Join(user, "order.go")
	if err := os.WriteFile(code, []byte("package order\n\nvar a = b\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	s, err := newSnapshot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.root.Close()
	if err := s.take([]string{code}, nil); err != nil {
		t.Fatal(err)
	}
	to := s.copies[code]
	rel, err := filepath.Rel(user, to)
	if err != nil {
		t.Fatal(err)
	}
	output := "# example.com/order\n" + rel + ":3:9: undefined: b\n\t" + to + ":3:5: other declaration of a\n"
	got := s.named(user, parse(user, output))
	if len(got) != 1 || got[0].String() != "order.go:3:9: undefined: b\n\torder.go:3:5: other declaration of a" || len(got[0].Source) != 3 {
		t.Errorf("it says %q", got)
	}
}

// A branch that is checked out may have a file where there was a directory, and the reverse.
func TestDEV22FilesAndDirectoriesMayChangePlaces(t *testing.T) {
	user, dir := t.TempDir(), t.TempDir()
	one, inside := filepath.Join(user, "a"), filepath.Join(user, "a", "b", "c.go")
	s, err := newSnapshot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.root.Close()
	all := []string{one, inside}
	for range 2 {
		for _, now := range all {
			if err := os.RemoveAll(one); err != nil {
				t.Fatal(err)
			}
			if err := os.MkdirAll(filepath.Dir(now), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(now, []byte(now), 0o666); err != nil {
				t.Fatal(err)
			}
			if err := s.take(all, all); err != nil {
				t.Error(err)
			}
			if got, err := os.ReadFile(s.copies[now]); len(s.copies) != 1 || err != nil || string(got) != now {
				t.Errorf("%s is %q (%v) of %v", now, got, err, s.copies)
			}
		}
	}
}

// The files of a build for which there was no room are not those of the one before, once there is.
func TestDEV24WhatCouldNotBeCopiedIsCopiedLater(t *testing.T) {
	user, dir := t.TempDir(), t.TempDir()
	code, more := filepath.Join(user, "order.go"), filepath.Join(user, "more.go")
	s, err := newSnapshot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.root.Close()
	save := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	save(code, "one")
	if err := s.take([]string{code}, nil); err != nil {
		t.Fatal(err)
	}
	save(code, "two")
	save(more, "more")
	blocked := filepath.Join(dir, copyName(more)) // stands for a disk that is full
	if err := os.MkdirAll(filepath.Join(blocked, "x"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := s.take([]string{code, more}, []string{code, more}); err == nil {
		t.Error("no error")
	}
	if err := os.RemoveAll(blocked); err != nil {
		t.Fatal(err)
	}
	if err := s.take([]string{code, more}, nil); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(s.copies[code]); err != nil || string(got) != "two" {
		t.Errorf("the copy is %q (%v)", got, err)
	}
}
