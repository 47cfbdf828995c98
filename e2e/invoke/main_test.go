package invoke

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
)

// TestMain leaves these for the tests: a user who has owgen, and two modules that are up to date.
var (
	me      user.User
	fixture string
	web     string
)

func TestMain(m *testing.M) {
	os.Exit(user.RunTests(m, prepare))
}

// prepare makes the modules in dir.
func prepare(dir string) (err error) {
	if me, err = user.New(dir); err != nil {
		return err
	}
	fixture, web = filepath.Join(dir, "fixture"), filepath.Join(dir, "web")
	err = errors.Join(
		me.AddModule(fixture, filepath.Join(me.Root, "e2e", "invoke", "fixture")),
		me.AddModule(web, filepath.Join(me.Root, "e2e", "web", "fixture")))
	if err != nil {
		return err
	}
	_, err = me.Run(web)
	if err == nil {
		_, err = me.Run(fixture, "-func", "Order,Exact", "-dockerfile", "none") // as its directive does
	}
	return err
}

// A result is what a command has printed, but for news of slowness, and its exit status.
type result struct {
	stdout, stderr string
	exit           int
}

// invoke runs owgen invoke in a directory. Words after "<" are on standard input.
func invoke(t *testing.T, dir string, args ...string) result {
	t.Helper()
	stdin := ""
	for k, a := range args {
		if a == "<" {
			stdin, args = args[k+1], args[:k]
			break
		}
	}
	cmd := me.Owgen(dir, append([]string{"invoke"}, args...)...)
	cmd.Stdin = strings.NewReader(stdin)
	cmd.Env = append(cmd.Env, "MINE=yes")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		t.Fatal(err)
	}
	return result{stdout.String(), user.Calm(stderr.String()), cmd.ProcessState.ExitCode()}
}
