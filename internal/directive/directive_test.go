package directive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// write puts a file of that text into the directory and returns its path.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDirectivesAreTheLinesThatRunOwgen(t *testing.T) {
	t.Setenv("BIN", "/opt/bin")
	for _, test := range []struct {
		line string
		want string // the arguments as %q, "none" if the line does not run owgen
	}{
		{"//go:generate owgen", `[]`},
		{"//go:generate owgen\r", `[]`},
		{"//go:generate\towgen  -func\tA", `["-func" "A"]`},
		{"//go:generate go tool owgen -o cmd/a", `["-o" "cmd/a"]`},
		{"//go:generate go tool -modfile=tools.mod owgen -v", `["-v"]`},
		{"//go:generate go tool github.com/owgen/owgen/cmd/owgen", `[]`},
		{"//go:generate go run github.com/owgen/owgen/cmd/owgen@v1.2.3 -func A,B", `["-func" "A,B"]`},
		{"//go:generate go run -mod mod ../../cmd/owgen -check", `["-check"]`},
		{"//go:generate go run -race ../../cmd/owgen ./x", `["./x"]`},
		{"//go:generate env GOFLAGS=-mod=mod A=b go tool owgen", `[]`},
		{"//go:generate $BIN/owgen -o $DOLLAR$GOFILE-$GOLINE-$GOPACKAGE", `["-o" "$a.go-3-shop"]`},
		{`//go:generate C:\bin\owgen.exe`, `[]`},
		{`//go:generate owgen -o "my \"dir" -func A`, `["-o" "my \"dir" "-func" "A"]`},
		{"//go:generate -command og go tool owgen -v\n//go:generate og -func A\n//go:generate og -func A", `["-v" "-func" "A"] ["-v" "-func" "A"]`},
		{"//go:generate -command og go tool owgen", "none"},
		{"//go:generate og", "none"},
		{"//go:generate", "none"},
		{"//go:generate ", "none"},
		{"//go:generated owgen", "none"},
		{"// go:generate owgen", "none"},
		{" //go:generate owgen", "none"},
		{"//go:generate stringer -type owgen", "none"},
		{"//go:generate go run golang.org/x/tools/cmd/stringer -type owgen", "none"},
		{"//go:generate go build ./cmd/owgen", "none"},
		{"//go:generate go", "none"},
		{"//go:generate env", "none"},
		{"//go:generate owgen2", "none"},
		{`//go:generate echo "`, "none"},
	} {
		t.Run(test.line, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "a.go", "package shop\n\n"+test.line+"\n")
			found, err := In(dir)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range found {
				got = append(got, fmt.Sprintf("%q", d.Args))
				if d.Dir != dir || d.File != filepath.Join(dir, "a.go") || d.Line < 3 {
					t.Errorf("it stands in %s and is run in %s", d, d.Dir)
				}
			}
			if got == nil {
				got = []string{"none"}
			}
			if text := strings.Join(got, " "); text != test.want {
				t.Errorf("got %s, want %s", text, test.want)
			}
		})
	}
}

func TestDirectiveMayBeRunInAnotherDirectory(t *testing.T) {
	dir := t.TempDir()
	elsewhere := t.TempDir()
	write(t, dir, "a.go", "package shop\n\n//go:generate go -C .. tool owgen ./shop\n//go:generate go run -C="+elsewhere+" ./cmd/owgen\n")
	found, err := In(dir)
	if err != nil || len(found) != 2 {
		t.Fatalf("got %v, %v; want two directives", found, err)
	}
	if found[0].Dir != filepath.Dir(dir) || found[1].Dir != elsewhere {
		t.Errorf("they are run in %s and %s, want %s and %s", found[0].Dir, found[1].Dir, filepath.Dir(dir), elsewhere)
	}
}

func TestLineThatGoGenerateCannotReadIsAnError(t *testing.T) {
	for line, want := range map[string]string{
		`owgen -o "cmd`:         "a.go:3: mismatched quotes",
		`owgen -o "cmd"/a`:      "a.go:3: want a space after what is quoted",
		`go tool owgen -o "a\"`: "a.go:3: mismatched quotes",
	} {
		dir := t.TempDir()
		path := write(t, dir, "a.go", "package shop\n\n//go:generate "+line+"\n")
		if _, err := In(dir); err == nil || err.Error() != filepath.Join(filepath.Dir(path), want) {
			t.Errorf("%s: the error is %v, want %s", line, err, want)
		}
	}
}

func TestDirectivesBelowADirectoryAreThoseOfItsPackages(t *testing.T) {
	dir := t.TempDir()
	const source = "package p\n\n//go:generate owgen\n"
	for _, name := range []string{
		"go.mod", "a.go", "b/b.go", "b/c/c_test.go", "b/d_windows.go", "b/testdata/x.go", "vendor/x/x.go", ".git/x.go", "_old/x.go",
		"nested/go.mod", "nested/x.go", "nested/deeper/x.go", "b/_x.go", "b/.x.go", "b/x.txt",
	} {
		write(t, dir, name, source)
	}
	found, err := Below(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range found {
		rel, err := filepath.Rel(dir, d.File)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, filepath.ToSlash(rel))
	}
	if want := []string{"a.go", "b/d_windows.go", "b/b.go", "b/c/c_test.go"}; !slices.Equal(sorted(got), sorted(want)) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func sorted(s []string) []string { return slices.Sorted(slices.Values(s)) }

func TestAWalkEndsWithItsContext(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a/a.go", "b/b.go", "c/c.go"} {
		write(t, dir, name, "package p\n")
	}
	ctx, cancel := context.WithCancel(t.Context())
	var visited []string
	err := Walk(ctx, dir, func(dir string) error {
		visited = append(visited, filepath.Base(dir))
		if len(visited) == 2 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || len(visited) != 2 {
		t.Errorf("it visits %q and ends with %v", visited, err)
	}
	if found, err := Below(ctx, dir); !errors.Is(err, context.Canceled) || found != nil {
		t.Errorf("after the end there are %v, %v", found, err)
	}
}
