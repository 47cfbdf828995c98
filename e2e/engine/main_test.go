package engine

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
)

// What TestMain leaves for the tests.
var (
	me      user.User
	dir     string // for what all tests share
	module  string // the directory of a user's module with the package inside; its subdirectory image is ready to be built
	archive string // the image of that program as owgen makes it, for two platforms
)

const (
	builtName  = "localhost/owgen-e2e-built:latest"
	loadedName = "localhost/owgen-e2e-loaded:latest" // that of the archive
)

func TestMain(m *testing.M) {
	os.Exit(user.RunTests(m, prepare))
}

func prepare(shared string) (err error) {
	dir = shared
	if me, err = user.New(dir); err != nil {
		return err
	}
	module = filepath.Join(dir, "inside")
	if err := me.AddModule(module, "../image/inside"); err != nil {
		return err
	}
	if _, err := me.Run(module, "-healthcheck"); err != nil {
		return err
	}
	archive = filepath.Join(dir, "inside.tar")
	other := "linux/arm64"
	if runtime.GOARCH == "arm64" {
		other = "linux/amd64"
	}
	platforms := other + ",linux/" + runtime.GOARCH
	if _, err := me.Run(module, "image", "-healthcheck", "-platform", platforms, "-t", loadedName, "-o", archive); err != nil {
		return err
	}
	return buildBinary()
}

var goBuild = regexp.MustCompile(`(?m)^#\t(.*go build.*)$`)

// buildBinary runs the command that the Dockerfile tells users to run first.
func buildBinary() error {
	dockerfile, err := os.ReadFile(filepath.Join(module, "image", "Dockerfile"))
	if err != nil {
		return err
	}
	command := goBuild.FindSubmatch(dockerfile)
	if command == nil {
		return errors.New("the Dockerfile does not tell how to build the binary")
	}
	cmd := exec.Command("sh", "-c", string(command[1]))
	cmd.Dir = module
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", command[1], err, text)
	}
	return nil
}
