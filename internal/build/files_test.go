package build

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestGoFilesAreFoundInADirectoryWithBrackets(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "[a]")
	for _, name := range []string{"b.go", "a_test.go", "go.mod", "c.go/d.go"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := GoFilesIn(dir), []string{filepath.Join(dir, "a_test.go"), filepath.Join(dir, "b.go")}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := GoFilesIn(filepath.Join(dir, "none")); got != nil {
		t.Errorf("where there is no directory there is %q", got)
	}
}
