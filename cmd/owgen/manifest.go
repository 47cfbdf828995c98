package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/manifest"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/renew"
	"github.com/owgen/owgen/internal/runtimecopy"
)

// manifestCommand is the command manifest.
func manifestCommand() cli.Command {
	return cli.Command{
		Name:  "manifest",
		Usage: strings.Join(manifestKinds, "|") + " [flags] [package]",
		Short: "print what deploys the program",
		Long:  manifestText,
		Flags: func() *cli.Flags { o := newManifestOptions(); return o.flags() },
		More:  manifestMore,
		Run:   step(printManifest).untilEnd,
	}
}

const manifestText = `
Owgen manifest prints the file that tells a platform how to deploy a program.

For openwhisk that is a manifest.yaml, as wskdeploy reads it; for openfaas a
stack.yaml, as faas-cli reads it; for knative a service, as kubectl and kn read
it; for lambda a template.yaml, as sam reads it. It is made from the sources. If
the generated program is not up to date, there is a warning.
`

const manifestMore = `
A field of Params with a default, such as default:"20", is bound to that value
by the manifest for OpenWhisk, so that its users see it. Web actions get no such
binding: callers could not send another value for it. The program sets the
default itself in any case.
`

// printManifest prints the file that tells a platform how to deploy the program.
func printManifest(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parseManifestOptions(args)
	if err != nil {
		return err
	}
	if o.Dir, err = os.Getwd(); err != nil {
		return err
	}
	o.Runtime = runtimecopy.ImportedIn(packageDir(ctx, o.Pattern, o.Tags))
	t := newTool(stdout, stderr)
	o.Progress = func(line string) { t.Say("%s", line) }
	description, err := gen.Describe(ctx, o.Config)
	if err != nil {
		return err
	}
	if len(description.Warnings) > 0 {
		fmt.Fprintln(stderr, description.Warnings.Error())
	}
	if o.image == "" && o.zip.File == "" && o.platform != "lambda" {
		fmt.Fprintf(stderr, "owgen: the image is called %s; name that of a registry with -image\n", image.Name(description.Name))
	}
	o.warnIfStale(ctx, t)
	service, err := o.service(description)
	if err != nil {
		return err
	}
	if names := service.WebActions(); o.platform == "openwhisk" && service.Web == manifest.WebByForm && names != nil {
		t.Say("web actions, since they take requests: %s; for none, type -web=false", strings.Join(names, ", "))
	}
	text, err := o.manifest(service, description)
	if err != nil {
		return err
	}
	_, err = stdout.Write(text)
	return err
}

// warnIfStale says which files of the program to deploy are not up to date. A manifest can also be made before the program is
// generated, so there is no warning about a program that is missing or cannot be generated.
func (o manifestOptions) warnIfStale(ctx context.Context, t renew.Tool) {
	known := t.Claims()
	program, err := known.FindProgram(ctx, o.Pattern, build.Target{Env: []string{"GOOS=linux"}, Tags: o.Tags})
	if err != nil {
		return
	}
	if faults, ok := errors.AsType[*renew.Fault](t.CheckUpToDate(ctx, known, program)); ok {
		fmt.Fprintln(t.Stderr, faults.Found.Error())
		t.Say("warning: %s", faults.Verdict)
	}
}

// service returns what the manifest says about a program.
func (o manifestOptions) service(d *gen.Description) (manifest.Service, error) {
	s := manifest.Service{
		Name: o.name, Image: cmp.Or(o.image, image.Name(d.Name)), Namespace: o.namespace, Actions: d.Actions, Web: o.web,
	}
	var err error
	if s.Name == "" {
		s.Name, err = manifest.Name(d.Name)
	}
	return s, err
}

// manifest returns the manifest of a service.
func (o manifestOptions) manifest(s manifest.Service, d *gen.Description) ([]byte, error) {
	switch o.platform {
	case "openwhisk":
		if o.zip.File == "" {
			return manifest.OpenWhisk(s, nil)
		}
		return manifest.OpenWhisk(s, &o.zip)
	case "lambda":
		code := o.lambdaCode()
		if code.Image == "" {
			code.Zip = cmp.Or(code.Zip, image.Name(d.Name)+".zip")
		}
		return manifest.Lambda(s, code)
	case "openfaas":
		return manifest.OpenFaaS(s, cmp.Or(o.handler, place.Display(o.Dir, d.Context)))
	}
	return manifest.Knative(s), nil
}
