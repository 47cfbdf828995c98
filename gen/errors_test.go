package gen

import (
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/owgen/owgen/gen/internal/source"
)

// TestErrors inspects each package in testdata/errors and compares what is said about it, byte for byte.
//
// An archive holds the package's files and the file want: diagnostics, the line that ends the run, and warnings if there
// are no errors. $ROOT stands for the directory of this repository, $WORK for that of the package. Without a go.mod the
// package is in the module example.com/hello, which requires this one. The comment may start with a line of flags.
func TestErrors(t *testing.T) {
	archives, err := filepath.Glob("../testdata/errors/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("%d archives, %v", len(archives), err)
	}
	for _, file := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			work := t.TempDir()
			unpack(t, work, archive)
			c := parseFlags(t, string(archive.Comment))
			c.Dir = filepath.Join(work, c.Dir)
			said := strings.NewReplacer(source.RequireLine(), fromClone, repositoryRoot(t), "$ROOT", work, "$WORK").Replace(say(c))
			for k := range archive.Files {
				if f := &archive.Files[k]; f.Name == "want" && *updateErrors {
					f.Data = []byte(said)
					if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
						t.Fatal(err)
					}
				} else if f.Name == "want" && said != string(f.Data) {
					t.Errorf("got:\n%swant:\n%s", said, f.Data)
				}
			}
		})
	}
}

// fromClone is the line that requires the clone in $ROOT. A test binary that was built without paths does not know the clone.
const fromClone = "go mod edit -replace=github.com/owgen/owgen=$ROOT -require=github.com/owgen/owgen@v0.0.0"

var updateErrors = flag.Bool("update-errors", false, "rewrite what is wanted in testdata/errors")

// say inspects a package and returns what the command would print.
func say(c Config) string {
	_, warnings, err := inspected(context.Background(), c)
	var found source.Diagnostics
	switch {
	case errors.As(err, &found):
		return found.Error() + "\nowgen: " + found.Verdict() + "\n"
	case err != nil:
		return "owgen: " + err.Error() + "\n"
	case len(warnings) > 0:
		return warnings.Error() + "\n"
	}
	return ""
}

// unpack writes the files of an archive into a directory and adds a go.mod if there is none.
func unpack(t testing.TB, dir string, archive *txtar.Archive) {
	t.Helper()
	files := map[string]string{"go.mod": `module example.com/hello

go 1.26.0

require github.com/owgen/owgen v0.0.0

replace github.com/owgen/owgen => $ROOT
`}
	for _, f := range archive.Files {
		files[f.Name] = string(f.Data)
	}
	delete(files, "want")
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		text = strings.ReplaceAll(text, "$ROOT", repositoryRoot(t))
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// parseFlags reads the first line of an archive's comment. -dir is the working directory within the archive.
func parseFlags(t *testing.T, comment string) Config {
	t.Helper()
	var c Config
	line, _, _ := strings.Cut(comment, "\n")
	if !strings.HasPrefix(line, "-") {
		return c
	}
	list := func(to *[]string) func(string) error {
		return func(s string) error { *to = strings.Split(s, ","); return nil }
	}
	flags := flag.NewFlagSet("owgen", flag.ContinueOnError)
	flags.StringVar(&c.Dir, "dir", "", "")
	flags.StringVar(&c.Dockerfile, "dockerfile", "", "")
	flags.StringVar(&c.Out, "o", "", "")
	flags.Func("func", "", list(&c.Funcs))
	flags.Func("tags", "", list(&c.Tags))
	flags.Func("platform", "", func(s string) error { c.GOOS, c.GOARCH, _ = strings.Cut(s, "/"); return nil })
	if err := flags.Parse(strings.Fields(line)); err != nil {
		t.Fatal(err)
	}
	c.Pattern = flags.Arg(0)
	return c
}

func repositoryRoot(t testing.TB) string {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}
