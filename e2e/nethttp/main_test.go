package nethttp

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
	"github.com/owgen/owgen/internal/program"
)

// binary is the program of the package fixture.
var binary string

func TestMain(m *testing.M) {
	os.Exit(user.RunTests(m, func(dir string) error {
		u, err := user.New(dir)
		if err != nil {
			return err
		}
		module := filepath.Join(dir, "fixture")
		if err := u.AddModule(module, "fixture"); err != nil {
			return err
		}
		if _, err := u.Run(module); err != nil {
			return err
		}
		binary = program.Exe(dir, "program")
		return program.Build(module, "./cmd/fixture", binary)
	}))
}
