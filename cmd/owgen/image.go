package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/epoch"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/rootfs"
	"github.com/owgen/owgen/internal/shell"
)

// imageOptions is what a command line asks of writeImage.
type imageOptions struct {
	name      string // as typed
	out       string
	platforms []image.Platform
	labels    map[string]string
	minimal   bool
	ca        string // path
	health    bool
	tags      []string
	pattern   string
	created   time.Time
}

// writeImage is the command image: it builds a program and writes the image that holds it, without an engine.
func writeImage(args []string, stdout, stderr io.Writer) error {
	o, err := parseImageOptions(args)
	if err != nil {
		return err
	}
	program, err := findProgram(context.Background(), o.pattern, o.target(o.platforms[0]))
	if err != nil {
		return err
	}
	o.tags = program.tags(o.tags)
	name, err := image.ParseName(cmp.Or(o.name, image.Name(program.Name)))
	if err != nil {
		return usageError("-t: " + err.Error())
	}
	term := terminal{stdout: stdout, stderr: stderr}
	if err := program.checkUpToDate(context.Background(), term); err != nil {
		return err
	}
	base, err := o.baseLayer()
	if err != nil {
		return err
	}
	out := filepath.Clean(cmp.Or(o.out, image.Name(program.Name)+".tar"))
	t, err := newTarget(out, !strings.HasSuffix(out, ".tar"))
	if err != nil {
		return err
	}
	defer t.discard()

	var variants []image.Variant
	for _, platform := range o.platforms {
		v := image.Variant{Platform: platform, Layers: base}
		err := withBinary(program.Program, o.target(platform), func(f *os.File, size int64) error {
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
	if err := o.save(t, img); err != nil {
		return err
	}
	term.say("wrote %s: %s, %.1f MB", out, strings.Join(platformNames(o.platforms), " and "), float64(img.Size)/1e6)
	if strings.HasSuffix(out, ".tar") {
		term.say("to load it, docker load -i %s, or the same with podman", shell.Word(out))
	}
	_, err = fmt.Fprintln(stdout, img.Digest)
	return err
}

// parseImageOptions reads a command line and the time for the image. Its error is flag.ErrHelp, a usageError, or what is
// wrong with that.
func parseImageOptions(args []string) (imageOptions, error) {
	o := imageOptions{labels: map[string]string{}}
	flags := flag.NewFlagSet("owgen image", flag.ContinueOnError)
	flags.StringVar(&o.name, "t", "", "")
	flags.StringVar(&o.out, "o", "", "")
	flags.StringVar(&o.ca, "ca", "", "")
	flags.BoolVar(&o.health, "healthcheck", false, "")
	tagsVar(flags, &o.tags)
	flags.Func("platform", "", func(s string) error {
		for _, name := range strings.Split(s, ",") {
			p, err := image.ParsePlatform(name)
			if err != nil {
				return err
			}
			if slices.Contains(o.platforms, p) {
				return fmt.Errorf("%s stands there twice", p)
			}
			o.platforms = append(o.platforms, p)
		}
		return nil
	})
	flags.Func("rootfs", "", func(s string) error {
		if o.minimal = s == "minimal"; !o.minimal && s != "full" {
			return errors.New("want full or minimal")
		}
		return nil
	})
	flags.Func("label", "", func(s string) error {
		key, value, ok := strings.Cut(s, "=")
		if !ok || key == "" {
			return errors.New("want key=value, for example version=1.2.3")
		}
		switch key {
		case "title", "version", "revision", "source":
			key = "org.opencontainers.image." + key
		}
		o.labels[key] = value
		return nil
	})
	var err error
	if o.pattern, err = parse(flags, args); err != nil {
		return o, err
	}
	if o.minimal && o.ca != "" {
		return o, errNoCertificates
	}
	if err := checkImageName(o.out); err != nil {
		return o, err
	}
	if o.created, err = epoch.FromEnvironment(); err != nil {
		return o, err
	}
	if len(o.platforms) == 0 {
		p, err := image.ParsePlatform("linux/" + runtime.GOARCH)
		if err != nil {
			return o, usageError("name the platform of the image with -platform, for example linux/amd64")
		}
		o.platforms = append(o.platforms, p)
	}
	return o, nil
}

// archives are the ends of names that a directory hardly has.
var archives = []string{".tar", ".tgz", ".gz", ".tbz", ".tbz2", ".bz2", ".txz", ".xz", ".tzst", ".zst", ".zip"}

// checkImageName returns a usageError if -o has the name of an archive that would become a directory.
func checkImageName(out string) error {
	ext := filepath.Ext(out)
	if ext == ".tar" || !slices.Contains(archives, strings.ToLower(ext)) {
		return nil
	}
	base := strings.TrimSuffix(strings.TrimSuffix(out, ext), ".tar")
	return usageError(fmt.Sprintf("-o %s: images are written as .tar files, which are not compressed: name it %s.tar; "+
		"for a directory of that name put a slash at its end", out, base))
}

// target is what the program is built for to run on the platform.
func (o imageOptions) target(p image.Platform) build.Target {
	return build.Target{Env: p.Env(), Tags: o.tags}
}

// baseLayer is what goes under the program: the same for all platforms, and nothing for a minimal image.
func (o imageOptions) baseLayer() ([]image.Layer, error) {
	if o.minimal {
		return nil, nil
	}
	certificates, err := certificates("", o.ca)
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

const errNoCertificates = usageError("-ca makes no sense with -rootfs minimal, which leaves certificates out")

// certificates returns the certificates in the file that is called path in dir, or, if that is "", those that owgen brings
// along.
func certificates(dir, path string) ([]byte, error) {
	if path == "" {
		return rootfs.Roots(), nil
	}
	file := path
	if !filepath.IsAbs(file) {
		file = filepath.Join(dir, file)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")) // the same bytes wherever git has checked it out
	if err := rootfs.Check(data); err != nil {
		return nil, fmt.Errorf("-ca %s: %w", path, err)
	}
	return data, nil
}

// config is what an engine has to know, as the generated Dockerfile says it.
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

// save writes the image as a tar file or as a directory.
func (o imageOptions) save(t *target, img image.Image) error {
	if t.directory {
		for _, f := range img.Files {
			path := filepath.Join(t.tmp, filepath.FromSlash(f.Name))
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				return err
			}
			if err := os.WriteFile(path, f.Data, 0o666); err != nil {
				return err
			}
		}
		return t.commit()
	}
	f, err := os.OpenFile(t.tmp, os.O_WRONLY|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	if err := errors.Join(image.WriteTar(f, img.Files, o.created), f.Close()); err != nil {
		return err
	}
	return t.commit()
}

func platformNames(platforms []image.Platform) []string {
	var names []string
	for _, p := range platforms {
		names = append(names, p.String())
	}
	return names
}
