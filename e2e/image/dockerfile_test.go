package image

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	godigest "github.com/opencontainers/go-digest"
)

func TestGoldenDockerfilesPassTheLinter(t *testing.T) {
	for _, pattern := range []string{"testdata/golden/*/image/Dockerfile", "examples/*/image/Dockerfile"} {
		files, err := filepath.Glob(filepath.Join(me.Root, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v, %v", pattern, files, err)
		}
		for _, file := range files {
			wantLint(t, file)
		}
	}
}

func TestDockerfilesWithOptionsPassTheLinter(t *testing.T) {
	for _, rootfs := range []string{"full", "minimal", "multistage"} {
		dir := filepath.Join(t.TempDir(), "inside")
		if err := me.AddModule(dir, "inside"); err != nil {
			t.Fatal(err)
		}
		runIn(t, dir, "-rootfs", rootfs, "-runtime", "embed", "-healthcheck", "-tags", "one,two")
		wantLint(t, filepath.Join(dir, "image", "Dockerfile"))
	}
}

// wantLint has BuildKit compile the file, which includes its linter.
func wantLint(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, err = dockerfile2llb.Dockerfile2LLB(context.Background(), text, dockerfile2llb.ConvertOpt{
		MetaResolver: offline{},
		AllStages:    true,
		Warn: func(rule, _, _, message string, location []parser.Range) {
			t.Errorf("%s: %s: %s at %v", file, rule, message, location)
		},
	})
	if err != nil {
		t.Errorf("%s: %v", file, err)
	}
}

// offline says of every image that it exists, but knows nothing about it.
type offline struct{}

func (offline) ResolveImageConfig(_ context.Context, ref string, _ sourceresolver.Opt) (string, godigest.Digest, []byte, error) {
	const config = `{"os":"linux","architecture":"amd64"}`
	return ref, godigest.FromString(config), []byte(config), nil
}
