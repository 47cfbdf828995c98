//go:build unix

package gocmd

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestACancelledCommandRemovesItsFiles: the go command does so if it is interrupted, and cannot if it is killed.
func TestACancelledCommandRemovesItsFiles(t *testing.T) {
	dir := t.TempDir()
	script := "#!/bin/sh\ntrap 'rm work; exit 1' INT\ntouch work\nwhile :; do sleep 0.01; done\n"
	if err := os.WriteFile(filepath.Join(dir, "go"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	ctx, cancel := context.WithCancel(t.Context())
	work := filepath.Join(dir, "work")
	go func() {
		for _, err := os.Stat(work); err != nil && t.Context().Err() == nil; _, err = os.Stat(work) {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	if _, err := Run(ctx, dir, os.Environ(), "build"); err == nil {
		t.Error("no error")
	}
	if _, err := os.Stat(work); err == nil {
		t.Error("a file is left")
	}
}
