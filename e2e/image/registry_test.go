package image

import (
	"io"
	"log"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/validate"
)

// What a registry stores has the digest that owgen printed.
func TestImagesGoThroughARegistry(t *testing.T) {
	server := httptest.NewServer(registry.New(registry.Logger(log.New(io.Discard, "", 0))))
	defer server.Close()
	host := strings.TrimPrefix(server.URL, "http://")

	t.Run("one platform", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "layout")
		digest := run(t, "image", "-o", dir)
		ref := parseReference(t, host+"/one:latest")
		index, hash := top(t, dir)
		img, err := index.Image(hash)
		if err != nil {
			t.Fatal(err)
		}
		if err := remote.Write(ref, img); err != nil {
			t.Fatal(err)
		}
		pulled, err := remote.Image(parseReference(t, host+"/one@"+digest))
		if err != nil {
			t.Fatal(err)
		}
		if err := validate.Image(pulled); err != nil {
			t.Error(err)
		}
	})
	t.Run("two platforms", func(t *testing.T) {
		layout, hash := top(t, both)
		index, err := layout.ImageIndex(hash)
		if err != nil {
			t.Fatal(err)
		}
		if err := remote.WriteIndex(parseReference(t, host+"/two:latest"), index); err != nil {
			t.Fatal(err)
		}
		pulled, err := remote.Index(parseReference(t, host+"/two@"+digest))
		if err != nil {
			t.Fatal(err)
		}
		if err := validate.Index(pulled); err != nil {
			t.Error(err)
		}
		for _, arch := range []string{"amd64", "arm64"} { // as a machine of that kind pulls it
			platform := remote.WithPlatform(v1.Platform{OS: "linux", Architecture: arch})
			img, err := remote.Image(parseReference(t, host+"/two:latest"), platform)
			if err != nil {
				t.Fatal(err)
			}
			wantArch(t, img, arch)
		}
	})
}

func parseReference(t *testing.T, s string) name.Reference {
	t.Helper()
	ref, err := name.ParseReference(s)
	if err != nil {
		t.Fatal(err)
	}
	return ref
}
