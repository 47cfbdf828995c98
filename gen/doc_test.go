package gen

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDocHasAMapOfAllFiles(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(doc), "# Files")
	mapped := map[string]bool{}
	for line := range strings.Lines(list) {
		for _, name := range strings.Fields(strings.TrimPrefix(line, "//")) {
			if filepath.Ext(name) != ".go" {
				break // what the files are for
			}
			mapped[name] = true
			if _, err := os.Stat(name); err != nil {
				t.Errorf("%s is in the map only", name)
			}
		}
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if file != "doc.go" && !strings.HasSuffix(file, "_test.go") && !mapped[file] {
			t.Errorf("%s is missing in the map", file)
		}
	}
}
