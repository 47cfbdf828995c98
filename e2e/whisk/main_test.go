package whisk

import (
	"fmt"
	"os"
	"testing"

	"github.com/owgen/owgen/e2e/internal/module"
)

// user is the module with the program under test.
var user *module.Module

func TestMain(m *testing.M) {
	os.Exit(runTests(m))
}

func runTests(m *testing.M) (exit int) {
	dir, err := os.MkdirTemp("", "owgen-whisk")
	if err == nil {
		defer os.RemoveAll(dir)
		user, err = module.Make(dir, "../..")
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
