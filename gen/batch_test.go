package gen

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/owgen/owgen/gen/internal/source"
)

// TestPackagesLoadedTogetherGiveWhatEachGivesAlone generates all golden cases at once. Some need tags of their own, some are
// refused, and some import others, which then are loaded from source and not from export data.
func TestPackagesLoadedTogetherGiveWhatEachGivesAlone(t *testing.T) {
	root, err := filepath.Abs(golden)
	if err != nil {
		t.Fatal(err)
	}
	var configs []Config
	err = filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() && len(generatedFiles(t, path)) > 0 && filepath.Dir(path) == root {
			c := caseConfig(t, path)
			c.Dir = path
			configs = append(configs, c)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	results, err := GenerateAll(context.Background(), root, configs)
	if err != nil {
		t.Fatal(err)
	}
	for k, o := range results {
		dir := configs[k].Dir
		t.Run(filepath.Base(dir), func(t *testing.T) {
			got := map[string][]byte{}
			if found, ok := errors.AsType[source.Diagnostics](o.Err); ok {
				text := strings.ReplaceAll(found.Error(), filepath.Base(dir)+string(filepath.Separator), "")
				got["diagnostics"] = []byte(text + "\n")
			} else if o.Err != nil {
				t.Fatal(o.Err)
			} else {
				for _, f := range o.Files {
					if rel, err := filepath.Rel(dir, f.Path); err != nil {
						t.Fatal(err)
					} else if filepath.Ext(rel) != ".tar" {
						got[filepath.ToSlash(rel)] = f.Data
					}
				}
			}
			compareFiles(t, generatedFiles(t, dir), got)
		})
	}
}

const bazaarArchive = `
-- kinds/kinds.go --
package kinds

type Item struct{ Stop chan int }

func Check(i Item) (Item, error) { return i, nil }
-- till/till.go --
package till

import "example.com/hello/kinds"

type Params struct{ Items []kinds.Item }

func Pay(p Params) (any, error) { return nil, nil }
-- fine/fine.go --
package fine

func Hello(p struct{ A int }) (any, error) { return nil, nil }
-- broken/broken.go --
package broken

func Hello(p struct{ A int }) (any, error) { return missing, nil }
-- none/none.txt --
-- other/other.go --
//go:build special

package other

func Hello(p struct{ A int }) (any, error) { return nil, nil }
`

// bazaar unpacks the archive and returns the configuration for each of the packages.
func bazaar(t *testing.T, packages ...string) (dir string, configs []Config) {
	t.Helper()
	dir = t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(bazaarArchive)))
	for _, name := range packages {
		configs = append(configs, Config{Query: source.Query{Dir: filepath.Join(dir, name)}})
	}
	return dir, configs
}

func TestAPackageThatFailsIsNotInTheWayOfTheOthers(t *testing.T) {
	dir, configs := bazaar(t, "fine", "broken", "none", "nowhere", "other", "other", "fine", "fine")
	configs[5].Tags = []string{"special"}
	configs[6].GOOS, configs[6].GOARCH = "linux", "pdp11"
	configs[7].Dockerfile = "none"
	results, err := GenerateAll(context.Background(), dir, configs)
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range []string{
		"", "broken/broken.go:3:53: undefined: missing", "no Go files in ", "nowhere: ", "this file is left out by //go:build special",
		"", "linux/pdp11", "",
	} {
		switch err := results[k].Err; {
		case want == "" && err == nil:
			if len(results[k].Files) < 2 {
				t.Errorf("%d: %d files", k, len(results[k].Files))
			}
		case want == "" || err == nil || !strings.Contains(filepath.ToSlash(err.Error()), want):
			t.Errorf("%d: got %v, want %q", k, err, want)
		}
	}
}

// TestDiagnosticsDoNotDependOnWhatIsLoadedTogether holds since positions in another package come from its source if that is
// loaded too, and else from export data.
func TestDiagnosticsDoNotDependOnWhatIsLoadedTogether(t *testing.T) {
	dir, configs := bazaar(t, "till", "kinds")
	said := func(configs []Config) []byte {
		results, err := GenerateAll(context.Background(), dir, configs)
		if err != nil {
			t.Fatal(err)
		}
		if results[0].Err == nil {
			t.Fatal("no error")
		}
		return []byte(results[0].Err.Error())
	}
	if alone, together := said(configs[:1]), said(configs); !bytes.Equal(alone, together) {
		t.Errorf("alone:\n%s\ntogether:\n%s", alone, together)
	}
}
