package runtimecopy

import (
	"bytes"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestFilesAreTheRuntimeWithOtherImports(t *testing.T) {
	files, err := Files("example.com/shop")
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
	files, err := Files("example.com/shop")
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
