package engine

import (
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-containerregistry/pkg/v1/tarball"

	"github.com/owgen/owgen/e2e/internal/tree"
)

// testImages makes the engine build the image from the generated Dockerfile, and load the one that owgen makes. Both
// hold the same, and run in every way in which platforms run images.
func testImages(t *testing.T, e *engine) {
	e.do("build", "-t", builtName, filepath.Join(module, "image"))
	e.do("load", "-i", archive)
	t.Cleanup(func() {
		if _, err := e.try("rmi", "-f", builtName, loadedName); err != nil {
			t.Error(err)
		}
	})
	built, loaded := files(t, e, builtName), files(t, e, loadedName)
	wantSame(t, built, loaded)
	if got, want := built["tmp"].String(), "dtrwxrwxrwx 0:0 0 bytes"; got != want {
		t.Errorf("/tmp is %s, want %s", got, want)
	}
	for _, name := range []string{builtName, loadedName} {
		if user := e.do("inspect", "--type", "image", "--format", "{{.Config.User}}", name); user != "65532:65532" {
			t.Errorf("%s runs as %q", name, user)
		}
		testReadOnly(t, e, name)
	}
	testWritable(t, e, loadedName)
	testMemory(t, e)
}

// files returns the file system of an image.
func files(t *testing.T, e *engine, name string) map[string]tree.Entry {
	t.Helper()
	file := filepath.Join(t.TempDir(), "image.tar")
	e.do("save", "-o", file, name)
	img, err := tarball.ImageFromPath(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	all, err := tree.Of(img)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// wantSame compares file systems entry by entry.
func wantSame(t *testing.T, built, owgens map[string]tree.Entry) {
	t.Helper()
	if len(owgens) < 2 {
		t.Errorf("owgen's image holds no more than %v", owgens)
	}
	names := slices.Concat(slices.Collect(maps.Keys(built)), slices.Collect(maps.Keys(owgens)))
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		b, inBuilt := built[name]
		o, inOwgens := owgens[name]
		if b != o || inBuilt != inOwgens {
			t.Errorf("/%s: the engine's image has %v, owgen's %v", name, b, o)
		}
	}
}
