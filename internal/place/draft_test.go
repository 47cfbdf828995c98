package place

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDirectoriesForAFileAreMadeAndStayOnlyWithIt(t *testing.T) {
	root := t.TempDir()
	path := filepath.Join(root, "a", "b", "x.tar")
	for _, commit := range []bool{false, true} {
		draft, err := NewFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if commit {
			if err := draft.Commit(); err != nil {
				t.Fatal(err)
			}
		}
		draft.Discard()
		if Exists(path) != commit || Exists(filepath.Join(root, "a")) != commit {
			entries, err := os.ReadDir(root)
			t.Errorf("committed: %v; there are %v, %v", commit, entries, err)
		}
	}
}

// A link that leads nowhere is in the way, and stays.
func TestWhereNoDirectoryCanBeMadeNothingIsRemoved(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "out")
	if err := os.Symlink("nowhere", link); err != nil {
		t.Fatal(err)
	}
	if _, err := NewFile(filepath.Join(link, "below", "hello.zip")); err == nil {
		t.Error("a file was begun behind a link that leads nowhere")
	}
	if _, err := os.Lstat(link); err != nil {
		t.Error(err)
	}
}
