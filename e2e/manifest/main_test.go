package manifest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
)

// me is what TestMain leaves for the tests.
var me user.User

func TestMain(m *testing.M) {
	os.Exit(user.RunTests(m, func(dir string) (err error) {
		me, err = user.New(dir)
		return err
	}))
}

// printed is what owgen manifest prints for a package of testdata/golden.
func printed(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	dir := filepath.Join(me.Root, "testdata", "golden", name)
	text, err := me.Owgen(dir, append([]string{"manifest"}, args...)...).Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", args, err, err.(*exec.ExitError).Stderr)
	}
	return text
}
