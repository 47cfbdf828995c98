/*
# owgen manifest: print what deploys the program

Owgen manifest prints the file that tells a platform how to deploy a program.

Usage:

	owgen manifest openwhisk|openfaas|knative|lambda [flags] [package]

For openwhisk that is a manifest.yaml, as wskdeploy reads it; for openfaas a
stack.yaml, as faas-cli reads it; for knative a service, as kubectl and kn read
it; for lambda a template.yaml, as sam reads it. It is made from the sources. If
the generated program is not up to date, there is a warning.

The flags are:

	-name name
		the name on the platform: at most 63 of a-z, 0-9 and -. The
		default is the name of the program
	-image name
		the image that the platform runs
	-zip file
		openwhisk and lambda: an archive made by owgen zip instead of
		an image; relative to where the manifest will be. For lambda
		the default is <program>.zip, unless -image is given
	-kind go:1.22
		openwhisk: the managed kind that runs the archive
	-web
		openwhisk: deploy web actions. Without the flag those are web
		actions that take requests; -web=false makes them none
	-handler dir
		openfaas: the directory of the Dockerfile; relative to where
		the stack.yaml will be
	-platform os/arch
		lambda: the platform that the archive or the image is for,
		linux/amd64 or linux/arm64. The default is linux/amd64
	-namespace name
		openfaas and knative: the namespace to deploy to
	-func A,B
		the functions that the program serves. Without the flag these
		are the same as when owgen generates without it
	-tags list
		build tags, separated by commas. Without the flag those of
		GOFLAGS count, and with an empty list none do

A field of Params with a default, such as default:"20", is bound to that value
by the manifest for OpenWhisk, so that its users see it. Web actions get no such
binding: callers could not send another value for it. The program sets the
default itself in any case.
*/
package main
