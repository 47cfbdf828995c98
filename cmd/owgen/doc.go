/*
Owgen turns a Go function into a serverless action.

It looks in a package for a handler, a function such as

	func Reverse(p Params) (Result, error)

and writes, under the package's directory, a program that serves it:

	cmd/<package name>/main.go    the program
	cmd/<package name>/codec.go   reads Params from JSON and writes Result as JSON
	image/Dockerfile              an image that holds the program and little else
	image/rootfs.tar              this: certificates, /tmp and the names of users
	image/.gitignore              keeps the binary out of the repository

and, beside both, a .gitattributes that tells reviews what is generated.

The binary built from them is an OpenWhisk docker action, an HTTP server, a
command that takes JSON as its argument, and a filter that takes it on stdin.
A package main of handlers gets owgen_main.go and owgen_codec.go in place.

Usage:

	owgen [flags] [package]            generate
	owgen [-check] [-diff] [-v] packages
	                                   the same for several packages
	owgen image [flags] [package]      build an image, without docker
	owgen zip [flags] [package]        build an archive for OpenWhisk
	owgen manifest platform [flags] [package]
	                                   print what deploys the program

Without a package, owgen works on the one in the working directory. So this is
a complete line for go generate:

	//go:generate owgen

For several packages, such as ./... or ./pay ./jobs/..., owgen does what their
directives say, loading the packages together: nine take little longer than
one. All lines count that run owgen, also those of packages that build
constraints exclude here; packages without one are left alone. What is wrong
with one package is told with what is wrong with others, and the files of the
others are written. Other modules than the one in the working directory are
left alone, too, but for those that a go.work uses.

	owgen ./...           bring all that was generated up to date
	owgen -check ./...    fail if something is stale, in one step of CI

The flags come before the package. But for -check, -diff and -v they are for
one package: of several, each has its own in its directive.

	-o dir
		write main.go and codec.go into dir instead of cmd/<package name>,
		or cmd/<directory> where the go command takes no such name
	-func A,B
		serve these functions. Without it the handlers are the functions
		that carry the comment //owgen:action [name] [option=value ...],
		else the only exported function of the form
		func([context.Context,] Params) (Result, error) where Params is
		a struct or a pointer to one. Calls that choose none of several
		go to the one called main, else to the first of -func, else they
		are errors
	-dockerfile path
		write the Dockerfile there, and what belongs to it beside it,
		except for a .gitignore in the package's directory or above it;
		a directory, or a path that ends in a slash, means the
		Dockerfile in it; with "none" write neither
	-rootfs full|minimal|multistage
		what the image consists of: the program and rootfs.tar, nothing
		but the program, or, like the first, but with the program built
		in the image's own build, for machines without Go
	-ca file
		the certificates in PEM that programs in the image trust; without
		it the root certificates of Mozilla
	-healthcheck
		let the image have a health check, which runs the program's own
		flag -healthcheck
	-makefile
		write a Makefile, once: from then on it is yours
	-runtime import|embed
		with "embed" copy the runtime to internal/ow in the module, and
		import it from there: the module then needs no other one
	-tags list
		build tags, separated by commas; without it those of GOFLAGS,
		and with an empty list none
	-target os/arch
		what the binary will be built for; without it linux and the
		architecture of this machine
	-check
		write nothing; name each file that is missing, stale or left over,
		and fail if there is one. The other flags must be those that the files
		were written with
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
that handler, and override the flags. Values that go through encoding/json heed
-html, -strings and -utf8 only; a warning tells where another has no effect.

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

Image builds the generated program of the package, or the package itself if it
is a main package, and writes an image of it: a tar file that docker load,
podman load and tools for OCI images take. The same program becomes the same
image wherever it is built; its digest goes to stdout. Of the environment only
what chooses the source and the version of Go counts: of GOFLAGS -tags, -mod,
-modfile and -overlay, and the -X flags in -ldflags. A program that is not
what the directive for go generate would write now is refused, as by -check;
without a directive, the flags are those that the program was generated with.

	-t name:tag
		what the image is called; without it as the program
	-platform list
		what to build for, separated by commas: linux/amd64, linux/arm64,
		linux/arm/v7 and others; without it linux and the architecture of
		this machine
	-o path
		where to write it: a file that ends in .tar, or else a directory;
		those on the way are made
	-label key=value
		a label, may be repeated; the keys title, version, revision and
		source are those of the OCI

The flags -rootfs, -ca, -healthcheck and -tags are as above, but for multistage.
Without -tags, those of the directive count.

Zip builds the program likewise, if it is up to date, and packs it for
OpenWhisk.

	-kind go:1.22
		make it run as an action of a managed kind too, instead of
		--native and --docker alone
	-o file.zip
		where to write it

The flags -platform and -tags are as above; without -platform it is linux/amd64.

Manifest prints what a platform wants to be told to deploy the program: for
openwhisk a manifest.yaml, for openfaas a stack.yaml, for knative a service.

	-name name
		what it is called there: at most 63 of a-z, 0-9 and -
	-image name
		the image that the platform runs
	-zip file
		openwhisk: an archive of owgen zip in place of an image, from
		where the manifest will be
	-kind go:1.22
		openwhisk: the managed kind that runs the archive
	-web
		openwhisk: make web actions of them
	-handler dir
		openfaas: that of the Dockerfile, from where the stack.yaml will
		be
	-namespace name
		openfaas and knative

It is made from the sources; a program that is not up to date is a warning.

The flags -func and -tags are as above. A member of Params with the tag
ow:"default=VALUE", which is JSON or a bare string, is bound to the value by the
manifest for OpenWhisk, unless it is for web actions: what is bound there, no
caller can send. The program itself knows nothing of it.

The time of all that is in images and archives is 1970, or 1980 where a format
begins later; the variable SOURCE_DATE_EPOCH sets another one, in seconds since
1970.

A package that is called as one of these commands is written ./image.

Owgen replaces a file only if it carries the header of a generated file, and
only if its content changes. Such files of a package, in its cmd and image
directories and where files go now, are removed if no directive of the module
writes them any more; of a package without a directive only programs that no
longer compile. It prints a line on stderr for each file written or removed,
and nothing if there was nothing to do. Image and zip replace an older image or
archive of that name.

The exit status is 0 if all is well, also after -diff; 1 if the user's code has
problems, a file that owgen did not write is in the way, or -check found a stale
one; 2 if the command line is wrong or the environment fails, such as the go
command or the disk.
*/
package main
