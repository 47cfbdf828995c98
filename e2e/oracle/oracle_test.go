package oracle

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
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
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files := map[string]string{"go.mod": fmt.Sprintf(goMod, root, filepath.Join(root, "e2e"))}
	for _, path := range []string{
		"../go.sum",
		"../../testdata/golden/everything/cmd/everything/main.go",
		"../../testdata/golden/everything/cmd/everything/codec.go",
		"testdata/oracle_test.go",
	} {
		text, err := os.ReadFile(filepath.FromSlash(path))
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = string(text)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "test", "-v", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off")
	output, err := cmd.CombinedOutput()
	const types = 11
	if err != nil || strings.Count(string(output), "--- PASS: ") != types {
		t.Errorf("%v\n%s", err, output)
	}
}
