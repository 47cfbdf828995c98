package owgen_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	// requirement is a row of a table in docs/requirements.md.
	requirement = regexp.MustCompile(`(?m)^\| ([A-Z]+)-(\d+) \| `)
	// testNames are the tests that name a requirement, as TestOW13Sentinels does.
	testNames = regexp.MustCompile(`(?m)^func (Test|Fuzz)((?:[A-Z]+\d+)+)\w*\(`)
	number    = regexp.MustCompile(`[A-Z]+?\d+`)
)

// A test of a requirement has its number in its name: TestOW13Sentinels. Each requirement has a test, and each number
// in the name of a test is in docs/requirements.md.
func TestEachRequirementHasATest(t *testing.T) {
	list, err := os.ReadFile(filepath.Join("docs", "requirements.md"))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]int{}
	series := map[string]bool{}
	for _, row := range requirement.FindAllSubmatch(list, -1) {
		id := string(row[1]) + string(row[2])
		if _, twice := tests[id]; twice {
			t.Errorf("%s stands twice in the list", id)
		}
		tests[id], series[string(row[1])] = 0, true
	}
	if len(tests) == 0 {
		t.Fatal("the list is empty")
	}
	for _, path := range testFiles(t) {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range testNames.FindAllSubmatch(source, -1) {
			for _, id := range number.FindAllString(string(name[2]), -1) {
				count, known := tests[id]
				switch {
				case known:
					tests[id] = count + 1
				case series[strings.TrimRight(id, "0123456789")]:
					t.Errorf("%s: %s%s: %s is no requirement", path, name[1], name[2], id)
				}
			}
		}
	}
	for id, count := range tests {
		if count == 0 {
			t.Errorf("no test has %s in its name", id)
		}
	}
}

// testFiles returns the test files of all modules of the repository.
func testFiles(t *testing.T) []string {
	var files []string
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, "_test.go") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
