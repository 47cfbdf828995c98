package image

import (
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"github.com/owgen/owgen/e2e/internal/tree"
)

// An image holds the program and what an empty root file system lacks, runs as a numeric user, and starts without a
// shell.
func TestOF19ImageIsEmptyButForTheProgram(t *testing.T) {
	index, hash := top(t, both)
	images, err := index.ImageIndex(hash)
	if err != nil {
		t.Fatal(err)
	}
	manifest, err := images.IndexManifest()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range manifest.Manifests {
		img, err := images.Image(m.Digest)
		if err != nil {
			t.Fatal(err)
		}
		wantConfig(t, img)
		files, err := tree.Of(img)
		if err != nil {
			t.Fatal(err)
		}
		maps.DeleteFunc(files, func(_ string, e tree.Entry) bool { return e.Mode.IsDir() && e.Mode&fs.ModeSticky == 0 })
		want := []string{"action", "etc/group", "etc/passwd", "etc/ssl/certs/ca-certificates.crt", "tmp"}
		if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, want) {
			t.Errorf("%v: it holds %q, want %q", m.Platform, got, want)
		}
		for name, mode := range map[string]fs.FileMode{"action": 0o755, "tmp": fs.ModeDir | fs.ModeSticky | 0o777} {
			if got := files[name].Mode; got != mode {
				t.Errorf("%v: the mode of /%s is %v, want %v", m.Platform, name, got, mode)
			}
		}
	}
}

// With one platform an image is what a function of AWS Lambda takes: no index, but the image itself. It holds no emulator,
// and its entry point gets the name of the handler as an argument.
func TestAWS29ImagesOfOnePlatform(t *testing.T) {
	for _, arch := range []string{"amd64", "arm64"} {
		dir := filepath.Join(t.TempDir(), arch)
		run(t, "image", "-platform", "linux/"+arch, "-o", dir)
		index, hash := top(t, dir)
		m, err := index.IndexManifest()
		if err != nil {
			t.Fatal(err)
		}
		if !m.Manifests[0].MediaType.IsImage() {
			t.Errorf("%s: the layout holds a %s", arch, m.Manifests[0].MediaType)
		}
		img, err := index.Image(hash)
		if err != nil {
			t.Fatal(err)
		}
		wantArch(t, img, arch)
		wantConfig(t, img)
		files, err := tree.Of(img)
		if err != nil {
			t.Fatal(err)
		}
		for name, e := range files {
			if e.Mode&0o111 != 0 && !e.Mode.IsDir() && name != "action" {
				t.Errorf("%s: there is another program: %s", arch, name)
			}
		}
	}
}

// wantConfig checks how an image is started.
func wantConfig(t *testing.T, img v1.Image) {
	t.Helper()
	file, err := img.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	c := file.Config
	if _, listens := c.ExposedPorts["8080/tcp"]; !listens || !slices.Equal(c.Entrypoint, []string{"/action"}) || len(c.Cmd) > 0 {
		t.Errorf("ports %v, entry point %q, command %q", c.ExposedPorts, c.Entrypoint, c.Cmd)
	}
	if c.User == "" || strings.Trim(c.User, "0123456789:") != "" {
		t.Errorf("it runs as %q, want a number", c.User)
	}
}
