package binary

import (
	"os"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
)

// What TestMain leaves for the tests. All paths are absolute.
var (
	me      user.User
	fixture string // the directory of the module with the package fixture and its generated program
	binary  string // that program
)

// overNetHTTP reports whether programs are built with net/http for their transport.
func overNetHTTP() bool { return os.Getenv("OWGEN_TAGS") == "owgen_nethttp" }

func TestMain(m *testing.M) {
	os.Exit(user.RunTests(m, prepare))
}

// prepare builds everything in dir. If OWGEN_RUNTIME is embed, the program has its runtime from a copy in its module.
func prepare(dir string) error {
	f, err := user.NewFixture(dir, os.Getenv("OWGEN_RUNTIME") == "embed")
	if err != nil {
		return err
	}
	me, fixture, binary = f.User, f.Dir, f.Binary
	return nil
}
