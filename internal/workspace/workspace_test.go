package workspace

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

const archive = `
-- go.work --
go 1.26.0

use (
	.
	./tools
	../beside
)
-- go.mod --
module example.com/shop

go 1.26.0
-- a/a.go --
package a

//go:generate owgen
-- a/b/b.go --
package b

//go:generate owgen -func X
//go:generate owgen -func Y
-- a/b/testdata/t.go --
package t

//go:generate owgen
-- linux/a_windows.go --
//go:build windows

package linux

//go:generate owgen
-- none/none.go --
package none
-- tools/go.mod --
module example.com/tools

go 1.26.0
-- tools/deep/d_test.go --
package deep

//go:generate owgen
-- foreign/go.mod --
module example.com/foreign
-- foreign/f.go --
package foreign

//go:generate owgen
-- ../beside/go.mod --
module example.com/beside

go 1.26.0
-- ../beside/b.go --
package beside

//go:generate owgen
`

func TestPatternsNameDirectivesAsTheyNamePackages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "shop")
	for _, f := range txtar.Parse([]byte(archive)).Files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("GOWORK", "")
	t.Setenv("GOFLAGS", "")
	ctx := context.Background()
	w, err := Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	const all = "a/a.go:3 a/b/b.go:3 a/b/b.go:4 linux/a_windows.go:5 tools/deep/d_test.go:3"
	for _, test := range []struct {
		name, patterns string
		want           string // the directives, then what has none, or the error
	}{
		{"all below, through modules of the workspace and no others", "./...", all},
		{"all, by its path", dir + "/...", all},
		{"twice is once", "./... ./a ./a/...", all},
		{"a part", "./a/...", "a/a.go:3 a/b/b.go:3 a/b/b.go:4"},
		{"one", "./a/b", "a/b/b.go:3 a/b/b.go:4"},
		{"one that is excluded here", "./linux", "linux/a_windows.go:5"},
		{"one with a test only", "./tools/deep", "tools/deep/d_test.go:3"},
		{"by import path", "example.com/shop/a", "a/a.go:3"},
		{"all of a module", "example.com/tools/...", "tools/deep/d_test.go:3"},
		{"a wildcard inside", "./.../b", "a/b/b.go:3 a/b/b.go:4"},
		{"the workspace", "work", "../beside/b.go:3 a/a.go:3 a/b/b.go:3 a/b/b.go:4 tools/deep/d_test.go:3"},
		{"all above", "../...", "../beside/b.go:3 " + all},
		{"none", "./none/... ./none", "without ./none"},
		{"packages of others", "fmt encoding/...", ""},
		{"another module", "./foreign/...", "./foreign/... is in another module; run owgen in DIR/foreign"},
		{"a package of another module", "./foreign", "does not contain package"},
		{"nowhere", "./nowhere", "directory not found"},
		{"nowhere and below", "./nowhere/...", "./nowhere/... names no packages: "},
		{"a file", "a/a.go", "a/a.go is a file; name the package"},
	} {
		t.Run(test.name, func(t *testing.T) {
			found, without, err := w.Directives(ctx, dir, strings.Fields(test.patterns))
			if err != nil {
				if got := strings.ReplaceAll(err.Error(), dir, "DIR"); test.want == "" || !strings.Contains(got, test.want) {
					t.Errorf("error %q, want %q", got, test.want)
				}
				return
			}
			var got []string
			for _, d := range found {
				rel, err := filepath.Rel(dir, d.String())
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, filepath.ToSlash(rel))
			}
			for _, pattern := range without {
				got = append(got, "without "+pattern)
			}
			if text := strings.Join(got, " "); text != test.want {
				t.Errorf("got  %s\nwant %s", text, test.want)
			}
		})
	}
	for from, want := range map[string]string{"foreign": ".", "foreign/deep": ".."} {
		from = filepath.Join(dir, filepath.FromSlash(from))
		if err := os.MkdirAll(from, 0o777); err != nil {
			t.Fatal(err)
		}
		want = "./... is in a module that go.work does not use; run: go work use " + want
		if _, _, err := w.Directives(ctx, from, []string{"./..."}); err == nil || err.Error() != want {
			t.Errorf("in a module beside the workspace the error is %v, want %s", err, want)
		}
	}
	link := dir + "-link"
	if err := os.Symlink(dir, link); err != nil {
		t.Skip(err) // not for everyone on Windows
	}
	t.Chdir(link)
	linked, err := Open(ctx, link)
	if err != nil {
		t.Fatal(err)
	}
	if found, _, err := linked.Directives(ctx, link, []string{"./..."}); err != nil || len(found) != 5 || found[0].Dir != filepath.Join(link, "a") {
		t.Errorf("in a directory behind a symbolic link there are %v, %v", found, err)
	}
	if m, ok := w.Module(filepath.Join(dir, "tools", "deep")); !ok || m.Path != "example.com/tools" {
		t.Errorf("tools/deep is in module %q", m.Path)
	}
	if m, ok := w.Module(filepath.Join(dir, "foreign")); ok {
		t.Errorf("foreign is in module %q", m.Path)
	}
}
