package metrics

import (
	"os"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
)

// binary is the program of the package e2e/binary/fixture.
var binary string

func TestMain(m *testing.M) {
	os.Exit(user.RunTests(m, func(dir string) error {
		f, err := user.NewFixture(dir, false)
		if err != nil {
			return err
		}
		binary = f.Binary
		return nil
	}))
}
