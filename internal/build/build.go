// Package build compiles programs for images and archives: static, stripped, and the same bytes in whichever directory.
package build

import (
	"bytes"
	"cmp"
	"context"
	"debug/elf"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Flags are those of go build for a reproducible binary. Static is what CGO_ENABLED=0 makes it.
func Flags() []string {
	return []string{"-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid="}
}

// A Program is a main package.
type Program struct {
	Name string // what it is called: that of the package it serves, or else of its directory
	Dir  string // absolute
}

// A Target is what programs are built for.
type Target struct {
	Env  []string // names the platform
	Tags []string // build tags; nil are those of GOFLAGS
}

// tags is the flag for t's tags, if there is one.
func (t Target) tags() []string {
	if t.Tags == nil {
		return nil
	}
	return []string{"-tags=" + strings.Join(t.Tags, ",")}
}

// Find returns the program for the package that the pattern names in dir: itself if it is a main package, else the one
// that owgen generates for it by default. Which files make a package depends on the target.
func Find(ctx context.Context, dir, pattern string, t Target) (Program, error) {
	pattern = cmp.Or(pattern, ".")
	pkg, err := list(ctx, dir, pattern, t)
	if err != nil {
		return Program{}, err
	}
	if pkg.Name == "main" {
		return Program{Name: filepath.Base(pkg.Dir), Dir: pkg.Dir}, nil
	}
	out := filepath.Join(pkg.Dir, "cmd", pkg.Name)
	if _, err := os.Stat(out); errors.Is(err, os.ErrNotExist) {
		return Program{}, fmt.Errorf("%s is no main package, and there is none in %s: run go generate first, or name the directory of the program",
			pattern, out)
	}
	program, err := list(ctx, out, ".", t)
	if err != nil {
		return Program{}, err
	}
	if program.Name != "main" {
		return Program{}, fmt.Errorf("%s holds package %s, not a main package: name the directory of the program", out, program.Name)
	}
	return Program{Name: pkg.Name, Dir: out}, nil
}

type goPackage struct{ Name, Dir string }

// list asks the go command for one package.
func list(ctx context.Context, dir, pattern string, t Target) (goPackage, error) {
	args := slices.Concat([]string{"list", "-find", "-json=Name,Dir"}, t.tags(), []string{"--", pattern})
	out, err := goCommand(ctx, dir, t.Env, args...)
	if err != nil {
		return goPackage{}, err
	}
	dec := json.NewDecoder(bytes.NewReader(out))
	var pkg goPackage
	if err := dec.Decode(&pkg); err != nil {
		return goPackage{}, fmt.Errorf("%s names no package", pattern)
	}
	if dec.More() {
		return goPackage{}, fmt.Errorf("%s names several packages; one at a time", pattern)
	}
	return pkg, nil
}

// Build compiles p into the file out. The environment is that of this process, and the target's.
func Build(ctx context.Context, p Program, out string, t Target) error {
	args := slices.Concat([]string{"build"}, Flags(), t.tags(), []string{"-o", out, "."})
	if _, err := goCommand(ctx, p.Dir, t.Env, args...); err != nil {
		if strings.Contains(err.Error(), "function main is undeclared in the main package") {
			return fmt.Errorf("%w: run go generate first", err)
		}
		return err
	}
	return checkStatic(out)
}

// checkStatic returns an error if an empty image could not run the binary. Such a binary is built where a flag of the
// user's, in GOFLAGS, overrides ours.
func checkStatic(path string) error {
	f, err := elf.Open(path)
	if err != nil {
		return fmt.Errorf("go build made no binary of Linux: %w", err)
	}
	defer f.Close()
	if slices.ContainsFunc(f.Progs, func(p *elf.Prog) bool { return p.Type == elf.PT_INTERP }) {
		return errors.New("the binary is linked dynamically, and an empty image has no libraries: look for -linkmode or -buildmode in GOFLAGS")
	}
	return nil
}

// ErrNoGo is that there is no go command.
var ErrNoGo = errors.New("there is no go command in PATH: install Go, or add its bin directory to PATH")

// goCommand runs the go command in dir. Its error holds what the command said.
func goCommand(ctx context.Context, dir string, env []string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = slices.Concat(os.Environ(), []string{"CGO_ENABLED=0"}, env)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, ErrNoGo
	case err != nil:
		return nil, fmt.Errorf("go %s: %s", args[0], cmp.Or(strings.TrimSpace(stderr.String()), err.Error()))
	}
	return out, nil
}
