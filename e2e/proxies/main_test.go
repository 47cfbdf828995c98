package proxies

import (
	"os"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
)

// fixture is the module with the program under test.
var fixture *user.Fixture

func TestMain(m *testing.M) {
	os.Exit(user.RunTests(m, func(dir string) (err error) {
		fixture, err = user.NewFixture(dir, false)
		return err
	}))
}
