package gen

import "context"

// A Config says what to generate. The zero value generates for the package in the working directory.
type Config struct {
	// Dir is the working directory: the pattern and paths are resolved in it. "" is the process's own.
	Dir string
	// Pattern names one package as the go command does. "" is ".".
	Pattern string
	// Funcs names the handlers, the default one first. None: they are discovered.
	Funcs []string
	// Out is the directory of main.go and codec.go, relative to Dir. "" is cmd/<package name> below the package,
	// or the package itself for a package main.
	Out string
	// Runtime is the import path of the copy of the runtime that the module has, "" if the program imports the runtime itself.
	Runtime string
	// Dockerfile is the Dockerfile's path, relative to Dir, or the directory for it: one that exists, or a path that ends
	// in a slash. "" is image/Dockerfile below the package; "none" writes none.
	Dockerfile string
	// Rootfs is RootfsFull, RootfsMinimal or RootfsMultistage. "" is RootfsFull.
	Rootfs string
	// Certificates are what programs in the image trust, in PEM. Nil: the root certificates of Mozilla.
	Certificates []byte
	// CertificatesFile is where they come from, relative to Dir. "" if Certificates is nil.
	CertificatesFile string
	// Healthcheck adds a health check to the image, which asks the program by its own flag -healthcheck.
	Healthcheck bool
	// Makefile adds a Makefile beside the package.
	Makefile bool
	// Tags are build tags. Nil: those of GOFLAGS. None, but not nil: none, whatever GOFLAGS says.
	Tags []string
	// Options are for all handlers. The directive of a handler overrides them.
	Options Options
	// GOOS and GOARCH are the target of the later build. "" is linux, and the host's architecture.
	GOOS, GOARCH string
	// Progress, if set, is told what takes long. Its argument is one line without a newline.
	Progress func(line string)
}

// A File is one generated file.
type File struct {
	Path string // absolute
	Data []byte
	Once bool // to be written only where there is no such file: it is the user's from then on
	// Yields leaves a file of the user's as it is, and does without its own.
	Yields bool
}

// A Result is what Generate found.
type Result struct {
	Place Place // of the package
	Files []File
	// Warnings do not prevent generating, and are worth reading.
	Warnings Diagnostics
	// Notes tell which values go through encoding/json at run time.
	Notes Diagnostics
}

// An Outcome is what became of one Config.
type Outcome struct {
	Result *Result // nil if there is an error
	// Err is Diagnostics where the user's code is at fault, and any other error where the configuration or the environment
	// is.
	Err error
}

// Generate inspects the package that c names and returns the files to write. It writes nothing. Positions are relative to
// c.Dir.
//
// An error is Diagnostics where the user's code is at fault, and any other error where the go command or the
// environment is.
func Generate(ctx context.Context, c Config) (*Result, error) {
	outcomes, err := GenerateAll(ctx, c.Dir, []Config{c})
	if err != nil {
		return nil, err
	}
	return outcomes[0].Result, outcomes[0].Err
}

// GenerateAll does what Generate does for several packages, and takes little longer: those that are built with the same
// tags for the same target are loaded together. The go command runs in dir, and positions are relative to dir, while the
// paths and the pattern of each configuration are relative to its own Dir.
//
// There is an outcome for each configuration: one that fails is not in the way of the others. The error is that of all.
func GenerateAll(ctx context.Context, dir string, cs []Config) ([]Outcome, error) {
	resolved := resolveRuntime(ctx, dir, cs) // while the packages are loaded
	requests, err := load(ctx, dir, cs)
	if err != nil {
		return nil, err
	}
	outcomes := make([]Outcome, len(requests))
	for k, r := range requests {
		outcomes[k].Result, outcomes[k].Err = r.generate(resolved())
	}
	return outcomes, nil
}

// generate returns the files for the package that was loaded.
func (r *request) generate(runtime resolution) (*Result, error) {
	pkg, warnings, err := r.inspect(runtime)
	if err != nil {
		return nil, err
	}
	files, err := emit(r.Config, pkg)
	if err != nil {
		return nil, err
	}
	return &Result{Place: pkg.Place(), Files: files, Warnings: warnings, Notes: pkg.Notes}, nil
}
