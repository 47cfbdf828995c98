/*
# owgen image: build an image, without docker

Owgen image builds a program and writes an image of it, without docker.

Usage:

	owgen image [flags] [package]

It builds the generated program of the package, or the package itself if that is
a main package. The image is a tar file that docker load, podman load and tools
for OCI images take, or a directory with the same files. The same program
becomes the same image wherever it is built. The image's digest is printed on
stdout.

Only those variables of the environment count that choose the source and the
version of Go: of GOFLAGS these are -tags, -mod, -modfile and -overlay, and the
-X flags in -ldflags.

A program that is not what its directive for go generate would write now is
refused, as by owgen -check. Without a directive, the flags count that the
program was generated with.

The flags are:

	-t name:tag
		the name of the image. The default is the name of the program
	-platform os/arch,...
		the platforms to build for, separated by commas: linux/amd64,
		linux/arm64, linux/arm/v7 and others. The default is linux and
		the architecture of this machine
	-o path
		where to write the image: a file whose name ends in .tar, or
		else a directory. Missing directories on the way are made. The
		default is <program>.tar
	-label key=value
		a label; may be repeated. The keys title, version, revision and
		source are those of the OCI
	-rootfs full|minimal
		what the image contains: the program, certificates, /tmp and
		user names; or only the program
	-ca file
		the certificates, in PEM, that programs in the image trust. The
		default is the list of root certificates of Mozilla, which
		owgen contains
	-healthcheck
		give the image a health check, which runs the program with its
		own flag -healthcheck
	-tags list
		build tags, separated by commas. Without the flag those of the
		directive, or else those of GOFLAGS, count, and with an empty
		list none do

An older image of that name is replaced. The time of everything in the image is
1970; the variable SOURCE_DATE_EPOCH sets another one, in seconds since 1970.
*/
package main
