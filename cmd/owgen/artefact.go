package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/image"
)

// What the commands have in common that build a program and pack it.

// packedText is what the help for these commands says of the programs.
const packedText = `Only those variables of the environment count that choose the source and the
version of Go: of GOFLAGS these are -tags, -mod, -modfile and -overlay, and the
-X flags in -ldflags.

A program that is not what its directive for go generate would write now is
refused, as by owgen -check. Without a directive, the flags count that the
program was generated with.
`

// withBinary builds p for the target and passes the binary to use.
func withBinary(p build.Program, t build.Target, use func(f *os.File, size int64) error) error {
	dir, err := os.MkdirTemp("", "owgen-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "action")
	if err := build.Build(context.Background(), p, path, t); err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return use(f, info.Size())
}

// A target is a file or directory that will be there when all of it is written, or else be what it was.
type target struct {
	path      string // of the result
	tmp       string // in the same directory
	directory bool
	made      []string // the directories on the way to it that were not there, the deepest first
}

// newTarget prepares writing to path, and makes the directories on the way. It fails if that will not be possible, before
// the work is done.
func newTarget(path string, directory bool) (*target, error) {
	path = filepath.Clean(path) // what ends in a slash would have its temporary file in itself
	dir, base := filepath.Split(path)
	t := &target{path: path, tmp: filepath.Join(dir, fmt.Sprintf(".%s.%08x", base, rand.Uint32())), directory: directory}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case directory && !info.IsDir():
		return nil, fmt.Errorf("%s is a file; for an image in a tar file name it with .tar", path)
	case directory && !isLayout(path):
		return nil, fmt.Errorf("%s is a directory that holds something else; name one that is new, or an image in it", path)
	case !directory && info.IsDir():
		return nil, fmt.Errorf("%s is a directory; move it, or name a file with -o", path)
	}
	for missing := filepath.Dir(path); !exists(missing); missing = filepath.Dir(missing) {
		t.made = append(t.made, missing)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, err
	}
	if directory {
		return t, os.Mkdir(t.tmp, 0o777)
	}
	f, err := os.OpenFile(t.tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, err
	}
	return t, f.Close()
}

// isLayout reports whether a directory holds an image, or nothing, and nothing else: all of it will be removed.
func isLayout(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !image.IsTopLevel(e.Name()) })
}

// discard removes what is not committed.
func (t *target) discard() {
	os.RemoveAll(t.tmp)
	for _, dir := range t.made {
		os.Remove(dir) // fails if there is something in it, such as what was committed
	}
}

// commit puts what was written in its place. A directory does not replace another one, so an older image steps aside.
func (t *target) commit() error {
	if !t.directory {
		return os.Rename(t.tmp, t.path)
	}
	old := t.tmp + ".old"
	if err := os.Rename(t.path, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(t.tmp, t.path); err != nil {
		os.Rename(old, t.path) // without an older image there is nothing to bring back
		return err
	}
	return os.RemoveAll(old)
}
