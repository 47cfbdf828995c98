package gen

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/gen/internal/emit"
	"github.com/owgen/owgen/gen/internal/recipe"
)

// generatedFiles returns the files below dir that owgen has written, and diagnostics, by their path relative to dir.
func generatedFiles(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if isGenerated(data) || rel == "diagnostics" {
			files[filepath.ToSlash(rel)] = data
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func isGenerated(data []byte) bool {
	return bytes.HasPrefix(data, []byte(emit.GoHeader+"\n")) || bytes.HasPrefix(data, []byte(recipe.FileHeader+"\n"))
}

func compareFiles(t *testing.T, want, got map[string][]byte) {
	t.Helper()
	for name, data := range got {
		switch have, ok := want[name]; {
		case !ok:
			t.Errorf("%s is new; make golden adds it:\n%s", name, data)
		case !bytes.Equal(have, data):
			t.Errorf("%s differs; make golden writes this:\n%s", name, data)
		}
	}
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("%s is not generated any more; make golden removes it", name)
		}
	}
}

func replaceFiles(t *testing.T, old, files map[string][]byte) {
	t.Helper()
	dir := filepath.Join(golden, strings.TrimPrefix(t.Name(), "TestGolden/"))
	for name := range old {
		if _, ok := files[name]; !ok {
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				t.Error(err)
			}
		}
	}
	for name, data := range files {
		writeFile(t, filepath.Join(dir, name), data)
	}
}

func writeFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Error(err)
	}
}

func copyTree(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
}
