package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/runtimecopy"
	"github.com/owgen/owgen/internal/workspace"
)

// generateCommand is the command without a name.
func generateCommand() cli.Command {
	return cli.Command{
		Name:  "owgen",
		Usage: "[flags] [package ...]",
		Short: "generate",
		Long:  generateText,
		Flags: func() *cli.Flags { return new(request.Request).Flags() },
		More:  filesText,
		Run:   generate,
	}
}

const generateText = `
Owgen turns a Go function into a serverless action.

It looks in a package for a handler, a function such as

	func Reverse(p Params) (Result, error)

and writes, under the package's directory, a program that serves it:

	cmd/<package name>/main.go    the program
	cmd/<package name>/codec.go   reads Params from JSON and writes Result as JSON
	image/Dockerfile              an image with the program and little else
	image/rootfs.tar              the little else: certificates, /tmp, user names
	image/.gitignore              keeps the binary out of the repository

and, beside both, a .gitattributes that tells reviews what is generated.

Handlers may also take a request (ow.Request[T]), an event (ow.Event[T]) or a
body as it is ([]byte, string), and give ow.Response[T] and the like. Handlers
of net/http are served where -func or //owgen:action names them.

The binary built from them is an OpenWhisk docker action, an HTTP server, a
command that takes JSON as its argument, and a filter that takes it on stdin.
A package main of handlers gets owgen_main.go and owgen_codec.go in place.

Without a package, owgen works on the one in the working directory. So this is
a complete line for go generate:

	//go:generate owgen

For several packages, such as ./... or ./pay ./jobs/..., owgen does what their
go:generate directives say, and loads the packages together: nine take little
longer than one. All directives that run owgen count, also those in files that
build constraints exclude here; packages without one are left alone. A problem
in one package does not keep the files of the others from being written. Other
modules than the one in the working directory are left alone, too, except for
those that a go.work uses.

	owgen ./...           bring everything that was generated up to date
	owgen -check ./...    fail if something is stale, in one step of CI

Flags come before the package. Except for -check, -diff and -v they are for a
single package: of several packages, each has its own in its directive.
`

const filesText = `
A package that has the name of a command is written ./image.

Owgen replaces a file only if it begins with the header of a generated file, and
only if its content changes. Generated files of a package, in its cmd and image
directories and where files go now, are removed if no directive of the module
writes them any more; if the package has no directive, only programs that no
longer compile are removed. Owgen prints a line on stderr for each file that it
writes or removes, and nothing if there was nothing to do.

The exit status is 0 if all is well, also after -diff; 1 if the user's code has
problems, if a file that owgen did not write is in the way, or if -check found a
stale one; 2 if the command line is wrong or the environment fails, such as the
go command or the disk.
`

// generate brings the files generated for one package or for several up to date.
func generate(args []string, stdout, stderr io.Writer) error {
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	r, err := request.Parse(dir, args)
	if err != nil {
		return err
	}
	if r.Version {
		return printVersion(stdout)
	}
	t := terminal{stdout, stderr, r.Verbose}
	r.Progress = func(line string) { t.say("%s", line) }
	if workspace.Several(r.Patterns) {
		return generateSeveral(t, r)
	}
	if r.Embed {
		if err := copyRuntime(t, &r); err != nil {
			return err // the package may not load without the copy
		}
	}

	start := time.Now()
	result, err := gen.Generate(context.Background(), r.Config)
	if err != nil {
		return err
	}
	if len(result.Warnings) > 0 {
		fmt.Fprintln(stderr, result.Warnings.Error())
	}
	for _, note := range result.Notes {
		t.chat("%v", note)
	}
	t.chat("generated in %v", since(start))

	outputs, err := newClaims().Survey(r.Dir, r, result)
	if err != nil {
		return withRemedy(err)
	}
	return settle(r, t, outputs, writePackage)
}

// copyRuntime brings the copy of the runtime in the package's module up to date, and has the program import it.
func copyRuntime(t terminal, r *request.Request) error {
	module, err := build.FindModule(context.Background(), r.Dir, r.Pattern)
	if err != nil {
		return err
	}
	r.Runtime = runtimecopy.ImportPath(module.Path)
	copied, err := embedded(r.Dir, module)
	if err != nil {
		return err
	}
	return settle(*r, t, copied, writeRuntime)
}

// since returns the time that has passed, rounded for a message.
func since(start time.Time) time.Duration { return time.Since(start).Round(time.Millisecond) }

// settle writes, checks or compares outputs, as the request says.
func settle(r request.Request, t terminal, outputs []place.Output, write func(terminal, []place.Output) error) error {
	for _, out := range outputs {
		if !out.Stale() {
			t.chat("%s is up to date", out.Name)
		}
		if r.Diff {
			if _, err := t.stdout.Write(out.Diff()); err != nil {
				return err
			}
		}
	}
	switch {
	case r.Check:
		return check(outputs, "go generate")
	case r.Diff:
		return nil
	}
	return write(t, outputs)
}
