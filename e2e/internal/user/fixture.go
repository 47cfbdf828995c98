package user

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/owgen/owgen/internal/program"
)

// A Fixture is a user's module with the package e2e/binary/fixture, and the program that owgen generates for it.
type Fixture struct {
	User
	Dir    string // of the package and of the module, absolute
	Binary string // the program
}

// NewFixture makes the module in dir and builds its program. With embed the module holds a copy of the runtime, and no
// other module is available.
func NewFixture(dir string, embed bool) (*Fixture, error) {
	u, err := New(dir)
	if err != nil {
		return nil, err
	}
	f := &Fixture{User: u, Dir: filepath.Join(dir, "fixture"), Binary: program.Exe(dir, "program")}
	if err := u.AddModule(f.Dir, filepath.Join(u.Root, "e2e", "binary", "fixture")); err != nil {
		return nil, err
	}
	var flags []string
	if embed {
		flags = []string{"-runtime", "embed"}
		err := errors.Join(Detach(f.Dir), os.Setenv("GOPROXY", "off"), os.Setenv("GOMODCACHE", filepath.Join(dir, "empty")))
		if err != nil {
			return nil, err
		}
	}
	if _, err := u.Run(f.Dir, flags...); err != nil {
		return nil, err
	}
	return f, program.Build(f.Dir, "./cmd/fixture", f.Binary)
}
