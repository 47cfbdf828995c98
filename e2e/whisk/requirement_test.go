package whisk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// The verdicts of the table are numbers of requirements.
func TestVerdictsAreRequirements(t *testing.T) {
	list, err := os.ReadFile(filepath.Join(fixture.Root, "docs", "requirements.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range table {
		for _, way := range ways {
			v := way.verdict(r)
			if v != "" && v != same && !strings.Contains(string(list), "\n| "+string(v)+" |") {
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
