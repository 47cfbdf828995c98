package main

import (
	"errors"
	"flag"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/actionzip"
	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/manifest"
	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/typo"
)

// manifestOptions is what a command line asks of printManifest.
type manifestOptions struct {
	gen.Config
	platform  string
	name      string
	image     string
	namespace string
	handler   string         // OpenFaaS: as typed
	zip       manifest.Zip   // OpenWhisk, Lambda: File is "" for the image
	isWeb     bool           // OpenWhisk: as typed
	web       manifest.Web   // OpenWhisk
	runsOn    image.Platform // Lambda
}

// manifestKinds are the platforms that manifests are for.
var manifestKinds = []string{"openwhisk", "openfaas", "knative", "lambda"}

func newManifestOptions() manifestOptions {
	return manifestOptions{runsOn: image.Platform{OS: "linux", Arch: "amd64"}}
}

// parseManifestOptions reads a command line. Its error is flag.ErrHelp or a usage error.
func parseManifestOptions(args []string) (manifestOptions, error) {
	o := newManifestOptions()
	flags := o.flags()
	if len(args) > 0 {
		o.platform = args[0]
	}
	switch {
	case strings.HasPrefix(o.platform, "-"):
		if _, err := flags.ParseOne(args[:1]); errors.Is(err, flag.ErrHelp) {
			return o, err
		}
		return o, cli.UsageError(kindProblem(o.platform))
	case !slices.Contains(manifestKinds, o.platform):
		return o, cli.UsageError(kindProblem(o.platform))
	}
	var err error
	if o.Pattern, err = flags.ParseOne(args[1:]); err != nil {
		return o, err
	}
	for _, name := range flags.Given() {
		if kinds := ofKinds[name]; kinds != nil && !slices.Contains(kinds, o.platform) {
			return o, cli.Usagef("-%s is for %s, not for %s", name, strings.Join(kinds, " and "), o.platform)
		}
	}
	switch given := slices.Contains(flags.Given(), "web"); {
	case given && o.isWeb:
		o.web = manifest.WebAll
	case given:
		o.web = manifest.WebNone
	}
	return o, o.check()
}

// ofKinds maps the flags that are not for all platforms to those that they are for.
var ofKinds = map[string][]string{
	"zip": {"openwhisk", "lambda"}, "kind": {"openwhisk"}, "web": {"openwhisk"}, "handler": {"openfaas"}, "namespace": {"openfaas", "knative"},
	"platform": {"lambda"},
}

// flags returns the flags that fill in o.
func (o *manifestOptions) flags() *cli.Flags {
	f := cli.NewFlags()
	f.String(&o.name, "name", "name", "the name on the platform: at most 63 of a-z, 0-9 and -. The default is the name of the program")
	f.String(&o.image, "image", "name", "the image that the platform runs")
	f.String(&o.zip.File, "zip", "file", "openwhisk and lambda: an archive made by owgen zip instead of an image; relative to where the "+
		"manifest will be. For lambda the default is <program>.zip, unless -image is given")
	f.String(&o.zip.Kind, "kind", "go:1.22", "openwhisk: the managed kind that runs the archive")
	f.Bool(&o.isWeb, "web", "openwhisk: deploy web actions. Without the flag those are web actions that take requests; -web=false "+
		"makes them none")
	f.String(&o.handler, "handler", "dir", "openfaas: the directory of the Dockerfile; relative to where the stack.yaml will be")
	platformFlag(f, &o.runsOn, "lambda: the platform that the archive or the image is for, linux/amd64 or linux/arm64")
	f.String(&o.namespace, "namespace", "name", "openfaas and knative: the namespace to deploy to")
	request.Funcs(f, &o.Funcs, "the functions that the program serves. Without the flag these are the same as when owgen generates without it")
	request.Tags(f, &o.Tags, "those of GOFLAGS")
	return f
}

// kindProblem says what to type instead of a word that is not a platform.
func kindProblem(word string) string {
	const want = "want owgen manifest openwhisk, openfaas, knative or lambda, and then flags and a package"
	switch near := typo.Meant(word, manifestKinds); {
	case word == "":
		return want
	case strings.HasPrefix(word, "-"):
		return word + " stands before the platform; " + want
	case near != "":
		return fmt.Sprintf("there is no manifest for %q; did you mean owgen manifest %s?", word, near)
	}
	return fmt.Sprintf("there is no manifest for %q; %s", word, want)
}

// check returns a usage error for values that the platform does not accept.
func (o manifestOptions) check() error {
	if o.image != "" {
		if err := checkReference(o.image); err != nil {
			return cli.UsageError("-image: " + err.Error())
		}
	}
	for _, f := range [...]struct{ flag, name string }{{"-name", o.name}, {"-namespace", o.namespace}} {
		if f.name == "" {
			continue
		}
		if err := manifest.CheckName(f.name); err != nil {
			return cli.UsageError(f.flag + ": " + err.Error())
		}
	}
	if o.platform == "lambda" {
		if err := o.lambdaCode().Check(); err != nil {
			return cli.UsageError(err.Error())
		}
		return nil
	}
	return o.checkZip()
}

// lambdaCode is what functions of AWS Lambda run, as typed.
func (o manifestOptions) lambdaCode() manifest.LambdaCode {
	return manifest.LambdaCode{Image: o.image, Zip: o.zip.File, Platform: o.runsOn, Package: o.Pattern}
}

// checkZip is check for the archive of an OpenWhisk action.
func (o manifestOptions) checkZip() error {
	switch {
	case o.zip.File == "" && o.zip.Kind == "":
		return nil
	case o.zip.File == "":
		return cli.UsageError("-kind is for an archive, which -zip names")
	case o.image != "":
		return cli.UsageError("-zip and -image exclude each other: the code of an action is one of them")
	}
	if err := o.zip.Check(); err != nil {
		return cli.UsageError("-zip: " + err.Error())
	}
	if o.zip.Kind != "" {
		if _, err := actionzip.Environment(o.zip.Kind); err != nil {
			return cli.UsageError("-kind: " + err.Error())
		}
	}
	return nil
}

var digest = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)

// checkReference returns an error if s does not name an image, with or without a tag or a digest.
func checkReference(s string) error {
	name, sum, byDigest := strings.Cut(s, "@")
	if byDigest && !digest.MatchString(sum) {
		return fmt.Errorf("%q cannot name an image: want sha256:, and 64 hexadecimal digits, after the @", s)
	}
	_, err := image.ParseName(name)
	return err
}
