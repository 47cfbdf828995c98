package user

import (
	"fmt"
	"os"
	"testing"
)

// RunTests prepares what all tests of a package share, in a directory that goes with them, runs them, ends what was prepared
// to run, and returns the exit code.
func RunTests(m *testing.M, prepare func(dir string) error, end ...func() error) (exit int) {
	dir, err := os.MkdirTemp("", "owgen-e2e")
	if err == nil {
		defer os.RemoveAll(dir)
		err = prepare(dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	exit = m.Run()
	for _, f := range end {
		if err := f(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			exit = max(exit, 1)
		}
	}
	return exit
}
