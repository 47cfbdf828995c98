package oracle

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// goMod makes the module a neighbour of the root, which may import what is internal there.
const goMod = `module github.com/owgen/owgen/judged

go 1.26.0

require (
	github.com/go-json-experiment/json v1.27.2
	github.com/owgen/owgen v0.0.0
	github.com/owgen/owgen/e2e v0.0.0
)

replace (
	github.com/owgen/owgen => %[1]q
	github.com/owgen/owgen/e2e => %[2]q
)
`

func TestCodecsAreAsTheOtherOracleHasIt(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a package")
	}
	dir := newModule(t, map[string]string{
		"main.go":        everything + "/cmd/everything/main.go",
		"codec.go":       everything + "/cmd/everything/codec.go",
		"oracle_test.go": "testdata/oracle_test.go",
	})
	const types = 11
	wantPasses(t, dir, types)
}

// TestStrictCodecsAreAsTheOtherOracleHasIt generates a program for each set of options and compares it with v2.
func TestStrictCodecsAreAsTheOtherOracleHasIt(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles packages")
	}
	files := map[string]string{"everything.go": everything + "/everything.go"}
	for _, s := range Strictnesses {
		files["cmd/"+s.Name+"/strict_test.go"] = "testdata/strict_test.go"
	}
	dir := newModule(t, files)
	owgen := program.Exe(dir, "owgen")
	if err := program.Build("../..", "./cmd/owgen", owgen); err != nil {
		t.Fatal(err)
	}
	for _, s := range Strictnesses {
		if text, err := command(dir, owgen, append(s.Flags, "-dockerfile=none", "-o=cmd/"+s.Name)...); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
	const tests = 12
	wantPasses(t, dir, tests*len(Strictnesses))
}

// everything is the directory of the package whose types are compared.
const everything = "../../testdata/golden/everything"

// newModule makes a module of copies of files and returns its directory.
func newModule(t *testing.T, files map[string]string) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name string, text []byte) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, text, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", fmt.Appendf(nil, goMod, root, filepath.Join(root, "e2e")))
	files["go.sum"] = "../go.sum"
	for name, path := range files {
		text, err := os.ReadFile(filepath.FromSlash(path))
		if err != nil {
			t.Fatal(err)
		}
		write(name, text)
	}
	return dir
}

// wantPasses runs the tests of a module.
func wantPasses(t *testing.T, dir string, tests int) {
	t.Helper()
	text, err := command(dir, "go", "test", "-v", "./...")
	if passes := strings.Count(text, "--- PASS: "); err != nil || passes != tests {
		t.Errorf("%v, %d tests pass, want %d\n%s", err, passes, tests, text)
	}
}

// command runs a command in a module and returns what it printed.
func command(dir, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = program.GoEnv()
	text, err := cmd.CombinedOutput()
	return string(text), err
}
