package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDirectoriesForAnArtefactAreMadeAndStayOnlyWithIt(t *testing.T) {
	root := t.TempDir()
	path := filepath.Join(root, "a", "b", "x.tar")
	for _, commit := range []bool{false, true} {
		target, err := newTarget(path, false)
		if err != nil {
			t.Fatal(err)
		}
		if commit {
			if err := target.commit(); err != nil {
				t.Fatal(err)
			}
		}
		target.discard()
		if exists(path) != commit || exists(filepath.Join(root, "a")) != commit {
			entries, err := os.ReadDir(root)
			t.Errorf("committed: %v; there are %v, %v", commit, entries, err)
		}
	}
}
