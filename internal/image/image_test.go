package image

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/epoch"
)

func testVariant(t *testing.T, platform, content string) Variant {
	t.Helper()
	p, err := ParsePlatform(platform)
	if err != nil {
		t.Fatal(err)
	}
	layer, err := FileLayer("action", strings.NewReader(content), int64(len(content)), epoch.Default)
	if err != nil {
		t.Fatal(err)
	}
	return Variant{p, []Layer{layer}}
}

func testImage(t *testing.T, name string, variants ...Variant) (Image, map[string][]byte) {
	t.Helper()
	full, err := ParseName(name)
	if err != nil {
		t.Fatal(err)
	}
	img := New(Config{Entrypoint: []string{"/action"}, User: "65532:65532", Port: 8080, Created: epoch.Default}, full, variants)
	files := map[string][]byte{}
	for _, f := range img.Files {
		if files[f.Name] != nil {
			t.Errorf("%s is there twice", f.Name)
		}
		files[f.Name] = f.Data
	}
	return img, files
}

func decode[T any](t *testing.T, data []byte) (v T) {
	t.Helper()
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatalf("%v in %q", err, data)
	}
	return v
}

func TestBlobsAreWhatTheirNamesSay(t *testing.T) {
	_, files := testImage(t, "reverse", testVariant(t, "linux/amd64", "program"), testVariant(t, "linux/arm64", "other"))
	blobs := 0
	for name, data := range files {
		if sum, ok := strings.CutPrefix(name, "blobs/sha256/"); ok {
			blobs++
			if got := fmt.Sprintf("%x", sha256.Sum256(data)); got != sum {
				t.Errorf("the digest of %s is %s", name, got)
			}
		}
	}
	if want := 2*3 + 1; blobs != want { // layer, configuration and manifest of each, and the index
		t.Errorf("%d blobs, want %d", blobs, want)
	}
}

func TestLayerHoldsTheProgram(t *testing.T) {
	_, files := testImage(t, "reverse", testVariant(t, "linux/amd64", "program"))
	top := decode[index](t, files["index.json"]).Manifests[0]
	m := decode[manifest](t, files[blobName(top.Digest)])
	c := decode[configFile](t, files[blobName(m.Config.Digest)])
	layer := files[blobName(m.Layers[0].Digest)]
	if len(layer) != m.Layers[0].Size {
		t.Errorf("the layer has %d bytes, its manifest says %d", len(layer), m.Layers[0].Size)
	}
	gz, err := gzip.NewReader(bytes.NewReader(layer))
	if err != nil {
		t.Fatal(err)
	}
	archive, err := io.ReadAll(gz)
	if err != nil {
		t.Fatal(err)
	}
	if got := digestOf(archive); got != c.RootFS.DiffIDs[0] {
		t.Errorf("the layer is %s uncompressed, the configuration says %s", got, c.RootFS.DiffIDs[0])
	}
	r := tar.NewReader(bytes.NewReader(archive))
	h, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil || h.Name != "action" || h.Mode != 0o755 || string(content) != "program" {
		t.Errorf("%s, mode %o, holds %q (%v)", h.Name, h.Mode, content, err)
	}
}

func TestDigestDoesNotDependOnTheName(t *testing.T) {
	one, _ := testImage(t, "one:1", testVariant(t, "linux/amd64", "program"))
	two, _ := testImage(t, "registry.example:5000/team/two", testVariant(t, "linux/amd64", "program"))
	other, _ := testImage(t, "one:1", testVariant(t, "linux/amd64", "another program"))
	if one.Digest != two.Digest {
		t.Errorf("%s and %s", one.Digest, two.Digest)
	}
	if one.Digest == other.Digest {
		t.Error("two programs have one digest")
	}
}

func TestSeveralPlatformsAreAnIndex(t *testing.T) {
	img, files := testImage(t, "reverse", testVariant(t, "linux/amd64", "a"), testVariant(t, "linux/arm/v7", "b"))
	top := decode[index](t, files["index.json"]).Manifests[0]
	if top.MediaType != indexType || top.Digest != img.Digest {
		t.Errorf("the layout leads to %+v, the image is %s", top, img.Digest)
	}
	var platforms []string
	for _, m := range decode[index](t, files[blobName(top.Digest)]).Manifests {
		platforms = append(platforms, m.Platform.String())
	}
	if want := []string{"linux/amd64", "linux/arm/v7"}; !slices.Equal(platforms, want) {
		t.Errorf("it has %q, want %q", platforms, want)
	}
}

func TestDockerFindsTheSameBlobs(t *testing.T) {
	_, files := testImage(t, "reverse:1.2", testVariant(t, "linux/amd64", "program"))
	entries := decode[[]struct {
		Config   string
		RepoTags []string
		Layers   []string
	}](t, files["manifest.json"])
	for _, name := range append(entries[0].Layers, entries[0].Config) {
		if files[name] == nil {
			t.Errorf("%s is not there", name)
		}
	}
	if want := []string{"reverse:1.2"}; !slices.Equal(entries[0].RepoTags, want) {
		t.Errorf("it is called %q, want %q", entries[0].RepoTags, want)
	}
}

func TestWriteTarMakesDirectoriesOnce(t *testing.T) {
	var buf bytes.Buffer
	if err := WriteTar(&buf, []File{{"a/b/c", []byte("1")}, {"a/b/d", nil}, {"e", nil}}, epoch.Default); err != nil {
		t.Fatal(err)
	}
	var names []string
	for r := tar.NewReader(&buf); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, h.Name)
	}
	if want := []string{"a/", "a/b/", "a/b/c", "a/b/d", "e"}; !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
}

func TestParseName(t *testing.T) {
	for name, want := range map[string]string{
		"reverse":                         "docker.io/library/reverse:latest",
		"reverse:1.2":                     "docker.io/library/reverse:1.2",
		"team/reverse":                    "docker.io/team/reverse:latest",
		"localhost/reverse":               "localhost/reverse:latest",
		"localhost:5000/reverse":          "localhost:5000/reverse:latest",
		"Registry.example/team/a_b--c:X.": "Registry.example/team/a_b--c:X.",
		"ghcr.io/a/b/c:latest":            "ghcr.io/a/b/c:latest",
	} {
		if got, err := ParseName(name); err != nil || got != want {
			t.Errorf("%s: got %q and %v, want %q", name, got, err, want)
		}
	}
	for _, name := range []string{"", "Reverse", "Team/reverse", "a b", "a:", ":tag", "a:b c", "a//b", "-a", "a/", "a:-x", strings.Repeat("a", 256), "a@sha256:00"} {
		if got, err := ParseName(name); err == nil {
			t.Errorf("%q is taken for %q", name, got)
		}
	}
}

func TestNameIsAlwaysOne(t *testing.T) {
	for program, want := range map[string]string{
		"reverse": "reverse", "My.Func": "my.func", "a b": "a-b", "…": "action", "": "action", "_x_": "x", "a..b": "action",
	} {
		got := Name(program)
		if got != want {
			t.Errorf("%q: got %q, want %q", program, got, want)
		}
		if _, err := ParseName(got); err != nil {
			t.Errorf("%q: %v", program, err)
		}
	}
}

func TestPlatformsAreThoseOfTheGoCommand(t *testing.T) {
	for _, arch := range slices.Sorted(maps.Keys(architectures)) {
		p, err := ParsePlatform("linux/" + arch)
		if err != nil {
			t.Error(err)
			continue
		}
		if again, err := ParsePlatform(p.String()); err != nil || again != p {
			t.Errorf("%s is read as %v (%v)", p, again, err)
		}
	}
	for _, s := range []string{"", "linux", "linux/", "linux/pdp11", "windows/amd64", "amd64", "linux/amd64/v9", "linux/arm/v7/x"} {
		if p, err := ParsePlatform(s); err == nil {
			t.Errorf("%q is taken for %v", s, p)
		}
	}
}

func TestPlatformsThatAreNoneSayWhatWasMeant(t *testing.T) {
	for s, want := range map[string]string{
		"riscv64":        `platform "riscv64": want linux/riscv64`,
		"arm":            `platform "arm": want linux/arm/v7`,
		"linux/aarch64":  `platform "linux/aarch64": want linux/arm64`,
		"X86_64":         `platform "X86_64": want linux/amd64`,
		"linux/amd46":    `platform "linux/amd46": want linux/amd64`,
		"amd64/linux":    `platform "amd64/linux": want linux/amd64`,
		"windows/amd64":  `platform "windows/amd64": want linux/amd64`,
		"linux/amd64/v9": `platform "linux/amd64/v9": amd64 has no variant v9; want linux/amd64 or linux/amd64/v2 or linux/amd64/v3`,
		"pdp11": `platform "pdp11": want linux/amd64, linux/arm64, linux/arm/v7 or another one of Linux: ` +
			`386, amd64, arm, arm64, loong64, mips64le, ppc64le, riscv64, s390x`,
	} {
		if _, err := ParsePlatform(s); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}
