package gen

import (
	"go/build"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// The archive marks the lines that have a mistake. A mistake in a directive is told there, one or two lines above the type.
func TestSCH8SCH9SCH10MistakesAreAllToldWhereTheyAre(t *testing.T) {
	archive, err := txtar.ParseFile("../testdata/errors/constraints.txtar")
	if err != nil {
		t.Fatal(err)
	}
	sources := map[string][]string{}
	var want string
	for _, f := range archive.Files {
		if f.Name == "want" {
			want = string(f.Data)
		}
		if strings.HasSuffix(f.Name, ".go") {
			sources[f.Name] = strings.Split(string(f.Data), "\n")
		}
	}
	told := map[string]bool{}
	for _, place := range regexp.MustCompile(`(?m)^(\S+\.go):(\d+):(\d+): `).FindAllStringSubmatch(want, -1) {
		told[place[1]+":"+place[2]] = true
		if place[3] == "0" {
			t.Errorf("%s has no column", place[0])
		}
	}
	bad := 0
	for name, lines := range sources {
		for k, line := range lines {
			isDirective := strings.HasPrefix(line, "//owgen:")
			isBad := strings.HasSuffix(line, " bad") || isDirective && strings.HasSuffix(lines[k+1], " bad")
			if isBad && !isDirective && k > 0 && strings.HasPrefix(lines[k-1], "//owgen:") {
				continue // the directive is told
			}
			if isBad {
				bad++
			}
			if place := name + ":" + strconv.Itoa(k+1); told[place] != isBad {
				t.Errorf("%s: told: %v\n%s", place, told[place], line)
			}
		}
	}
	if bad < 61 {
		t.Errorf("%d lines are bad", bad)
	}
}

func TestSCH11KeysOfOtherModulesAndPackagesAreWorthAWarning(t *testing.T) {
	archive, err := txtar.ParseFile("../testdata/errors/constraints-warnings.txtar")
	if err != nil {
		t.Fatal(err)
	}
	want := string(archive.Files[len(archive.Files)-1].Data)
	for _, part := range []string{
		"Case: the key minlength", "Required: the key required", "Validate: the key validate", "Binding: the key binding",
		"Params.Item.Count: minimum \"one\" is no integer; the key is ignored", "Params.Item.Name: a default has a key of its own; the key is ignored",
	} {
		if !strings.Contains(want, part) {
			t.Errorf("no warning says %s", part)
		}
	}
	if strings.Contains(want, "nothing was written") || strings.Contains(want, "Result") {
		t.Errorf("a warning stops a run, or is about a result:\n%s", want)
	}
}

// What is imported by what is generated is all there is to link for it.
func TestSCH12ProgramsImportOnlyWhatTheirConstraintsNeed(t *testing.T) {
	const codec = "github.com/owgen/owgen/runtime/codec"
	for name, want := range map[string][]bool{
		"basic": {false, false, false}, "required": {false, false, false}, "defaults": {false, false, false}, "constraints": {true, true, true},
	} {
		pkg, err := build.ImportDir(filepath.Join(golden, name, "cmd", name), 0)
		if err != nil {
			t.Fatal(err)
		}
		for k, path := range []string{codec + "/format", codec + "/format/uri", codec + "/pattern"} {
			if got := slices.Contains(pkg.Imports, path); got != want[k] {
				t.Errorf("%s imports %s: %v", name, path, got)
			}
		}
	}
}
