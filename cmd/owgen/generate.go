package main

import (
	"context"
	"io"
	"os"

	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/directive"
	"github.com/owgen/owgen/internal/renew"
	"github.com/owgen/owgen/internal/request"
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
		Run:   step(generate).untilEnd,
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
a complete directive for go generate:

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

A single package, too, is done as the directives in its directory say, if no
flags are typed. Flags that are typed take their place, and owgen says which
flags of a directive are missing. Under go generate, each directive is done by
itself.

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
func generate(ctx context.Context, args []string, stdout, stderr io.Writer) error {
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
	t := newTool(stdout, stderr)
	t.Verbose = r.Verbose
	r.Progress = func(line string) { t.Say("%s", line) }
	switch {
	case workspace.Several(r.Patterns):
		return t.Packages(ctx, r)
	case len(r.Given) == 0 && !directive.Running():
		return t.Directed(ctx, r, packageDir(ctx, r.Pattern, nil))
	default:
		return t.Package(ctx, r)
	}
}

// newTool is this owgen, which prints on the two streams.
func newTool(stdout, stderr io.Writer) renew.Tool {
	return renew.Tool{Terminal: renew.Terminal{Stdout: stdout, Stderr: stderr}, Version: ownVersion(), IsOther: commands().IsOther}
}
