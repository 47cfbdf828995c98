package image

import (
	"debug/elf"
	"path/filepath"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"github.com/owgen/owgen/e2e/internal/tree"
)

// wantArch checks that the configuration of an image and its binary agree on what they are for, and that the binary needs
// nothing else that the image would have to hold.
func wantArch(t *testing.T, img v1.Image, arch string) {
	t.Helper()
	config, err := img.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	if config.OS != "linux" || config.Architecture != arch {
		t.Errorf("the image is for %s/%s", config.OS, config.Architecture)
	}
	files, err := tree.Of(img)
	if err != nil {
		t.Fatal(err)
	}
	f, err := elf.NewFile(strings.NewReader(files["action"].Data))
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string]elf.Machine{"amd64": elf.EM_X86_64, "arm64": elf.EM_AARCH64}[arch]; f.Machine != want {
		t.Errorf("the binary is for %v", f.Machine)
	}
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP || p.Type == elf.PT_DYNAMIC {
			t.Errorf("the binary has a segment %v", p.Type)
		}
	}
}

// The same module makes the same image in whichever directory it is.
func TestImagesDoNotDependOnTheDirectory(t *testing.T) {
	other := filepath.Join(t.TempDir(), "some", "where", "else")
	if err := me.AddModule(other, "inside"); err != nil {
		t.Fatal(err)
	}
	runIn(t, other)
	got := runIn(t, other, "image", "-platform", platforms, "-o", filepath.Join(t.TempDir(), "other.tar"))
	if got != digest {
		t.Errorf("%s and %s", got, digest)
	}
}
