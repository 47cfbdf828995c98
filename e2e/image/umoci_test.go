package image

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/opencontainers/runtime-spec/specs-go"
	"github.com/opencontainers/umoci"
	"github.com/opencontainers/umoci/oci/cas/dir"
	"github.com/opencontainers/umoci/oci/casext"
	"github.com/opencontainers/umoci/oci/layer"

	"github.com/owgen/owgen/e2e/internal/tree"
)

// owgen image -o dir -t a/b:1 && umoci unpack --rootless --image dir:1 out
func TestUmociUnpacksImages(t *testing.T) {
	ca := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(ca, []byte("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{
		"full": nil, "minimal": {"-rootfs", "minimal"}, "own certificates": {"-ca", ca}, "labels": {"-healthcheck", "-label", "version=1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			layout := filepath.Join(t.TempDir(), "layout")
			run(t, append([]string{"image", "-t", "a/b:1", "-o", layout}, args...)...)
			wantUnpacked(t, layout)

			file := filepath.Join(t.TempDir(), "image.tar")
			run(t, append([]string{"image", "-t", "a/b:1", "-o", file}, args...)...)
			wantUnpacked(t, unpack(t, file))
		})
	}
}

// wantUnpacked has umoci unpack the image that a layout calls 1, and looks at each file.
func wantUnpacked(t *testing.T, path string) {
	t.Helper()
	engine, err := dir.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	me := func(id int) []specs.LinuxIDMapping {
		return []specs.LinuxIDMapping{{HostID: uint32(id), ContainerID: 0, Size: 1}}
	}
	bundle := t.TempDir()
	err = umoci.Unpack(casext.NewEngine(engine), "1", bundle, layer.UnpackOptions{OnDiskFormat: layer.DirRootfs{
		MapOptions: layer.MapOptions{Rootless: true, UIDMappings: me(os.Geteuid()), GIDMappings: me(os.Getegid())},
	}})
	if err != nil {
		t.Fatal(err)
	}

	index, hash := top(t, path)
	img, err := index.Image(hash)
	if err != nil {
		t.Fatal(err)
	}
	want, err := tree.Of(img)
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(bundle, layer.RootfsName)
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == root {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(root, path)
		if info.Mode() != want[filepath.ToSlash(name)].Mode {
			t.Errorf("%s has the mode %v, in the image %v", name, info.Mode(), want[filepath.ToSlash(name)].Mode)
		}
		delete(want, filepath.ToSlash(name))
		return nil
	})
	if err != nil || len(want) != 0 {
		t.Errorf("%v, not unpacked: %v", err, want)
	}
}

// Readers such as umoci and dive refuse archives with headers that archive/tar passes over, so headers are read here as
// they stand.
func TestArchivesHoldPlainFilesAndDirectoriesOnly(t *testing.T) {
	file := filepath.Join(t.TempDir(), "image.tar")
	run(t, "image", "-platform", platforms, "-o", file)
	archive, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	wantPlain(t, "image.tar", archive)
	layers := 0
	for r := tar.NewReader(bytes.NewReader(archive)); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		gz, err := gzip.NewReader(r)
		if err != nil {
			continue // JSON, or a directory
		}
		content, err := io.ReadAll(gz)
		if err != nil {
			t.Fatal(err)
		}
		layers++
		wantPlain(t, h.Name, content)
	}
	if layers != 3 { // one of files, and a program for each platform
		t.Errorf("%d layers", layers)
	}
}

// wantPlain checks the type of each header in an archive.
func wantPlain(t *testing.T, name string, archive []byte) {
	t.Helper()
	for len(archive) > 0 && archive[0] != 0 {
		header := archive[:512]
		if kind := header[156]; kind != tar.TypeReg && kind != tar.TypeDir {
			t.Errorf("%s holds a header of type %c, called %s", name, kind, strings.TrimRight(string(header[:100]), "\x00"))
		}
		h, err := tar.NewReader(bytes.NewReader(archive)).Next()
		if err != nil {
			t.Fatal(err)
		}
		archive = archive[512+(h.Size+511)/512*512:]
	}
}
