package web

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
	"github.com/owgen/owgen/internal/program"
)

// TestMain leaves these for the tests: the program of the fixture, and a user who has owgen.
var (
	binary string
	me     user.User
)

func TestMain(m *testing.M) {
	os.Exit(user.RunTests(m, prepare))
}

// prepare builds everything in dir.
func prepare(dir string) error {
	u, err := user.New(dir)
	if err != nil {
		return err
	}
	me = u
	module := filepath.Join(dir, "fixture")
	if err := u.AddModule(module, filepath.Join(u.Root, "e2e", "web", "fixture")); err != nil {
		return err
	}
	if _, err := u.Run(module); err != nil {
		return err
	}
	binary = program.Exe(dir, "program")
	return program.Build(module, "./cmd/fixture", binary)
}
