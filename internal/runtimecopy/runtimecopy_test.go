package runtimecopy

import (
	"bytes"
	"fmt"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

func TestFilesAreTheRuntimeWithOtherImports(t *testing.T) {
	files, err := Files("example.com/shop", "v0.3.1")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"internal/ow/action.go", "internal/ow/codec/dec.go", "internal/ow/codec/fallback/fallback.go"} {
		if files[name] == nil {
			t.Errorf("%s is missing", name)
		}
	}
	for name, source := range files {
		if strings.HasSuffix(name, "_test.go") || path.Base(name) == "power_gen.go" {
			t.Errorf("%s is no part of the runtime", name)
		}
		if !bytes.HasPrefix(source, []byte(header+"\n\n")) {
			t.Errorf("%s does not begin with %q", name, header)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, imp := range file.Imports {
			switch p, _ := strconv.Unquote(imp.Path.Value); {
			case strings.HasPrefix(p, "github.com/"):
				t.Errorf("%s imports %s", name, p)
			case strings.HasPrefix(p, "example.com/shop/internal/ow"):
				if files[strings.TrimPrefix(p, "example.com/shop/")+"/doc.go"] == nil && !strings.HasSuffix(p, "fallback") {
					t.Errorf("%s imports %s, which is not there", name, p)
				}
			}
		}
	}
}

// TestFilesAreOnDisk compares the number of files with the directory that they come from: go:embed leaves out what it does
// not like without a word.
func TestFilesAreOnDisk(t *testing.T) {
	files, err := Files("example.com/shop", "v0.3.1")
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir("../../runtime", func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		copied := "internal/ow" + strings.TrimPrefix(filepath.ToSlash(name), "../../runtime")
		if files[copied] == nil && filepath.Base(name) != "power_gen.go" {
			t.Errorf("%s is not copied", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestTheCopyNeedsGoAndNothingLater lets vet look at the copy in modules for that version of Go and for the one before. It
// knows since when each name of the standard library is there, but holds its tongue about generated files.
func TestTheCopyNeedsGoAndNothingLater(t *testing.T) {
	var major, minor int
	if _, err := fmt.Sscanf(Go, "%d.%d", &major, &minor); err != nil || Go != fmt.Sprintf("%d.%d", major, minor) {
		t.Fatalf("Go is %q, which is no version of the language", Go)
	}
	if out, err := vetFor(t, Go); err != nil {
		t.Errorf("the copy needs more than Go %s: %s", Go, out)
	}
	if _, err := vetFor(t, fmt.Sprintf("%d.%d", major, minor-1)); err == nil {
		t.Errorf("an earlier Go than %s would do", Go)
	}
}

// vetFor vets the copy in a module for a version of Go.
func vetFor(t *testing.T, version string) ([]byte, error) {
	t.Helper()
	files, err := Files("example.com/shop", "v0.3.1")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files["go.mod"] = fmt.Appendf(nil, "module example.com/shop\n\ngo %s\n", version)
	for name, data := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, bytes.TrimPrefix(data, []byte(header)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "vet", "./...")
	cmd.Dir = dir
	cmd.Env = append(program.GoEnv(), "GOPROXY=off")
	return cmd.CombinedOutput()
}

func TestOnlyImportsAreRelocated(t *testing.T) {
	const source = `package codec

import (
	"github.com/owgen/owgen/runtime"
	"github.com/owgen/owgen/runtime/codec/zero"
	"github.com/owgen/owgen/runtimes"
)

const path = "github.com/owgen/owgen/runtime" // "github.com/owgen/owgen/runtime"
`
	want := header + `

package codec

import (
	"example.com/shop/internal/ow"
	"example.com/shop/internal/ow/codec/zero"
	"github.com/owgen/owgen/runtimes"
)

const path = "github.com/owgen/owgen/runtime" // "github.com/owgen/owgen/runtime"
`
	got, err := relocate([]byte(source), "example.com/shop/internal/ow")
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s", err, got)
	}
}

// Tools that list the modules of a program do not see a copy, so the copy says what it is.
func TestTheCopySaysFromWhichModuleAndVersionItIs(t *testing.T) {
	for version, lines := range map[string][]string{
		"v0.3.1": {"//	module   github.com/owgen/owgen\n", "//	version  v0.3.1\n",
			"//	purl     pkg:golang/github.com/owgen/owgen@v0.3.1#runtime\n", "	originVersion = \"v0.3.1\"\n"},
		"v0.0.0-20261129203240-0123456789ab+dirty": {"//	version  v0.0.0-20261129203240-0123456789ab+dirty\n"},
		"(devel)": {"//	version  (devel)\n", "//	purl     pkg:golang/github.com/owgen/owgen#runtime\n"},
	} {
		files, err := Files("example.com/shop", version)
		if err != nil {
			t.Fatal(err)
		}
		source := files["internal/ow/origin.go"]
		for _, line := range lines {
			if !bytes.Contains(source, []byte(line)) {
				t.Errorf("%q is not in\n%s", line, source)
			}
		}
		if formatted, err := format.Source(source); err != nil || !bytes.Equal(formatted, source) {
			t.Errorf("%v, gofmt would change\n%s", err, source)
		}
	}
}
