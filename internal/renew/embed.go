package renew

import (
	"cmp"
	"fmt"
	goversion "go/version"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/runtimecopy"
)

// WriteRuntime writes the copy of the runtime that Embedded has returned.
func (t Tool) WriteRuntime(copied []place.Output) error { return writeRuntime(t.Terminal, copied) }

// fewFiles is how many files of a copy of the runtime are told one by one.
const fewFiles = 3

// writeRuntime writes the copy of the runtime in a module, or removes it. Nobody edits it, so one line says what was done to many files.
func writeRuntime(t Terminal, copied []place.Output) error {
	done := map[place.Change][]string{}
	err := place.Write(copied, func(change place.Change, name string) { done[change] = append(done[change], name) })
	for _, change := range []place.Change{place.Wrote, place.Removed} {
		names := done[change]
		if len(names) > fewFiles {
			t.Say("%s %d files in %s", change, len(names), path.Dir(copied[0].Name))
			continue
		}
		for _, name := range names {
			t.Tell(change, name)
		}
	}
	return err
}

// writePackage writes what is generated for a package, and removes its leftovers.
func writePackage(t Terminal, outputs []place.Output) error {
	var own, copied []place.Output
	for _, o := range outputs {
		if isOfRuntime(o.Path) {
			copied = append(copied, o)
		} else {
			own = append(own, o)
		}
	}
	if err := place.Write(own, t.Tell); err != nil {
		return err
	}
	return writeRuntime(t, copied)
}

// isOfRuntime reports whether a path names a file in a copy of the runtime.
func isOfRuntime(path string) bool {
	return strings.Contains(filepath.ToSlash(path), "/"+runtimecopy.Dir+"/")
}

// Embedded returns the copy of the runtime in a module as outputs, with names relative to dir. The copy has to be there before
// a package is loaded, because handlers may import it.
func (t Tool) Embedded(dir string, module build.Module) ([]place.Output, error) {
	if goversion.Compare("go"+module.GoVersion, "go"+runtimecopy.Go) < 0 {
		return nil, fmt.Errorf("module %s is for Go %s, and the runtime needs %s; run: go mod edit -go=%[3]s",
			module.Path, cmp.Or(module.GoVersion, "1.16"), runtimecopy.Go)
	}
	source, err := runtimecopy.Files(module.Path, t.Version)
	if err != nil {
		return nil, err
	}
	var files []gen.File
	for name, data := range source {
		files = append(files, gen.File{Path: filepath.Join(module.Dir, filepath.FromSlash(name)), Data: data})
	}
	slices.SortFunc(files, func(a, b gen.File) int { return strings.Compare(a.Path, b.Path) })
	outputs, err := survey(dir, files)
	if err != nil {
		return nil, err
	}
	obsolete, err := obsolete(dir, filepath.Join(module.Dir, filepath.FromSlash(runtimecopy.Dir)), outputs)
	return append(outputs, obsolete...), err
}

// obsolete returns the Go files below root that an older version of owgen wrote and this one does not. They would not compile
// together with those of this version.
func obsolete(dir, root string, outputs []place.Output) ([]place.Output, error) {
	current := map[string]bool{}
	for _, o := range outputs {
		current[o.Path] = true
	}
	var old []place.Output
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil && path == root {
			return fs.SkipAll // there is no copy yet
		}
		if err != nil || !d.Type().IsRegular() || filepath.Ext(path) != ".go" || current[path] {
			return err
		}
		o, ok, err := place.Leftover(dir, path)
		if ok {
			old = append(old, o)
		}
		return err
	})
	return old, err
}
