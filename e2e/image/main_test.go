package image

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
)

// What TestMain leaves for the tests.
var (
	me     user.User
	module string // the directory of the module with the package inside and its generated program
	both   string // the layout of its image for both platforms
	digest string // of that image, as owgen printed it
)

const platforms = "linux/amd64,linux/arm64"

func TestMain(m *testing.M) {
	os.Exit(user.RunTests(m, prepare))
}

func prepare(dir string) (err error) {
	if me, err = user.New(dir); err != nil {
		return err
	}
	module = filepath.Join(dir, "inside")
	if err := me.AddModule(module, "inside"); err != nil {
		return err
	}
	if _, err := me.Run(module); err != nil {
		return err
	}
	both = filepath.Join(dir, "both")
	digest, err = me.Run(module, "image", "-platform", platforms, "-o", both)
	return err
}

// run runs owgen in the module.
func run(t *testing.T, args ...string) (stdout string) {
	t.Helper()
	return runIn(t, module, args...)
}

func runIn(t *testing.T, dir string, args ...string) (stdout string) {
	t.Helper()
	stdout, err := me.Run(dir, args...)
	if err != nil {
		t.Fatal(err)
	}
	return stdout
}
