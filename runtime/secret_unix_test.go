//go:build unix

package ow

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A file may become a pipe between the look at it and the opening of it: who opens a pipe waits for somebody who writes.
func TestOPS11WhatBecomesAPipeKeepsNobodyWaiting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(path, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	replaced := func(path string) (fs.FileInfo, error) {
		info, err := os.Stat(path)
		os.Remove(path)
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			t.Skip(err)
		}
		return info, err
	}
	done := make(chan error, 1)
	go func() {
		_, err := openSecret(path, replaced)
		done <- err
	}()
	select {
	case err := <-done:
		if err == nil || !strings.Contains(err.Error(), "is not a file") {
			t.Error(err)
		}
	case <-time.After(patience):
		t.Error("it waits")
	}
}

// Where Kubernetes replaces secrets, a link leads to another directory from then on, and the old one goes.
func TestOPS11SecretsThatAreReplacedAllTheTime(t *testing.T) {
	dir := t.TempDir()
	replace := func(name string) {
		sub := filepath.Join(dir, name)
		os.Mkdir(sub, 0o700)
		os.WriteFile(filepath.Join(sub, "a"), []byte("secret"), 0o600)
		os.Remove(filepath.Join(dir, "..data_tmp"))
		os.Symlink(name, filepath.Join(dir, "..data_tmp"))
		old, _ := os.Readlink(filepath.Join(dir, "..data"))
		os.Rename(filepath.Join(dir, "..data_tmp"), filepath.Join(dir, "..data"))
		if old != "" {
			os.RemoveAll(filepath.Join(dir, old))
		}
	}
	replace("..1")
	if err := os.Symlink("..data/a", filepath.Join(dir, "a")); err != nil {
		t.Fatal(err)
	}
	done, read := make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		for n := range 100 {
			replace([]string{"..1", "..2"}[(n+1)%2])
			<-read // no reader meets two of them, which are a minute apart
		}
	}()
	for {
		if got, err := secret("a", environment("OWGEN_SECRETS="+dir)); got != "secret" || err != nil {
			t.Fatalf("%q, %v", got, err)
		}
		select {
		case <-done:
			return
		case read <- true:
		default:
		}
	}
}
