package manifest

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write what is printed into testdata")

// TestGolden compares what is printed for packages, byte for byte, with files in testdata.
func TestGolden(t *testing.T) {
	for _, test := range []struct {
		file, pkg string
		args      []string
	}{
		{"basic-openwhisk", "basic", []string{"openwhisk", "-image", "example/basic:1.0"}},
		{"basic-native", "basic", []string{"openwhisk", "-zip", "basic.zip"}},
		{"basic-kind", "basic", []string{"openwhisk", "-zip", "build/basic.zip", "-kind", "go:1.22", "-name", "greet"}},
		{"basic-openfaas", "basic", []string{"openfaas"}},
		{"basic-knative", "basic", []string{"knative"}},
		{"required-openwhisk", "required", []string{"openwhisk"}},
		{"defaults-openwhisk", "defaults", []string{"openwhisk"}},
		{"defaults-web", "defaults", []string{"openwhisk", "-web"}},
		{"everything-openwhisk", "everything", []string{"openwhisk"}},
		{"web-request-openwhisk", "web-request", []string{"openwhisk"}},
		{"raw-bodies-web", "raw-bodies", []string{"openwhisk", "-web"}},
		{"web-request-openfaas", "web-request", []string{"openfaas"}},
		{"two-handlers-openwhisk", "two-handlers", []string{"openwhisk"}},
		{"two-handlers-native", "two-handlers", []string{"openwhisk", "-zip", "two.zip"}},
		{"two-handlers-openfaas", "two-handlers", []string{"openfaas", "-namespace", "staging", "-handler", "deploy/the image"}},
		{"two-handlers-knative", "two-handlers", []string{"knative", "-namespace", "staging", "-image", "registry.example:5000/two@sha256:" + strings.Repeat("0", 64)}},
		{"basic-lambda", "basic", []string{"lambda"}},
		{"stream-lambda", "stream", []string{"lambda", "-func", "Lines", "-zip", "build/lines.zip", "-name", "lines", "-platform", "linux/arm64", "."}},
		{"web-response-lambda", "web-response", []string{"lambda"}},
		{"two-handlers-lambda", "two-handlers", []string{"lambda", "-zip", "two.zip"}},
		{"two-handlers-lambda-image", "two-handlers", []string{"lambda", "-platform", "linux/arm64", "-image", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/two:1"}},
	} {
		t.Run(test.file, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join("testdata", test.file+".yaml")
			got := printed(t, test.pkg, test.args...)
			if *update {
				if err := os.WriteFile(file, got, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != string(want) {
				t.Errorf("%s is\n%s, want\n%s", file, got, want)
			}
			switch test.args[0] {
			case "openwhisk":
				read[whiskManifest](t, got)
			case "knative":
				checkService(t, read[knativeService](t, got))
			case "lambda":
				checkTemplate(t, read[samTemplate](t, got))
			}
		})
	}
}

// The stack.yaml keeps the root file system read-only and has timeouts that agree.
func TestOF20StackFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*-openfaas.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		checkStack(t, read[faasStack](t, text))
	}
}

// checkStack checks what OpenFaaS makes of a stack.yaml.
func checkStack(t *testing.T, s faasStack) {
	t.Helper()
	if s.Provider.Name != "openfaas" || s.Version != "1.0" || len(s.Functions) != 1 {
		t.Errorf("%+v", s)
	}
	for name, f := range s.Functions {
		env := func(name string) time.Duration {
			d, err := time.ParseDuration(f.Environment[name])
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			return d
		}
		switch {
		case f.Lang != "dockerfile" || !f.ReadOnlyRoot || f.Environment["OWGEN_PLATFORM"] != "openfaas" || f.Environment["OWGEN_METRICS"] != "true":
			t.Errorf("%s: %+v", name, f)
		case env("exec_timeout") >= env("read_timeout"), env("exec_timeout") >= env("write_timeout"),
			env("healthcheck_interval") >= env("write_timeout"):
			t.Errorf("%s: inconsistent timeouts in %v", name, f.Environment)
		}
	}
}

// checkTemplate checks what SAM's own reader, which package sam has, does not: that each function has exactly one form of
// code, and each URL an output.
func checkTemplate(t *testing.T, s samTemplate) {
	t.Helper()
	urls := 0
	for id, r := range s.Resources {
		p := r.Properties
		isImage := p.PackageType == "Image" && p.ImageURI != "" && p.CodeURI == "" && p.Handler == "" && p.Runtime == ""
		isZip := p.PackageType == "" && p.ImageURI == "" && p.CodeURI != "" && p.Handler != "" && p.Runtime == "provided.al2023"
		if r.Type != "AWS::Serverless::Function" || isImage == isZip || len(p.Architectures) != 1 {
			t.Errorf("%s: %+v", id, r)
		}
		if p.URL == nil {
			continue
		}
		urls++
		out := s.Outputs[id+"Url"]
		if p.URL.AuthType != "AWS_IAM" || !slices.Equal(out.Value.GetAtt, []string{id + "Url", "FunctionUrl"}) {
			t.Errorf("%s: %+v, %+v", id, p.URL, out)
		}
	}
	if urls != len(s.Outputs) {
		t.Errorf("%d outputs of %d URLs", len(s.Outputs), urls)
	}
}

// checkService checks that Kubernetes runs a service under its standard "restricted".
// (kubernetes/website: content/en/docs/concepts/security/pod-security-standards.md)
func checkService(t *testing.T, s knativeService) {
	t.Helper()
	if s.APIVersion != "serving.knative.dev/v1" || s.Kind != "Service" || len(s.Spec.Template.Spec.Containers) != 1 {
		t.Fatalf("%+v", s)
	}
	c := s.Spec.Template.Spec.Containers[0]
	secure := c.SecurityContext
	if !secure.RunAsNonRoot || !secure.ReadOnlyRootFilesystem || secure.AllowPrivilegeEscalation == nil || *secure.AllowPrivilegeEscalation ||
		!slices.Equal(secure.Capabilities.Drop, []string{"ALL"}) || secure.SeccompProfile.Type != "RuntimeDefault" {
		t.Errorf("security context %+v", secure)
	}
	if v := s.Spec.Template.Spec.Volumes; len(v) != 1 || v[0].EmptyDir == nil || len(c.VolumeMounts) != 1 || c.VolumeMounts[0].Name != v[0].Name {
		t.Errorf("volumes %+v, mounts %+v", v, c.VolumeMounts)
	}
	if len(c.Ports) != 1 || c.Ports[0].ContainerPort != 8080 || c.ReadinessProbe.HTTPGet.Path != "/_/ready" {
		t.Errorf("ports %+v, probe %+v", c.Ports, c.ReadinessProbe)
	}
}
