// Package build compiles programs for images and archives: static, stripped, and with the same bytes in any directory
// and environment.
//
//	build.go    finds programs and builds them
//	here.go     builds for this machine
//	recipe.go   the flags and variables of a build, and the same as a command for Dockerfiles and Makefiles
//	goflags.go  which flags in GOFLAGS count
//	modules.go  what the go command says of modules
//	files.go    which Go files a directory has
package build

import (
	"bytes"
	"cmp"
	"context"
	"debug/elf"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/gocmd"
)

// A Program is a main package.
type Program struct {
	Name string // that of the package it serves, or else of its directory
	Dir  string // absolute
}

// A Target says which platform programs are built for, and with which build tags.
type Target struct {
	Env  []string // variables that name the platform, such as GOOS and GOARCH
	Tags []string // build tags; nil: those of GOFLAGS
}

// tags returns the flag for t's tags, or nothing if GOFLAGS has them.
func (t Target) tags() []string {
	if t.Tags == nil {
		return nil
	}
	return []string{"-tags=" + strings.Join(t.Tags, ",")}
}

// A Package is one of the user's packages.
type Package struct {
	Name, ImportPath, Dir string
	Module                *Module // nil if it is in none
}

// Find returns the package that the pattern names in dir. Which files make a package depends on the target.
func Find(ctx context.Context, dir, pattern string, t Target) (Package, error) {
	pattern = cmp.Or(pattern, ".")
	args := slices.Concat([]string{"list", "-find", "-json=Name,ImportPath,Dir,Module"}, t.tags(), []string{"--", pattern})
	out, err := goCommand(ctx, dir, t.Env, args...)
	if err != nil {
		return Package{}, err
	}
	dec := json.NewDecoder(bytes.NewReader(out))
	var pkg Package
	if err := dec.Decode(&pkg); err != nil {
		return Package{}, fmt.Errorf("%s names no package", pattern)
	}
	if dec.More() {
		return Package{}, fmt.Errorf("%s names several packages; one at a time", pattern)
	}
	return pkg, nil
}

// Build compiles p into the file out.
func Build(ctx context.Context, p Program, out string, t Target) error {
	flags, err := ReadGoflags(ctx, p.Dir)
	if err != nil {
		return err
	}
	args := slices.Concat([]string{"build"}, flags.Args(), t.tags(), []string{"-o", out, "."})
	if _, err := gocmd.Run(ctx, p.Dir, flags.Environment(t.Env), args...); err != nil {
		if strings.Contains(err.Error(), "function main is undeclared in the main package") {
			return fmt.Errorf("%w: run go generate first", err)
		}
		return err
	}
	return checkStatic(out)
}

// checkStatic returns an error if an empty image could not run the binary. No known setting in the environment leads to
// such a binary, so the go command itself must have been changed.
func checkStatic(path string) error {
	f, err := elf.Open(path)
	if err != nil {
		return fmt.Errorf("go build made no binary of Linux: %w", err)
	}
	defer f.Close()
	if slices.ContainsFunc(f.Progs, func(p *elf.Prog) bool { return p.Type == elf.PT_INTERP }) {
		return errors.New("the binary is linked dynamically, and an empty image has no libraries: build it with an unchanged Go")
	}
	return nil
}

// goCommand runs the go command in dir, in the environment of a build with vars, which name the platform.
func goCommand(ctx context.Context, dir string, vars []string, args ...string) ([]byte, error) {
	flags, err := ReadGoflags(ctx, dir)
	if err != nil {
		return nil, err
	}
	return gocmd.Run(ctx, dir, flags.Environment(vars), args...)
}
