package image

import (
	"archive/tar"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/validate"
)

func TestLayoutsAreValid(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
	}{
		{"one platform", nil},
		{"minimal", []string{"-rootfs", "minimal", "-healthcheck", "-label", "version=1.2.3"}},
		{"two platforms", []string{"-platform", "linux/amd64,linux/arm/v7"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "layout")
			digest := run(t, append([]string{"image", "-o", dir}, c.args...)...)
			wantValid(t, dir, digest)

			file := filepath.Join(t.TempDir(), "image.tar")
			if again := run(t, append([]string{"image", "-o", file}, c.args...)...); again != digest {
				t.Errorf("in a file the digest is %s, in a directory %s", again, digest)
			}
			wantValid(t, unpack(t, file), digest)

			// What docker load reads is one of the images.
			img, err := tarball.ImageFromPath(file, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := validate.Image(img); err != nil {
				t.Error(err)
			}
			// It has a manifest of its own, as docs/images.md says of crane.
			if hash, err := img.Digest(); err != nil || hash.String() == digest {
				t.Errorf("what docker load reads has the digest %v, %v", hash, err)
			}
		})
	}
}

// wantValid checks everything in a layout, and that its one top entry has the digest that owgen printed.
func wantValid(t *testing.T, dir, digest string) {
	t.Helper()
	index, err := layout.ImageIndexFromPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Index(index); err != nil {
		t.Error(err)
	}
	m, err := index.IndexManifest()
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Manifests) != 1 || m.Manifests[0].Digest.String() != digest {
		t.Errorf("the layout holds %v, owgen printed %s", m.Manifests, digest)
	}
}

// unpack unpacks an archive into a new directory. It accepts only what owgen's archives hold.
func unpack(t *testing.T, file string) (dir string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	dir = t.TempDir()
	for r := tar.NewReader(f); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return dir
		}
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, filepath.FromSlash(h.Name))
		if h.Typeflag == tar.TypeDir {
			err = os.Mkdir(path, h.FileInfo().Mode())
		} else {
			var data []byte
			if data, err = io.ReadAll(r); err == nil {
				err = os.WriteFile(path, data, h.FileInfo().Mode())
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// top returns the one entry of a layout.
func top(t *testing.T, dir string) (v1.ImageIndex, v1.Hash) {
	t.Helper()
	index, err := layout.ImageIndexFromPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	m, err := index.IndexManifest()
	if err != nil {
		t.Fatal(err)
	}
	return index, m.Manifests[0].Digest
}
