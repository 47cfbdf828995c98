// Package user does for the end-to-end tests what owgen's users do: they have a clone, install owgen from it, and run
// it in modules of their own.
package user

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/owgen/owgen/internal/program"
)

// A User has a clone of this repository, and owgen built from it.
type User struct {
	Root  string // of the clone, absolute
	owgen string
}

// New builds owgen in dir. The package of the caller's test is two directories below the root of the clone.
func New(dir string) (User, error) {
	root, err := filepath.Abs("../..")
	if err != nil {
		return User{}, err
	}
	u := User{root, program.Exe(dir, "owgen")}
	return u, program.Build(root, "./cmd/owgen", u.owgen)
}

// Owgen is the command owgen, to be run in dir.
func (u User) Owgen(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command(u.owgen, args...)
	cmd.Dir = dir
	cmd.Env = program.GoEnv()
	return cmd
}

// Run runs owgen in dir, and returns what it says on stdout, without the last newline.
func (u User) Run(dir string, args ...string) (string, error) {
	cmd := u.Owgen(dir, args...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	stdout, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("owgen %s: %w\n%s", strings.Join(args, " "), err, &stderr)
	}
	return strings.TrimSuffix(string(stdout), "\n"), nil
}

// Calm returns what owgen has said on stderr, without the one line that depends on how fast the machine is.
func Calm(stderr string) string {
	return strings.ReplaceAll(stderr, "owgen: compiling dependencies…\n", "")
}

// path is the path of a user's module, and that of the package e2e/binary/fixture in this one: so its packages can import
// each other in both.
const path = "github.com/owgen/owgen/e2e/binary/fixture"

const goMod = "module " + path + "\n\ngo 1.26.0\n"

// GoMod is the go.mod of a module that requires the runtime, which it has from the clone.
func (u User) GoMod() string {
	return fmt.Sprintf("%s\nrequire github.com/owgen/owgen v0.0.0\n\nreplace github.com/owgen/owgen => %q\n", goMod, u.Root)
}

// AddModule makes dir a module that holds a copy of the package in the directory fixture, and requires the runtime.
func (u User) AddModule(dir, fixture string) error {
	if err := os.CopyFS(dir, os.DirFS(fixture)); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "go.mod"), []byte(u.GoMod()), 0o666)
}

// Detach makes a module made by AddModule independent of other modules: it imports the copy of the runtime that owgen
// -runtime embed will make.
func Detach(dir string) error {
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(goMod), 0o666); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return err
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		source = bytes.ReplaceAll(source, []byte(`"github.com/owgen/owgen/runtime"`), []byte(`"`+path+`/internal/ow"`))
		if err := os.WriteFile(file, source, 0o666); err != nil {
			return err
		}
	}
	return nil
}
