package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/actionzip"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/manifest"
	"github.com/owgen/owgen/internal/typo"
)

// manifestOptions is what a command line asks of printManifest.
type manifestOptions struct {
	gen.Config
	platform  string
	name      string
	image     string
	namespace string
	handler   string       // OpenFaaS: as typed
	zip       manifest.Zip // OpenWhisk: File is "" for the image
	web       bool         // OpenWhisk
}

// printManifest is the command manifest: it prints what a platform wants to be told to deploy the program.
func printManifest(args []string, stdout, stderr io.Writer) error {
	o, err := parseManifestOptions(args)
	if err != nil {
		return err
	}
	if o.Dir, err = os.Getwd(); err != nil {
		return err
	}
	t := terminal{stdout: stdout, stderr: stderr}
	o.Progress = func(line string) { t.say("%s", line) }
	description, err := gen.Describe(context.Background(), o.Config)
	if err != nil {
		return err
	}
	if len(description.Warnings) > 0 {
		fmt.Fprintln(stderr, description.Warnings.Error())
	}
	if o.image == "" && o.zip.File == "" {
		fmt.Fprintf(stderr, "owgen: the image is called %s; name that of a registry with -image\n", image.Name(description.Name))
	}
	o.warnIfStale(t)
	service, err := o.service(description)
	if err != nil {
		return err
	}
	if unbound := manifest.Unbound(service); len(unbound) > 0 {
		t.say("not bound: the default of %s; callers of a web action could not send another value, so let the handler set it",
			strings.Join(unbound, ", "))
	}
	text, err := o.manifest(service, description)
	if err != nil {
		return err
	}
	_, err = stdout.Write(text)
	return err
}

// warnIfStale says which files of the program that the manifest deploys are not up to date. What is not generated yet, or
// cannot be, is no concern of the manifest.
func (o manifestOptions) warnIfStale(t terminal) {
	ctx := context.Background()
	program, err := findProgram(ctx, o.Pattern, build.Target{Env: []string{"GOOS=linux"}, Tags: o.Tags})
	if err != nil {
		return
	}
	if faults, ok := errors.AsType[*faultError](program.checkUpToDate(ctx, t)); ok {
		fmt.Fprintln(t.stderr, faults.found.Error())
		t.say("warning: %s", faults.verdict)
	}
}

// parseManifestOptions reads a command line. Its error is flag.ErrHelp or a usageError.
func parseManifestOptions(args []string) (manifestOptions, error) {
	var o manifestOptions
	flags := flag.NewFlagSet("owgen manifest", flag.ContinueOnError)
	flags.StringVar(&o.name, "name", "", "")
	flags.StringVar(&o.image, "image", "", "")
	flags.Func("func", "", func(s string) error {
		names, err := list(s)
		o.Funcs = append(o.Funcs, names...) // a second -func adds to the first
		return err
	})
	tagsVar(flags, &o.Tags)
	if len(args) > 0 {
		o.platform, args = args[0], args[1:]
	}
	switch o.platform {
	case "openwhisk":
		flags.StringVar(&o.zip.File, "zip", "", "")
		flags.StringVar(&o.zip.Kind, "kind", "", "")
		flags.BoolVar(&o.web, "web", false, "")
	case "openfaas":
		flags.StringVar(&o.namespace, "namespace", "", "")
		flags.StringVar(&o.handler, "handler", "", "")
	case "knative":
		flags.StringVar(&o.namespace, "namespace", "", "")
	case "-h", "-help", "--help":
		return o, flag.ErrHelp
	default:
		return o, usageError(platformProblem(o.platform))
	}
	var err error
	if o.Pattern, err = parse(flags, args); err != nil {
		return o, err
	}
	return o, o.check()
}

// platformProblem says what to type in place of a word that is no platform.
func platformProblem(word string) string {
	const want = "want owgen manifest openwhisk, openfaas or knative, and then flags and a package"
	switch near := typo.Meant(word, []string{"openwhisk", "openfaas", "knative"}); {
	case word == "":
		return want
	case strings.HasPrefix(word, "-"):
		return word + " stands before the platform; " + want
	case near != "":
		return fmt.Sprintf("there is no manifest for %q; did you mean owgen manifest %s?", word, near)
	}
	return fmt.Sprintf("there is no manifest for %q; %s", word, want)
}

// check returns a usageError for values that the platform does not take.
func (o manifestOptions) check() error {
	if o.image != "" {
		if err := checkReference(o.image); err != nil {
			return usageError("-image: " + err.Error())
		}
	}
	for _, f := range [...]struct{ flag, name string }{{"-name", o.name}, {"-namespace", o.namespace}} {
		if f.name == "" {
			continue
		}
		if err := manifest.CheckName(f.name); err != nil {
			return usageError(f.flag + ": " + err.Error())
		}
	}
	return o.checkZip()
}

// checkZip is check for the archive of an OpenWhisk action.
func (o manifestOptions) checkZip() error {
	switch {
	case o.zip.File == "" && o.zip.Kind == "":
		return nil
	case o.zip.File == "":
		return usageError("-kind is for an archive, which -zip names")
	case o.image != "":
		return usageError("-zip and -image exclude each other: the code of an action is one of them")
	}
	if err := o.zip.Check(); err != nil {
		return usageError("-zip: " + err.Error())
	}
	if o.zip.Kind != "" {
		if _, err := actionzip.Environment(o.zip.Kind); err != nil {
			return usageError("-kind: " + err.Error())
		}
	}
	return nil
}

var digest = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)

// checkReference returns an error if s names no image, by a tag or a digest.
func checkReference(s string) error {
	name, sum, byDigest := strings.Cut(s, "@")
	if byDigest && !digest.MatchString(sum) {
		return fmt.Errorf("%q cannot name an image: want sha256:, and 64 hexadecimal digits, after the @", s)
	}
	_, err := image.ParseName(name)
	return err
}

// service is what the manifest of a program is about.
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
	case "openfaas":
		return manifest.OpenFaaS(s, cmp.Or(o.handler, display(o.Dir, d.Context)))
	}
	return manifest.Knative(s), nil
}
