/*
Owgen turns a Go function into a serverless action.

It looks in a package for a handler, a function such as

	func Reverse(p Params) (Result, error)

and writes, under the package's directory, a program that serves it:

	cmd/<package name>/main.go    the program
	cmd/<package name>/codec.go   reads Params from JSON and writes Result as JSON
	image/Dockerfile              an image that holds nothing but the program
	image/.gitignore              keeps the binary out of the repository

The binary built from them is an OpenWhisk docker action, an HTTP server, a
command that takes JSON as its argument, and a filter that takes it on stdin.
A package main of handlers gets owgen_main.go and owgen_codec.go in place.

Usage:

	owgen [flags] [package]

Without a package, owgen works on the one in the working directory. So this is
a complete line for go generate:

	//go:generate owgen

The flags come before the package:

	-o dir
		write main.go and codec.go into dir instead of cmd/<package name>
	-func A,B
		serve these functions; the first is the default one. Without it
		the handlers are the functions that carry the comment
		//owgen:action [name], else the only exported function of the
		form func([context.Context,] Params) (Result, error)
	-dockerfile path
		write the Dockerfile there, and .gitignore beside it, except in
		the package's directory or above it; a directory, or a path that
		ends in a slash, means the Dockerfile in it; with "none" write
		neither
	-tags list
		build tags, separated by commas; without it those of GOFLAGS,
		and with an empty list none
	-target os/arch
		what the binary will be built for; without it linux and the
		architecture of this machine
	-check
		write nothing; name each file that is missing or stale, and fail
		if there is one
	-diff
		write nothing; print what would change as a unified diff
	-v
		say also what took how long, which files were up to date, and
		which values of results go through encoding/json at run time
	-version
		print the version of owgen and of Go
	-h
		print this text

Owgen replaces a file only if it carries the header of a generated file, and
only if its content changes. It prints a line on stderr for each file written,
and nothing if there was nothing to do.

The exit status is 0 if all is well, also after -diff; 1 if the user's code has
problems, a file that owgen did not write is in the way, or -check found a stale
one; 2 if the command line is wrong or the environment fails, such as the go
command or the disk.
*/
package main
