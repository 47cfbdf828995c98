package wskdeploy

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
	"github.com/owgen/owgen/internal/program"
)

// What TestMain leaves for the tests.
var (
	tool  string        // wskdeploy
	greet *user.Fixture // one handler, in the directory fixture
	two   *user.Fixture // two handlers, in fixture/letters
	hook  *user.Fixture // a handler of each form that matters to web actions, in fixture/hook
	many  *user.Fixture // the handlers of e2e/binary/fixture
)

func TestMain(m *testing.M) {
	os.Exit(user.RunTests(m, prepare))
}

func prepare(dir string) (err error) {
	tool = program.Exe(dir, "wskdeploy")
	if err := program.Build(".", "github.com/apache/openwhisk-wskdeploy", tool); err != nil {
		return err
	}
	if many, err = user.NewFixture(dir, false); err != nil {
		return err
	}
	greet = &user.Fixture{User: many.User, Dir: filepath.Join(dir, "greet"), Binary: program.Exe(dir, "greeter")}
	two = &user.Fixture{User: many.User, Dir: filepath.Join(greet.Dir, "letters"), Binary: program.Exe(dir, "lettering")}
	hook = &user.Fixture{User: many.User, Dir: filepath.Join(greet.Dir, "hook"), Binary: program.Exe(dir, "hooked")}
	if err := greet.AddModule(greet.Dir, "fixture"); err != nil {
		return err
	}
	for _, f := range []*user.Fixture{greet, two, hook} {
		if _, err := f.Run(f.Dir); err != nil {
			return err
		}
	}
	return errors.Join(
		program.Build(greet.Dir, "./cmd/greet", greet.Binary),
		program.Build(two.Dir, "./cmd/letters", two.Binary),
		program.Build(hook.Dir, "./cmd/hook", hook.Binary),
	)
}
