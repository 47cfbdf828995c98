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
	owgen manifest openwhisk|openfaas|knative [flags] [package]

Without a package, owgen works on the one in the working directory. So this is
a complete line for go generate:

	//go:generate owgen

The flags come before the package:

	-o dir
		write main.go and codec.go into dir instead of cmd/<package name>
	-func A,B
		serve these functions; the first is the default one. Without it
		the handlers are the functions that carry the comment
		//owgen:action [name] [option=value ...], else the only exported
		function of the form
		func([context.Context,] Params) (Result, error)
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

JSON is read and written as encoding/json does it by default. These flags say
otherwise for all handlers; the first value is the default one. The same words
in the directive of a handler, as in //owgen:action pay unknown=reject, are for
that handler, and override the flags.

	-unknown ignore|reject
		members of an object that name no field are skipped, or an error.
		Top-level ones that begin with __ow_ are never an error: OpenWhisk
		adds them
	-duplicates last|reject
		of two members of an object with one name the last one counts, or
		the second is an error. It is not looked for in what is skipped,
		kept as json.RawMessage or left to UnmarshalJSON
	-case fold|exact
		names of fields match in any case, or in their own only
	-utf8 replace|reject
		U+FFFD replaces bytes that are not UTF-8 and halves of surrogate
		pairs, or they are an error
	-html escape|raw
		<, > and & are escaped in results, or not
	-nil null|empty
		nil slices, maps and []byte are null in results, or [], {} and "".
		Nil pointers, interfaces and json.RawMessage stay null
	-strings alias|copy
		strings share the memory of the request, so that one that is kept
		keeps all of it, or have memory of their own
	-any full|native
		interfaces in results hold any value, with the help of
		encoding/json where needed; or nil, and values of basic types,
		time.Time, time.Duration, []any, map[string]any, []map[string]any,
		map[string]string, []string, []int, []float64 and []byte only,
		others being an error, and encoding/json is not linked for them

Owgen manifest prints what a platform wants to be told to deploy the program: a
manifest.yaml for wskdeploy, a stack.yaml for faas-cli, or a service of Knative
for kubectl. It looks for handlers as above, and takes -func and -tags. Its own
flags are these:

	all          -name name, of at most 63 of a-z, 0-9 and -
	             -image name, of what the platform runs
	openwhisk    -zip file, an archive of owgen zip in place of an image,
	             from where the manifest will be
	             -kind go:1.22, the managed kind that runs the archive
	openfaas     -handler dir, that of the Dockerfile, from where the
	             stack.yaml will be
	             -namespace name
	knative      -namespace name

A member of Params with the tag ow:"default=VALUE", which is JSON or a bare
string, is bound to the value by the manifest for OpenWhisk. The program itself
knows nothing of it.

Owgen replaces a file only if it carries the header of a generated file, and
only if its content changes. It prints a line on stderr for each file written,
and nothing if there was nothing to do.

The exit status is 0 if all is well, also after -diff; 1 if the user's code has
problems, a file that owgen did not write is in the way, or -check found a stale
one; 2 if the command line is wrong or the environment fails, such as the go
command or the disk.
*/
package main
