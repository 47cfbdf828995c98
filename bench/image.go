package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/epoch"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/rootfs"
)

// What the image is compared with, in bytes.
const (
	alpineSize   = 3_600_000 // alpine for linux/amd64, compressed, as Docker Hub shows it
	imageSize    = 1_220_000 // compressed
	unpackedSize = 10_000_000
	peakSize     = 24_000_000 // of the memory that packing takes
)

// measureImage compares the image of the reverse example with others, and the making of it with that of docker. It needs the owgen
// that measureGenerator has built in dir.
func measureImage(dir string) ([]measure.Row, error) {
	c, err := newBuildContext(dir)
	if err != nil {
		return nil, err
	}
	img, program, err := c.pack()
	if err != nil {
		return nil, err
	}
	binary, err := measure.Size(c.binary())
	if err != nil {
		return nil, err
	}
	archive, err := measure.Size(filepath.Join(c.dir, "rootfs.tar"))
	if err != nil {
		return nil, err
	}
	memory, err := peakMemory(filepath.Join(dir, "owgen"), "image", "-o", filepath.Join(dir, "reverse.tar"))
	if err != nil {
		return nil, err
	}
	rows := []measure.Row{
		measure.NewRow("size of the image, compressed", "1.22 MB", 1, single(float64(img.Size), imageSize)),
		measure.NewRow("", "the same binary on alpine", 0.5, single(float64(img.Size), alpineSize+float64(program.Size()))),
		measure.NewRow("size of the image, not compressed", "10 MB", 1, single(binary+archive, unpackedSize)),
		measure.NewRow("peak memory of `owgen image`", "24 MB", 1, single(memory, peakSize)),
	}
	timed, err := measureDocker(dir, c)
	return append(rows, timed...), err
}

// single is the ratio of what is measured once, because it is always the same.
func single(x, base float64) measure.Ratio { return measure.Series{x}.Over(measure.Series{base}) }

// A buildContext is the directory from which docker builds the image of the reverse example.
type buildContext struct{ dir string }

func newBuildContext(dir string) (buildContext, error) {
	c := buildContext{filepath.Join(dir, "context")}
	generate := exec.Command(filepath.Join(dir, "owgen"), "-dockerfile", filepath.Join(c.dir, "Dockerfile"))
	generate.Dir = "../examples/reverse"
	if text, err := generate.CombinedOutput(); err != nil {
		return c, fmt.Errorf("owgen: %w\n%s", err, text)
	}
	source, err := filepath.Abs("../examples/reverse/cmd/reverse")
	if err != nil {
		return c, err
	}
	p := image.Platform{OS: "linux", Arch: runtime.GOARCH}
	return c, build.Build(context.Background(), build.Program{Name: "reverse", Dir: source}, c.binary(), build.Target{Env: p.Env()})
}

func (c buildContext) binary() string { return filepath.Join(c.dir, "action") }

// pack makes the image of the binary, as owgen image does when it has built it. program is the image's last layer.
func (c buildContext) pack() (img image.Image, program image.Layer, err error) {
	archive, err := rootfs.Layer(rootfs.Roots(), epoch.Default)
	if err != nil {
		return img, program, err
	}
	base, err := image.TarLayer("rootfs.tar", archive)
	if err != nil {
		return img, program, err
	}
	f, err := os.Open(c.binary())
	if err != nil {
		return img, program, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return img, program, err
	}
	if program, err = image.FileLayer("action", f, info.Size(), epoch.Default); err != nil {
		return img, program, err
	}
	v := image.Variant{Platform: image.Platform{OS: "linux", Arch: runtime.GOARCH}, Layers: []image.Layer{base, program}}
	config := image.Config{Entrypoint: []string{"/action"}, User: "65532:65532", Port: 8080, Created: epoch.Default}
	return image.New(config, "docker.io/library/reverse:latest", []image.Variant{v}), program, nil
}
