package gen

import (
	"context"
	"slices"

	"github.com/owgen/owgen/gen/internal/emit"
	"github.com/owgen/owgen/gen/internal/inspect"
	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/recipe"
	"github.com/owgen/owgen/gen/internal/source"
	"github.com/owgen/owgen/internal/build"
)

// A Config says what to generate. The zero value generates for the package in the working directory.
type Config struct {
	source.Query      // Dir, Pattern, Tags, GOOS, GOARCH, Runtime, Progress: which package, and how it is built
	inspect.Selection // Funcs, Options: which functions are handlers, and how their JSON is read and written
	recipe.Settings   // Dockerfile, Rootfs, Certificates, CertificatesFile, Healthcheck, Makefile: the image, and how it is built
	// Out is the directory of main.go and codec.go, relative to Dir. "" is cmd/<package name> below the package,
	// or the package itself for a package main.
	Out string
}

// What the files are about, and what is said of them.
type (
	// A Place is where a package is.
	Place = model.Place
	// A Layout says where the files go that are generated for a package.
	Layout = model.Layout
	// A File is one generated file.
	File = model.File
	// Options say where a handler's JSON differs from that of encoding/json.
	Options = model.Options
	// A Diagnostic is something in the user's files that has to be mended, or that is worth reading.
	Diagnostic = source.Diagnostic
	// Diagnostics are all the findings of one run. As an error they mean that the user's code is at fault.
	Diagnostics = source.Diagnostics
)

// What an image consists of besides the program: see Config.
const (
	RootfsFull       = recipe.RootfsFull
	RootfsMinimal    = recipe.RootfsMinimal
	RootfsMultistage = recipe.RootfsMultistage
)

// A Result is what Generate found.
type Result struct {
	// Err is why there are no files: Diagnostics where the user's code is at fault, and any other error where the
	// configuration or the environment is. Generate returns it instead of a Result.
	Err error

	Place Place // of the package, if it was found
	Files []File
	// Warnings do not prevent generating, and are worth reading.
	Warnings Diagnostics
	// Notes tell which values go through encoding/json at run time.
	Notes Diagnostics

	origin // for the Catalog
}

// Generate inspects the package that c names and returns the files to write. It writes nothing. Positions are relative to
// c.Dir.
//
// An error is Diagnostics where the user's code is at fault, and any other error where the go command or the
// environment is.
func Generate(ctx context.Context, c Config) (*Result, error) {
	results, err := GenerateAll(ctx, c.Dir, []Config{c})
	if err != nil {
		return nil, err
	}
	if err := results[0].Err; err != nil {
		return nil, err
	}
	return results[0], nil
}

// GenerateAll does what Generate does for several packages, and takes little longer: those that are built with the same
// tags for the same target are loaded together. The go command runs in dir, and positions are relative to dir, while the
// paths and the pattern of each configuration are relative to its own Dir.
//
// There is a result for each configuration: one that fails is not in the way of the others. The error is that of all.
func GenerateAll(ctx context.Context, dir string, cs []Config) ([]*Result, error) {
	flags, queries, err := asked(ctx, dir, cs)
	if err != nil {
		return nil, err
	}
	resolved := source.ResolveRuntime(ctx, dir, flags, queries) // while the packages are loaded
	answers, err := source.Load(ctx, dir, flags, queries)
	if err != nil {
		return nil, err
	}
	results := make([]*Result, len(cs))
	for k, c := range cs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p, err := c.inspect(ctx, answers[k])
		if err == nil {
			results[k], err = c.generate(ctx, p, answers[k].Package, resolved())
		}
		if err != nil {
			results[k] = &Result{Err: err}
		}
		if p != nil {
			results[k].Place = p.Place
		}
		results[k].origin = origin{c.Selection, answers[k], p}
	}
	return results, ctx.Err()
}

// asked returns what the packages that cs name are loaded by: the queries, and the flags of GOFLAGS in dir.
func asked(ctx context.Context, dir string, cs []Config) (build.Goflags, []source.Query, error) {
	queries := make([]source.Query, len(cs))
	for k, c := range cs {
		queries[k] = c.Query
	}
	flags, err := build.ReadGoflags(ctx, dir)
	return flags, queries, err
}

// generate returns the files for the package that was loaded and inspected.
func (c Config) generate(ctx context.Context, p *model.Package, src *source.Package, runtime source.Resolution) (*Result, error) {
	if c.multistage(p) {
		if err := src.CheckBuildContext(ctx, p.Runtime); err != nil {
			return nil, err
		}
	}
	if err := check(ctx, p, src, runtime); err != nil {
		return nil, err
	}
	code, err := emit.Files(p)
	if err != nil {
		return nil, err
	}
	built, err := recipe.Files(c.Settings, p)
	if err != nil {
		return nil, err
	}
	return &Result{
		Files: slices.Concat(code, built), Warnings: src.Warnings.Sorted(), Notes: src.Notes.Sorted(),
	}, nil
}

// multistage reports whether the build of the image compiles the program.
func (c Config) multistage(p *model.Package) bool {
	return c.Rootfs == recipe.RootfsMultistage && p.Layout.Dockerfile != ""
}

// check returns why nothing can be generated for the package: what is wrong with it, or with the place of the program.
func check(ctx context.Context, p *model.Package, src *source.Package, runtime source.Resolution) error {
	if err := src.CheckOwn(ctx); err != nil {
		return err
	}
	if err := src.CheckOut(p.Layout.Out, p.OutPath, p.Runtime); err != nil {
		return err
	}
	if err := src.CheckDockerfile(p.Layout.Dockerfile); err != nil {
		return err
	}
	if err := src.CheckRuntime(ctx, runtime, p.Runtime); err != nil {
		return err
	}
	return src.Err()
}

// inspect is what Generate and Describe begin with: it decides where files go, and finds the handlers. What is wrong is among
// the findings of the package.
func (c Config) inspect(ctx context.Context, a *source.Answer) (*model.Package, error) {
	if a.Err != nil {
		return nil, a.Err
	}
	c.Query = a.Query // its tags are settled
	src := a.Package
	p := &model.Package{
		Place: src.Place(), Types: src.Types, Sizes: src.TypesSizes, Runtime: c.Runtime, Go: src.GoVersion(), Tags: c.Tags, Flags: c.flags(),
	}
	p.Layout = c.Layout(p.Place)
	p.Beside = source.ScopeOf(p.Layout.Out)
	p.OutPath = model.OutPath(p.Path, p.Dir, p.Layout.Out)
	if src.AddLoadErrors(ctx) {
		src.CheckSingleRuntime(c.Runtime)
		inspect.Find(src, c.Selection, p)
	}
	return p, nil
}
