package binary

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// What TestMain leaves for the tests. All paths are absolute.
var (
	root    string // of the clone
	owgen   string // the command
	fixture string // the directory of the module with the package fixture and its generated program
	binary  string // that program
)

func TestMain(m *testing.M) {
	os.Exit(runTests(m))
}

func runTests(m *testing.M) (exit int) {
	dir, err := os.MkdirTemp("", "owgen-e2e")
	if err == nil {
		defer os.RemoveAll(dir)
		err = prepare(dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// prepare builds everything in dir.
func prepare(dir string) (err error) {
	if root, err = filepath.Abs("../.."); err != nil {
		return err
	}
	owgen = program.Exe(dir, "owgen")
	if err := program.Build(root, "./cmd/owgen", owgen); err != nil {
		return err
	}
	fixture = filepath.Join(dir, "fixture")
	if err := os.CopyFS(fixture, os.DirFS("fixture")); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(fixture, "go.mod"), []byte(goMod()), 0o666); err != nil {
		return err
	}
	if text, err := runOwgen(fixture).CombinedOutput(); err != nil {
		return fmt.Errorf("owgen: %w\n%s", err, text)
	}
	binary = program.Exe(dir, "program")
	return program.Build(fixture, "./cmd/fixture", binary)
}

// goMod is the go.mod of a user who has a clone of this repository.
func goMod() string {
	return fmt.Sprintf(`module example.com/fixture

go 1.26.0

require github.com/owgen/owgen v0.0.0

replace github.com/owgen/owgen => %q
`, root)
}

// runOwgen is the command owgen, run in dir.
func runOwgen(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command(owgen, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off")
	return cmd
}
