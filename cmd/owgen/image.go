package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/rootfs"
	"github.com/owgen/owgen/internal/shell"
)

// imageCommand is the command image.
func imageCommand() cli.Command {
	return cli.Command{
		Name:  "image",
		Usage: "[flags] [package]",
		Short: "build an image, without docker",
		Long:  imageText,
		Flags: func() *cli.Flags { return new(imageOptions).flags() },
		More:  imageMore,
		Run:   step(writeImage).untilEnd,
	}
}

const imageText = `
Owgen image builds a program and writes an image of it, without docker.

It builds the generated program of the package, or the package itself if that is
a main package. The image is a tar file that docker load, podman load and tools
for OCI images take, or a directory with the same files. The same program
becomes the same image wherever it is built. The image's digest is printed on
stdout.

` + packedText

const imageMore = `
An older image of that name is replaced. The time of everything in the image is
1970; the variable SOURCE_DATE_EPOCH sets another one, in seconds since 1970.
`

// writeImage builds a program and writes the image that holds it.
func writeImage(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parseImageOptions(args)
	if err != nil {
		return err
	}
	term := newTool(stdout, stderr)
	known := term.Claims()
	program, err := known.FindProgram(ctx, o.pattern, o.target(o.platforms[0]))
	if err != nil {
		return err
	}
	o.tags = program.Tags(o.tags)
	name, err := image.ParseName(cmp.Or(o.name, image.Name(program.Name)))
	if err != nil {
		return cli.UsageError("-t: " + err.Error())
	}
	if err := term.CheckUpToDate(ctx, known, program); err != nil {
		return err
	}
	base, err := o.baseLayer()
	if err != nil {
		return err
	}
	out := filepath.Clean(cmp.Or(o.out, image.Name(program.Name)+".tar"))
	d, err := newImage(out)
	if err != nil {
		return err
	}
	defer d.Discard()

	var variants []image.Variant
	for _, platform := range o.platforms {
		v := image.Variant{Platform: platform, Layers: base}
		err := withBinary(ctx, program.Program, o.target(platform), func(f *os.File, size int64) error {
			layer, err := image.FileLayer("action", f, size, o.created)
			v.Layers = append(v.Layers[:len(v.Layers):len(v.Layers)], layer)
			return err
		})
		if err != nil {
			return err
		}
		variants = append(variants, v)
	}
	img := image.New(o.config(), name, variants)
	if err := o.save(d, out, img); err != nil {
		return err
	}
	term.Say("wrote %s: %s, %.1f MB", out, strings.Join(platformNames(o.platforms), " and "), float64(img.Size)/1e6)
	if !isDirectory(out) {
		term.Say("to load it, docker load -i %s, or the same with podman", shell.Word(out))
	}
	_, err = fmt.Fprintln(stdout, img.Digest)
	return err
}

// target returns what the program is built for, so that it runs on the platform.
func (o imageOptions) target(p image.Platform) build.Target {
	return build.Target{Env: p.Env(), Tags: o.tags}
}

// baseLayer returns the layer below the program. It is the same for all platforms, and a minimal image has none.
func (o imageOptions) baseLayer() ([]image.Layer, error) {
	if o.minimal {
		return nil, nil
	}
	certificates, err := request.Certificates("", o.ca)
	if err != nil {
		return nil, err
	}
	archive, err := rootfs.Layer(certificates, o.created)
	if err != nil {
		return nil, err
	}
	layer, err := image.TarLayer("rootfs.tar", archive)
	return []image.Layer{layer}, err
}

// config returns what a container engine has to know. The generated Dockerfile says the same.
func (o imageOptions) config() image.Config {
	c := image.Config{
		Entrypoint: []string{"/action"},
		User:       fmt.Sprintf("%d:%[1]d", rootfs.UID),
		Port:       8080,
		Labels:     o.labels,
		Created:    o.created,
	}
	if o.health {
		c.Healthcheck = []string{"/action", "-healthcheck"}
	}
	return c
}

// newImage begins an image: a file or a directory, depending on its path.
func newImage(path string) (*place.Draft, error) {
	if !isDirectory(path) {
		return newArtefact(path)
	}
	d, err := place.NewDirectory(path, image.IsTopLevel)
	occupied, ok := errors.AsType[*place.Occupied](err)
	switch {
	case !ok:
		return d, err
	case occupied.By == place.File:
		return nil, fmt.Errorf("%w; for an image in a tar file name it with .tar", err)
	}
	return nil, fmt.Errorf("%w; name one that is new, or an image in it", err)
}

// isDirectory reports whether an image is written as a directory.
func isDirectory(path string) bool { return !strings.HasSuffix(path, ".tar") }

// save writes the image to its place.
func (o imageOptions) save(d *place.Draft, path string, img image.Image) error {
	if isDirectory(path) {
		for _, f := range img.Files {
			if err := d.WriteFile(f.Name, f.Data); err != nil {
				return err
			}
		}
		return d.Commit()
	}
	if err := d.Write(func(w io.Writer) error { return image.WriteTar(w, img.Files, o.created) }); err != nil {
		return err
	}
	return d.Commit()
}

func platformNames(platforms []image.Platform) []string {
	var names []string
	for _, p := range platforms {
		names = append(names, p.String())
	}
	return names
}
