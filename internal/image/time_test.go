package image

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/rootfs"
)

// TestEveryTimeInAnImageIsTheOneAskedFor looks into the archive, the configuration and the layers.
func TestEveryTimeInAnImageIsTheOneAskedFor(t *testing.T) {
	created := time.Unix(1700000000, 0).UTC()
	files, err := rootfs.Layer([]byte("certificates\n"), created)
	if err != nil {
		t.Fatal(err)
	}
	base, err := TarLayer("rootfs.tar", files)
	if err != nil {
		t.Fatal(err)
	}
	program, err := FileLayer("action", strings.NewReader("program"), 7, created)
	if err != nil {
		t.Fatal(err)
	}
	v := Variant{Platform{OS: "linux", Arch: "amd64"}, []Layer{base, program}}
	img := New(Config{Created: created}, "docker.io/library/x:latest", []Variant{v})
	var archive bytes.Buffer
	if err := WriteTar(&archive, img.Files, created); err != nil {
		t.Fatal(err)
	}
	layers := 0
	for _, data := range timesIn(t, &archive, created) {
		if zipped, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
			timesIn(t, zipped, created)
			layers++
		}
		if bytes.Contains(data, []byte(`"created":"`)) && bytes.Count(data, []byte(`"created":"2023-11-14T22:13:20Z"`)) != 3 {
			t.Errorf("the configuration is %s", data)
		}
	}
	if layers != 2 {
		t.Errorf("%d layers, want 2", layers)
	}
}

// timesIn reports files of an archive that were changed at another time, and returns their contents.
func timesIn(t *testing.T, r io.Reader, want time.Time) (contents [][]byte) {
	t.Helper()
	for archive := tar.NewReader(r); ; {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return contents
		}
		if err != nil {
			t.Fatal(err)
		}
		if !h.ModTime.Equal(want) {
			t.Errorf("%s was changed at %v", h.Name, h.ModTime)
		}
		data, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		contents = append(contents, data)
	}
}
