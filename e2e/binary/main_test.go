package binary

import (
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/owgen/owgen/e2e/internal/module"
)

// What TestMain leaves for the tests. All paths are absolute.
var (
	root    string // of the clone
	fixture string // the directory of the module with the package fixture and its generated program
	binary  string // that program

	goMod string // the go.mod of a module whose programs import the runtime of the clone

	// runOwgen is the command owgen, run in dir.
	runOwgen func(dir string, args ...string) *exec.Cmd
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
func prepare(dir string) error {
	m, err := module.Make(dir, "../..")
	if err != nil {
		return err
	}
	root, fixture, binary, goMod, runOwgen = m.Root, m.Dir, m.Binary, m.GoMod(), m.Run
	return nil
}
