package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/workspace"
)

// options is what a command line asks of generate.
type options struct {
	gen.Config
	patterns         []string // all that are named; Config.Pattern is the first
	embed            bool
	check, diff      bool
	verbose, version bool
}

// parseOptions reads a command line that is typed in dir, and the certificates that it names. Its error is flag.ErrHelp, a
// usage error, or what is wrong with these.
func parseOptions(dir string, args []string) (options, error) {
	var o options
	o.Dir = dir
	flags := o.flags()
	patterns, err := flags.Parse(args)
	if err != nil {
		return o, err
	}
	if o.patterns = patterns; len(patterns) > 0 {
		o.Pattern = patterns[0]
	}
	if workspace.Several(o.patterns) {
		return o, onlyModes(flags.Given())
	}
	if o.CertificatesFile == "" {
		return o, nil
	}
	if o.Rootfs == gen.RootfsMinimal {
		return o, wantNoCertificates
	}
	o.Certificates, err = certificates(dir, o.CertificatesFile)
	return o, err
}

// flags returns the flags that fill in o.
func (o *options) flags() *cli.Flags {
	f := cli.NewFlags()
	f.String(&o.Out, "o", "dir", "write main.go and codec.go into dir. The default is cmd/<package name>, "+
		"or cmd/<directory> if the go command does not accept that name")
	funcsFlag(f, &o.Funcs, "serve these functions. The default is the functions that carry the comment "+
		"//owgen:action [name] [option=value ...], or else the only exported function of the form "+
		"func([context.Context,] Params) (Result, error) where Params is a struct or a pointer to one. "+
		"A call that does not choose one of several goes to the one called main, or else to the first of -func, or else fails")
	f.String(&o.Dockerfile, "dockerfile", "path", "write the Dockerfile there, and what belongs to it beside it, except for a "+
		".gitignore in the package's directory or above it. A directory, or a path that ends in a slash, means the Dockerfile in it; "+
		`"none" writes neither`)
	f.Func("rootfs", strings.Join(rootfsKinds, "|"), "what the image contains: the program and rootfs.tar, only the program, "+
		"or the same as full but with the program built inside the image's own build, for machines without Go", o.setRootfs)
	certificatesFlag(f, &o.CertificatesFile)
	f.Bool(&o.Healthcheck, "healthcheck", "give the image a health check, which runs the program with its own flag -healthcheck")
	f.Bool(&o.Makefile, "makefile", "write a Makefile, once: from then on it is yours")
	f.Func("runtime", "import|embed", "with embed, copy the runtime to internal/ow in the module and import it from there: "+
		"the module then needs no other module", o.setRuntime)
	tagsFlag(f, &o.Tags, "those of GOFLAGS")
	f.Func("platform", "os/arch", "what the program will be built for, which decides which files the package has. "+
		"The default is linux and the architecture of this machine", o.setPlatform)
	f.Bool(&o.check, "check", "write nothing; name each file that is missing, stale or left over, and fail if there is one. "+
		"The other flags must be those that the files were written with")
	f.Bool(&o.diff, "diff", "write nothing; print what would change as a unified diff")
	f.Bool(&o.verbose, "v", "also say what took how long, which files were up to date, and which values of results go through "+
		"encoding/json at run time")
	f.Bool(&o.version, "version", "print the version of owgen and of Go")
	f.Paragraph("By default, JSON is read and written as encoding/json does it. The following flags change that for all handlers; " +
		"the first value is the default. The same words in the directive of a handler, as in //owgen:action pay unknown=reject, " +
		"are for that handler, and override the flags. Values that go through encoding/json obey only -html, -strings and -utf8; " +
		"a warning tells where another one has no effect.")
	optionFlags(f, &o.Options)
	return f
}

var rootfsKinds = []string{gen.RootfsFull, gen.RootfsMinimal, gen.RootfsMultistage}

func (o *options) setRootfs(s string) error {
	if o.Rootfs = s; !slices.Contains(rootfsKinds, s) {
		return errors.New("want full, minimal or multistage")
	}
	return nil
}

func (o *options) setRuntime(s string) error {
	if o.embed = s == "embed"; !o.embed && s != "import" {
		return errors.New("want import or embed")
	}
	return nil
}

// setPlatform takes any that the go command builds for. The variant of one of Linux is taken, too, as the flag of that name
// takes it that image and zip have; which files a package has does not depend on it.
func (o *options) setPlatform(s string) error {
	if strings.Contains(s, ",") {
		return errors.New("want one platform: what is generated for it serves all that have the same files")
	}
	var rest string
	o.GOOS, rest, _ = strings.Cut(s, "/")
	arch, variant, hasVariant := strings.Cut(rest, "/")
	o.GOARCH = arch
	switch {
	case o.GOOS == "" || arch == "":
		example := "arm64"
		if image.IsArchitecture(s) {
			example = s
		}
		return errors.New("want os/arch, for example linux/" + example)
	case hasVariant && (variant == "" || o.GOOS != "linux"):
		return errors.New("want os/arch, for example linux/arm64")
	case hasVariant:
		_, err := image.ParsePlatform(s)
		return err
	}
	return nil
}

// onlyModes returns an error if one of the flags says how to generate: for several packages their directives do.
func onlyModes(given []string) error {
	for _, name := range given {
		switch name {
		case "check", "diff", "v", "version":
		default:
			return cli.Usagef("-%s is not for several packages: for each, the flags in its go:generate directive count; "+
				"besides them there are -check, -diff and -v", name)
		}
	}
	return nil
}
