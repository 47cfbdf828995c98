package manifest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// What TestMain leaves for the tests.
var (
	root  string // of the clone, absolute
	owgen string // the command
)

func TestMain(m *testing.M) {
	os.Exit(runTests(m))
}

func runTests(m *testing.M) (exit int) {
	dir, err := os.MkdirTemp("", "owgen-manifest")
	if err == nil {
		defer os.RemoveAll(dir)
		owgen = program.Exe(dir, "owgen")
		if root, err = filepath.Abs("../.."); err == nil {
			err = program.Build(root, "./cmd/owgen", owgen)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// printed is what owgen manifest prints for a package of testdata/golden.
func printed(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(owgen, append([]string{"manifest"}, args...)...)
	cmd.Dir = filepath.Join(root, "testdata", "golden", name)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off")
	text, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", args, err, err.(*exec.ExitError).Stderr)
	}
	return text
}
