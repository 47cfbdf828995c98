package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/epoch"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/request"
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

// parseImageOptions reads a command line and the time for the image. Its error is flag.ErrHelp, a usage error, or what is
// wrong with the time.
func parseImageOptions(args []string) (imageOptions, error) {
	var o imageOptions
	var err error
	if o.pattern, err = o.flags().ParseOne(args); err != nil {
		return o, err
	}
	if o.minimal && o.ca != "" {
		return o, request.ErrNoCertificates
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
			return o, cli.UsageError("name the platform of the image with -platform, for example linux/amd64")
		}
		o.platforms = append(o.platforms, p)
	}
	return o, nil
}

// flags returns the flags that fill in o.
func (o *imageOptions) flags() *cli.Flags {
	f := cli.NewFlags()
	f.String(&o.name, "t", "name:tag", "the name of the image. The default is the name of the program")
	f.Func("platform", "os/arch,...", "the platforms to build for, separated by commas: linux/amd64, linux/arm64, linux/arm/v7 "+
		"and others. The default is linux and the architecture of this machine", o.addPlatforms)
	f.String(&o.out, "o", "path", "where to write the image: a file whose name ends in .tar, or else a directory. "+
		"Missing directories on the way are made. The default is <program>.tar")
	f.Func("label", "key=value", "a label; may be repeated. The keys title, version, revision and source are those of the OCI", o.addLabel)
	f.Func("rootfs", "full|minimal", "what the image contains: the program, certificates, /tmp and user names; or only the program",
		func(s string) error {
			if o.minimal = s == "minimal"; !o.minimal && s != "full" {
				return errors.New("want full or minimal")
			}
			return nil
		})
	request.CertificatesFile(f, &o.ca)
	f.Bool(&o.health, "healthcheck", "give the image a health check, which runs the program with its own flag -healthcheck")
	request.Tags(f, &o.tags, "those of the directive, or else those of GOFLAGS,")
	return f
}

func (o *imageOptions) addPlatforms(list string) error {
	for _, name := range strings.Split(list, ",") {
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
}

func (o *imageOptions) addLabel(s string) error {
	key, value, ok := strings.Cut(s, "=")
	if !ok || key == "" {
		return errors.New("want key=value, for example version=1.2.3")
	}
	switch key {
	case "title", "version", "revision", "source":
		key = "org.opencontainers.image." + key
	}
	if o.labels == nil {
		o.labels = map[string]string{}
	}
	o.labels[key] = value
	return nil
}

// archives are endings that the name of a directory hardly has.
var archives = []string{".tar", ".tgz", ".gz", ".tbz", ".tbz2", ".bz2", ".txz", ".xz", ".tzst", ".zst", ".zip"}

// checkImageName returns a usage error if -o has the name of an archive that would become a directory.
func checkImageName(out string) error {
	ext := filepath.Ext(out)
	if ext == ".tar" || !slices.Contains(archives, strings.ToLower(ext)) {
		return nil
	}
	base := strings.TrimSuffix(strings.TrimSuffix(out, ext), ".tar")
	return cli.Usagef("-o %s: images are written as .tar files, which are not compressed: name it %s.tar; "+
		"for a directory of that name put a slash at its end", out, base)
}
