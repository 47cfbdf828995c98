/*
Owgen turns a Go function into a serverless action.

Usage:

	owgen [flags] [package ...]
	owgen command [flags] [package]

The commands are:

	init        begin a function in a new directory
	dev         serve a package while you write it, with a page to call it
	list        list the handlers of packages
	invoke      call a function once
	image       build an image, without docker
	zip         build an archive for OpenWhisk or AWS Lambda
	manifest    print what deploys the program
	schema      print the JSON Schema of a function
	openapi     print the OpenAPI document of a program

"owgen help command" explains a command. Without one, owgen does what follows.

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

The flags are:

	-o dir
		write main.go and codec.go into dir. The default is
		cmd/<package name>, or cmd/<directory> if the go command does
		not accept that name
	-func A,B
		serve these functions. Without the flag these are the functions
		that carry the comment //owgen:action [name] [option=value
		...], or else the only exported function of the form
		func([context.Context,] Params) (Result, error) where Params is
		a struct or a pointer to one. A call that does not choose one
		of several goes to the one called main, or else to the first of
		-func, or else fails
	-dockerfile path
		write the Dockerfile there, and what belongs to it beside it,
		except for a .gitignore in the package's directory or above it.
		A directory, or a path that ends in a slash, means the
		Dockerfile in it; "none" writes neither
	-rootfs full|minimal|multistage
		what the image contains: the program and rootfs.tar, only the
		program, or the same as full but with the program built inside
		the image's own build, for machines without Go
	-ca file
		the certificates, in PEM, that programs in the image trust. The
		default is the list of root certificates of Mozilla, which
		owgen contains
	-healthcheck
		give the image a health check, which runs the program with its
		own flag -healthcheck
	-makefile
		write a Makefile, once: from then on it is yours
	-runtime import|embed
		with embed, copy the runtime to internal/ow in the module and
		import it from there: the module then needs no other module
	-tags list
		build tags, separated by commas. Without the flag those of
		GOFLAGS count, and with an empty list none do
	-platform os/arch
		what the program will be built for, which decides which files
		the package has. The default is linux and the architecture of
		this machine
	-check
		write nothing; name each file that is missing, stale or left
		over, and fail if there is one. Other flags, if there are any,
		must be those that the files were written with
	-diff
		write nothing; print what would change as a unified diff
	-v
		also say what took how long, which files were up to date, and
		which values of results go through encoding/json at run time
	-version
		print the version of owgen and of Go

By default, JSON is read and written as encoding/json does it. The following
flags change that for all handlers; the first value is the default. The same
words in the directive of a handler, as in //owgen:action pay unknown=reject,
are for that handler, and override the flags. Values that go through
encoding/json obey only -html, -strings and -utf8; a warning tells where
another one has no effect.

	-unknown ignore|reject
		members of an object that match no field are skipped, or are an
		error. Top-level members that begin with __ow_ are never an
		error: OpenWhisk adds them
	-duplicates last|reject
		if an object has two members with the same name the last one
		counts, or the second one is an error. Values that are skipped,
		kept as json.RawMessage or left to UnmarshalJSON are not
		searched
	-case fold|exact
		names of members match fields in any case, or only in the exact
		case
	-utf8 replace|reject
		bytes that are not UTF-8, and halves of surrogate pairs, are
		replaced by U+FFFD, or are an error
	-html escape|raw
		<, > and & are escaped in results, or not
	-nil null|empty
		nil slices, maps and []byte are null in results, or [], {} and
		"". Nil pointers, interfaces and json.RawMessage stay null
	-strings alias|copy
		strings share the memory of the request, so that one that is
		kept keeps all of it alive, or have memory of their own
	-any full|native
		interfaces in results may hold any value, with the help of
		encoding/json where needed; or only nil, values of basic types,
		time.Time, time.Duration, []any, map[string]any,
		[]map[string]any, map[string]string, []string, []int, []float64
		and []byte, while other values are an error and encoding/json
		is not linked for them

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
*/
package main
