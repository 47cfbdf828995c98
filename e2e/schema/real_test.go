package schema

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var handled = regexp.MustCompile(`(?m)^//owgen:action (\S+)`)

// TestSCH29SCH30SCH31RealTypes holds types of libraries against the judge, by the examples that the libraries have and by documents
// made from the schemas. These leave out what reads itself, of which a schema says nothing (S4).
func TestSCH29SCH30SCH31RealTypes(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	dir := t.TempDir()
	copyModule(t, "real", dir)
	p := publish(t, dir)
	j := newJudge(t, p.openAPI)
	source, err := os.ReadFile(filepath.Join("real", "real.go"))
	if err != nil {
		t.Fatal(err)
	}
	for k, m := range handled.FindAllStringSubmatch(string(source), -1) {
		c := comparison{published: p, name: m[1], params: j.at(t, requestPath(m[1])...), result: j.at(t, answerPath(m[1])...)}
		if err := c.example(t); err != nil {
			t.Error(err)
		}
		w := &writer{Rand: rand.New(rand.NewPCG(7, uint64(k))), root: j.root, knownOnly: true}
		for n := range documents {
			if err := c.compare(w.document(c.params.schema, n%2 == 1)); err != nil {
				t.Error(err)
				break
			}
		}
		t.Logf("%s: %d valid documents, %d others", m[1], c.valid, c.refused)
	}
}

// example sends the example of the library. It may have null where that is absence (L1), which the judge refuses.
func (c *comparison) example(t *testing.T) error {
	t.Helper()
	document := readExample(t, c.name)
	answer, err := c.Post("/"+c.name, document)
	if err != nil || answer.Status != 200 {
		return fmt.Errorf("%s: the example is refused: %s %v", c.name, answer.Body, err)
	}
	if why := c.params.check(document); why != nil && !strings.Contains(why.Error(), "got null") {
		return fmt.Errorf("%s: the example is not valid: %w", c.name, why)
	}
	if why := c.result.check(answer.Body); why != nil {
		return fmt.Errorf("%s: the answer to the example is not valid: %w\n%s", c.name, why, answer.Body)
	}
	return nil
}

// readExample returns the example of that name.
func readExample(t *testing.T, name string) string {
	t.Helper()
	for module, below := range map[string]string{"github.com/aws/aws-lambda-go": "events/testdata", "k8s.io/api": "testdata/HEAD"} {
		root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), filepath.FromSlash(below), name+".json"))
		if err == nil {
			return string(text)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	t.Fatalf("no library has an example called %s", name)
	return ""
}

// copyModule makes dir a module that holds a copy of the package and requires what this one does.
func copyModule(t *testing.T, from, dir string) {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join("..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile(filepath.Join("..", "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("module github.com/owgen/owgen/e2e\n", "module github.com/owgen/owgen/published\n",
		"=> ../\n", fmt.Sprintf("=> %q\n", root)).Replace(string(mod))
	for name, text := range map[string]string{"go.mod": text, "go.sum": string(sum)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
