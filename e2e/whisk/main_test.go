package whisk

import (
	"fmt"
	"os"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
)

// fixture is the module with the program under test.
var fixture *user.Fixture

func TestMain(m *testing.M) {
	os.Exit(runTests(m))
}

func runTests(m *testing.M) (exit int) {
	dir, err := os.MkdirTemp("", "owgen-whisk")
	if err == nil {
		defer os.RemoveAll(dir)
		fixture, err = user.NewFixture(dir, false)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	exit = m.Run()
	if testing.Verbose() {
		printTable(os.Stdout)
	}
	return exit
}
