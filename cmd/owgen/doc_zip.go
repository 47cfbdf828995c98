/*
# owgen zip: build an archive for OpenWhisk or AWS Lambda

Owgen zip builds a program and packs it as an archive for OpenWhisk or AWS
Lambda.

Usage:

	owgen zip [flags] [package]

It builds the generated program of the package, or the package itself if that is
a main package. OpenWhisk runs the archive with wsk action create --native, or
as an action of a managed kind if -kind names one. With -kind lambda it is the
code of a function of AWS Lambda. The same program becomes the same archive
wherever it is built.

Only those variables of the environment count that choose the source and the
version of Go: of GOFLAGS these are -tags, -mod, -modfile and -overlay, and the
-X flags in -ldflags.

A program that is not what its directive for go generate would write now is
refused, as by owgen -check. Without a directive, the flags count that the
program was generated with.

The flags are:

	-kind go:1.22|lambda
		make the archive run as an action of this managed kind of
		OpenWhisk, too, and not only with --native and --docker; or as
		a function of AWS Lambda
	-o file.zip
		where to write the archive. Missing directories on the way are
		made. The default is <program>.zip
	-platform os/arch
		the platform to build for: linux/amd64, linux/arm64,
		linux/arm/v7 and others. The default is linux/amd64
	-tags list
		build tags, separated by commas. Without the flag those of the
		directive, or else those of GOFLAGS, count, and with an empty
		list none do

An older archive of that name is replaced. The time of everything in the archive
is 1980; the variable SOURCE_DATE_EPOCH sets another one, in seconds since 1970.
*/
package main
