// Package request reads command lines that generate: those that are typed, those in directives, and those in the headers of
// generated files.
package request

import (
	"errors"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/workspace"
)

// A Request is what a command line asks owgen to generate.
type Request struct {
	gen.Config
	Patterns    []string // all packages that are named; Config.Pattern is the first
	Given       []string // the flags that say how to generate, each as "-name value"
	Embed       bool     // the runtime is copied into the module
	Check, Diff bool     // nothing is to be written
	Verbose     bool
	Version     bool // nothing is to be generated: only the version is asked for
}

// Parse reads a command line that is typed in dir, and the certificates that it names. Its error is flag.ErrHelp, a
// cli.UsageError, or what is wrong with the certificates.
func Parse(dir string, args []string) (Request, error) {
	var r Request
	r.Dir = dir
	flags := r.Flags()
	patterns, err := flags.Parse(args)
	if err != nil {
		return r, err
	}
	if r.Patterns = patterns; len(patterns) > 0 {
		r.Pattern = patterns[0]
	}
	r.Given = slices.DeleteFunc(flags.Spelled(), isMode)
	if workspace.Several(r.Patterns) {
		return r, noneOf(r.Given)
	}
	if r.CertificatesFile == "" {
		return r, nil
	}
	if r.Rootfs == gen.RootfsMinimal {
		return r, ErrNoCertificates
	}
	r.Certificates, err = Certificates(dir, r.CertificatesFile)
	return r, err
}

// Flags returns the flags that fill in r.
func (r *Request) Flags() *cli.Flags {
	f := cli.NewFlags()
	f.String(&r.Out, "o", "dir", "write main.go and codec.go into dir. The default is cmd/<package name>, "+
		"or cmd/<directory> if the go command does not accept that name")
	Funcs(f, &r.Funcs, "serve these functions. Without the flag these are the functions that carry the comment "+
		"//owgen:action [name] [option=value ...], or else the only exported function of the form "+
		"func([context.Context,] Params) (Result, error) where Params is a struct or a pointer to one. "+
		"A call that does not choose one of several goes to the one called main, or else to the first of -func, or else fails")
	f.String(&r.Dockerfile, "dockerfile", "path", "write the Dockerfile there, and what belongs to it beside it, except for a "+
		".gitignore in the package's directory or above it. A directory, or a path that ends in a slash, means the Dockerfile in it; "+
		`"none" writes neither`)
	f.Func("rootfs", strings.Join(rootfsKinds, "|"), "what the image contains: the program and rootfs.tar, only the program, "+
		"or the same as full but with the program built inside the image's own build, for machines without Go", r.setRootfs)
	CertificatesFile(f, &r.CertificatesFile)
	f.Bool(&r.Healthcheck, "healthcheck", "give the image a health check, which runs the program with its own flag -healthcheck")
	f.Bool(&r.Makefile, "makefile", "write a Makefile, once: from then on it is yours")
	f.Func("runtime", "import|embed", "with embed, copy the runtime to internal/ow in the module and import it from there: "+
		"the module then needs no other module", r.setRuntime)
	Tags(f, &r.Tags, "those of GOFLAGS")
	f.Func("platform", "os/arch", "what the program will be built for, which decides which files the package has. "+
		"The default is linux and the architecture of this machine", r.setPlatform)
	f.Bool(&r.Check, "check", "write nothing; name each file that is missing, stale or left over, and fail if there is one. "+
		"Other flags, if there are any, must be those that the files were written with")
	f.Bool(&r.Diff, "diff", "write nothing; print what would change as a unified diff")
	f.Bool(&r.Verbose, "v", "also say what took how long, which files were up to date, and which values of results go through "+
		"encoding/json at run time")
	f.Bool(&r.Version, "version", "print the version of owgen and of Go")
	f.Paragraph("By default, JSON is read and written as encoding/json does it. The following flags change that for all handlers; " +
		"the first value is the default. The same words in the directive of a handler, as in //owgen:action pay unknown=reject, " +
		"are for that handler, and override the flags. Values that go through encoding/json obey only -html, -strings and -utf8; " +
		"a warning tells where another one has no effect.")
	JSON(f, &r.Options)
	return f
}

var rootfsKinds = []string{gen.RootfsFull, gen.RootfsMinimal, gen.RootfsMultistage}

func (r *Request) setRootfs(s string) error {
	if r.Rootfs = s; !slices.Contains(rootfsKinds, s) {
		return errors.New("want full, minimal or multistage")
	}
	return nil
}

func (r *Request) setRuntime(s string) error {
	if r.Embed = s == "embed"; !r.Embed && s != "import" {
		return errors.New("want import or embed")
	}
	return nil
}

// setPlatform accepts every platform that the go command builds for. It also accepts the variants that -platform of image and
// zip knows, although hardly any package has other files for a variant.
func (r *Request) setPlatform(s string) error {
	if strings.Contains(s, ",") {
		return errors.New("want one platform: what is generated for it serves all that have the same files")
	}
	var rest string
	r.GOOS, rest, _ = strings.Cut(s, "/")
	arch, variant, hasVariant := strings.Cut(rest, "/")
	r.GOARCH = arch
	switch {
	case r.GOOS == "" || arch == "":
		example := "arm64"
		if image.IsArchitecture(s) {
			example = s
		}
		return errors.New("want os/arch, for example linux/" + example)
	case hasVariant && (variant == "" || r.GOOS != "linux"):
		return errors.New("want os/arch, for example linux/arm64")
	case hasVariant:
		_, err := image.ParsePlatform(s)
		return err
	}
	return nil
}

// isMode reports whether a flag says what to do with the files, rather than what is in them.
func isMode(flag string) bool {
	switch flag {
	case "-check", "-diff", "-v", "-version":
		return true
	}
	return false
}

// noneOf returns an error if there is a flag that says how to generate. For several packages, their directives say so.
func noneOf(flags []string) error {
	if len(flags) == 0 {
		return nil
	}
	name, _, _ := strings.Cut(flags[0], " ")
	return cli.Usagef("%s is not for several packages: for each, the flags in its go:generate directive count; "+
		"besides them there are -check, -diff and -v", strings.TrimSuffix(name, "="))
}
