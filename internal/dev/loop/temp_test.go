//go:build unix && !solaris && !aix

package loop

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestDEV28WhatAKilledProcessLeftIsRemovedLater(t *testing.T) {
	parent := filepath.Join(t.TempDir(), "[tmp]")
	if err := os.Mkdir(parent, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv(goFiles, parent)
	living, remove, err := makeTemp()
	if err != nil {
		t.Fatal(err)
	}
	defer remove()
	dead, young, other := filepath.Join(parent, tempName+"1"), filepath.Join(parent, tempName+"2"), filepath.Join(parent, "other")
	for _, dir := range []string{dead, young, other} {
		if err := os.MkdirAll(filepath.Join(dir, "1"), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(parent, tempName+"3")
	if err := os.Symlink(other, link); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-time.Hour)
	for _, dir := range []string{living, dead, other} {
		if err := os.Chtimes(dir, old, old); err != nil {
			t.Fatal(err)
		}
	}
	_, removeNext, err := makeTemp()
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{living, young, filepath.Join(other, "1"), link} {
		if _, err := os.Stat(dir); err != nil {
			t.Errorf("%s is not left alone: %v", filepath.Base(dir), err)
		}
	}
	if _, err := os.Stat(dead); err == nil {
		t.Error("what belongs to nobody is still there")
	}
	remove()
	removeNext()
	if left, err := os.ReadDir(parent); err != nil || len(left) != 3 {
		t.Errorf("left are %q, want the link, its target and what is young, %v", left, err)
	}
}
