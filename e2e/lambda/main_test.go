package lambda

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
	"github.com/owgen/owgen/internal/program"
)

// What TestMain leaves for the tests.
var many, single string // programs

func TestMain(m *testing.M) {
	os.Exit(user.RunTests(m, prepare))
}

func prepare(dir string) (err error) {
	u, err := user.New(dir)
	if err != nil {
		return err
	}
	for name, binary := range map[string]*string{"fixture": &many, "single": &single} {
		module := filepath.Join(dir, name)
		if err := u.AddModule(module, filepath.Join(u.Root, "e2e", "lambda", name)); err != nil {
			return err
		}
		if _, err := u.Run(module); err != nil {
			return err
		}
		*binary = program.Exe(dir, "program-"+name)
		if err := program.Build(module, "./cmd/"+name, *binary); err != nil {
			return err
		}
	}
	return nil
}
