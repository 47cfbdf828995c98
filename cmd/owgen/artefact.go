package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/place"
)

// This file has what the commands that pack a program have in common.

// packedText is what the help for these commands says about the program.
const packedText = `Only those variables of the environment count that choose the source and the
version of Go: of GOFLAGS these are -tags, -mod, -modfile and -overlay, and the
-X flags in -ldflags.

A program that is not what its directive for go generate would write now is
refused, as by owgen -check. Without a directive, the flags count that the
program was generated with.
`

// withBinary builds p for the target and calls use with the binary.
func withBinary(ctx context.Context, p build.Program, t build.Target, use func(f *os.File, size int64) error) error {
	dir, err := os.MkdirTemp("", "owgen-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "action")
	if err := build.Build(ctx, p, path, t); err != nil {
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

// newArtefact begins the file that a command writes.
func newArtefact(path string) (*place.Draft, error) {
	d, err := place.NewFile(path)
	if _, ok := errors.AsType[*place.Occupied](err); ok {
		err = fmt.Errorf("%w; move it, or name a file with -o", err)
	}
	return d, err
}
