package whisk

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// requirements is how many requirements owgen has set itself for OpenWhisk: OW-1 to OW-20.
const requirements = 20

// A test that checks a requirement names its number, as TestOW13Sentinels does, or as OW-19 where it is the verdict of a
// cell. Each number has one at least.
func TestEachRequirementHasATest(t *testing.T) {
	tests := map[int][]string{}
	err := filepath.WalkDir(fixture.Root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, match := range regexp.MustCompile(`(?m)^func (Test\w*OW\d\w*)\(`).FindAllSubmatch(source, -1) {
			for _, number := range regexp.MustCompile(`OW(\d+)`).FindAllSubmatch(match[1], -1) {
				n, _ := strconv.Atoi(string(number[1]))
				tests[n] = append(tests[n], filepath.Base(filepath.Dir(path))+"."+string(match[1]))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= requirements; n++ {
		slices.Sort(tests[n])
		t.Logf("OW-%d: %s", n, strings.Join(tests[n], ", "))
		if len(tests[n]) == 0 {
			t.Errorf("OW-%d has no test", n)
		}
		delete(tests, n)
	}
	for n, names := range tests {
		t.Errorf("OW-%d is no requirement: %s", n, names)
	}
}

// The verdicts of the table are numbers of requirements.
func TestVerdictsAreRequirements(t *testing.T) {
	for _, r := range table {
		for _, way := range ways {
			v := way.verdict(r)
			number, isNumber := strings.CutPrefix(string(v), "OW-")
			n, err := strconv.Atoi(number)
			if v != "" && v != same && (!isNumber || err != nil || n < 1 || n > requirements) {
				t.Errorf("%s, %s: %q", r.id, way.name, v)
			}
		}
	}
}

// A program is the same file in an image and in a zip.
func TestOW20ProgramIsAnImageAndTheExecOfAZip(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(fixture.Dir, "image", "Dockerfile"))
	if err != nil || !strings.Contains(string(text), "FROM scratch") || !strings.Contains(string(text), "ENTRYPOINT") {
		t.Errorf("%s, %v", text, err)
	}
	succeeds(inOurs(t, "main"))
	succeeds(inProxy(t, "main"))
	b := inSkeleton(t, "main")
	b.code, b.binary = programZip(t), true
	succeeds(b)
	out, err := program.Run(fixture.Binary, "", nil, `{"a":1}`)
	if want := (program.Output{Stdout: "{\"a\":1}\n"}); err != nil || out != want {
		t.Errorf("%+v, %v", out, err)
	}
}
