package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs testdata/script: owgen and the go command in modules of a user's. See the comment of each script.
//
// The scripts use what is in the module cache; they need no network once this module's tests can be built. Lines that make
// the go command compile the standard library once more are for [long] runs: where OWGEN_LONG or OWGEN_CI is 1.
func TestScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("the scripts build programs")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	goEnv := readGoEnv(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			for name, value := range goEnv {
				env.Setenv(name, value)
			}
			// A user's own settings stay out, and so does the version control system: these modules have none.
			env.Setenv("GOENV", "off")
			// Without paths programs are as owgen builds them: so nothing is compiled twice.
			env.Setenv("GOFLAGS", "-buildvcs=false -trimpath")
			env.Setenv("CGO_ENABLED", "0")
			// A new go.sum would be compared with the checksum database: a network, for what this module's go.sum holds.
			env.Setenv("GOSUMDB", "off")
			env.Setenv("OWGEN_ROOT", root)
			// For scripts that leave PATH empty.
			exe, err := exec.LookPath("owgen")
			if err != nil {
				return err
			}
			env.Setenv("OWGEN_EXE", exe)
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond != "long" { // as in e2e/internal/ci
				return false, fmt.Errorf("%s is no condition", cond)
			}
			return long(), nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"module": module,
			"silent": silent,
		},
	})
}

// readGoEnv returns the settings that say where the go command finds modules and build results. They depend on HOME, which
// scripts do not have.
func readGoEnv(t *testing.T) map[string]string {
	t.Helper()
	out, err := exec.Command("go", "env", "-json",
		"GOCACHE", "GOMODCACHE", "GOPATH", "GOPROXY", "GONOPROXY", "GOTOOLCHAIN").Output()
	if err != nil {
		t.Fatal(err)
	}
	env := make(map[string]string)
	if err := json.Unmarshal(out, &env); err != nil {
		t.Fatal(err)
	}
	return env
}

// exits is the script command "exits code command [args]": the command must exit with that code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command [args]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("%s exits with code %d, want %d", args[1], got, want)
	}
}

// module is the script command "module path": it writes the go.mod of a module that requires this repository, as the
// README tells users to do before there is a release.
func module(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: module path")
	}
	text := "module " + args[0] + "\n\ngo 1.26.0\n\n" +
		"require github.com/owgen/owgen v0.0.0\n\n" +
		"replace github.com/owgen/owgen => " + strconv.Quote(ts.Getenv("OWGEN_ROOT")) + "\n"
	ts.Check(os.WriteFile(ts.MkAbs("go.mod"), []byte(text), 0o666))
}

// silent is the script command "silent": the last command has said nothing on stderr. It is for programs that are not this
// test binary, which run owgen as it is: their news of slowness are left out here.
func silent(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: silent")
	}
	var rest strings.Builder
	for line := range strings.Lines(ts.ReadFile("stderr")) {
		calmWriter{&rest}.Write([]byte(line))
	}
	if rest.Len() > 0 {
		ts.Fatalf("stderr is not silent: %s", &rest)
	}
}

// long reports whether tests may take their time: they do in CI, and where OWGEN_LONG is 1.
func long() bool { return os.Getenv("OWGEN_CI") == "1" || os.Getenv("OWGEN_LONG") == "1" }
