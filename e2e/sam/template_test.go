package sam

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/two:1"

// awkward has names and comments that mean something else in a template, or nothing.
const awkward = `package awkward

import "iter"

type Params struct{ Name string }

// Größe costs ${AWS::Region} "as it is".
//
//owgen:action
func Größe(p Params) map[string]string { return nil }

//owgen:action get.user@v2
func GetUser(p Params) map[string]string { return nil }

//owgen:action get-userV2
func GetUserV2(p Params) iter.Seq2[string, error] { return nil }

// AUrl is called as what SAM adds to the function A.
//
//owgen:action
func AUrl(p Params) map[string]string { return nil }

//owgen:action
func A(p Params) iter.Seq2[string, error] { return nil }
`

// A function is what SAM makes of one of ours, with the URL that belongs to it.
type function struct {
	Name, Handler, Runtime, PackageType string
	Command                             []string
	Architecture                        string
	Variables                           map[string]string
	Auth, Mode                          string // of the URL; "" if there is none
}

// resource is one of a translated template, with what a test looks at.
type resource struct {
	Type       string
	Properties struct {
		FunctionName, Handler, Runtime, PackageType string
		Code                                        struct{ S3Key, ImageUri string }
		ImageConfig                                 struct{ Command []string }
		Architectures                               []string
		MemorySize, Timeout                         int
		LoggingConfig                               struct{ LogFormat string }
		Environment                                 struct{ Variables map[string]string }
		AuthType, InvokeMode                        string
	}
}

func TestAWS28TemplatesAreWhatSAMAndLambdaRead(t *testing.T) {
	python := python(t)
	golden := filepath.Join(me.Root, "testdata", "golden")
	names := t.TempDir()
	for file, text := range map[string]string{"awkward.go": awkward, "go.mod": "module example.com/awkward\n\ngo 1.26.0\n"} {
		if err := os.WriteFile(filepath.Join(names, file), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	zipped := function{Runtime: "provided.al2023", Architecture: "x86_64", Handler: "bootstrap"}
	streamed := map[string]string{"OWGEN_INVOKE_MODE": "stream"}
	with := func(f function, change func(f *function)) function { change(&f); return f }
	tests := []struct {
		file string
		want []function // by name
	}{
		{printed(t, filepath.Join(golden, "basic")), []function{with(zipped, func(f *function) { f.Name = "basic" })}},
		{
			printed(t, filepath.Join(golden, "two-handlers"), "-platform", "linux/arm64"),
			[]function{
				with(zipped, func(f *function) { f.Name, f.Handler, f.Architecture = "two-Sum", "Sum", "arm64" }),
				with(zipped, func(f *function) { f.Name, f.Handler, f.Architecture = "two-max", "max", "arm64" }),
			},
		},
		{
			printed(t, filepath.Join(golden, "two-handlers"), "-image", image, "-name", "math"),
			[]function{
				{Name: "math-Sum", PackageType: "Image", Command: []string{"Sum"}, Architecture: "x86_64"},
				{Name: "math-max", PackageType: "Image", Command: []string{"max"}, Architecture: "x86_64"},
			},
		},
		{
			printed(t, filepath.Join(golden, "basic"), "-image", image),
			[]function{{Name: "basic", PackageType: "Image", Architecture: "x86_64"}},
		},
		{
			printed(t, filepath.Join(golden, "stream"), "-func", "Lines"),
			[]function{with(zipped, func(f *function) {
				f.Name, f.Variables, f.Auth, f.Mode = "export", streamed, "AWS_IAM", "RESPONSE_STREAM"
			})},
		},
		{
			printed(t, filepath.Join(golden, "web-request"), "-func", "Raw"),
			[]function{with(zipped, func(f *function) { f.Name, f.Auth = "hook", "AWS_IAM" })},
		},
		{
			printed(t, names),
			[]function{
				with(zipped, func(f *function) {
					f.Name, f.Handler, f.Variables, f.Auth, f.Mode = "awkward-A", "A", streamed, "AWS_IAM", "RESPONSE_STREAM"
				}),
				with(zipped, func(f *function) { f.Name, f.Handler = "awkward-AUrl", "AUrl" }),
				with(zipped, func(f *function) { f.Name, f.Handler = "awkward-Gr--e", "Größe" }),
				with(zipped, func(f *function) { f.Name, f.Handler = "awkward-get-user-v2", "get.user@v2" }),
				with(zipped, func(f *function) {
					f.Name, f.Handler, f.Variables, f.Auth, f.Mode = "awkward-get-userV2", "get-userV2", streamed, "AWS_IAM", "RESPONSE_STREAM"
				}),
			},
		},
	}
	var files []string
	for _, test := range tests {
		files = append(files, test.file)
	}
	translated := translate(t, python, files)
	for _, test := range tests {
		if got := functions(t, translated[test.file]); !reflect.DeepEqual(got, test.want) {
			text, _ := os.ReadFile(test.file)
			t.Errorf("SAM makes\n%+v, want\n%+v of\n%s", got, test.want, text)
		}
	}
	if out, err := command(python, append([]string{"-c", lint, "--regions", "eu-central-1", "--"}, files...)).CombinedOutput(); err != nil {
		t.Errorf("cfn-lint: %v\n%s", err, out)
	}
}

// What the judges must not pass: a property that Lambda does not know, and an output of nothing.
func TestTheJudgesRefuse(t *testing.T) {
	python := python(t)
	for _, template := range []string{
		"Transform: AWS::Serverless-2016-10-31\nResources: {F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: x.zip, " +
			"Handler: h, Runtime: provided.al2023, Architectures: [riscv64]}}}",
		"Transform: AWS::Serverless-2016-10-31\nResources: {F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: x.zip, " +
			"Handler: h, Runtime: provided.al2023}}}\nOutputs: {U: {Value: {'Fn::GetAtt': [FUrl, FunctionUrl]}}}",
	} {
		file := filepath.Join(t.TempDir(), "template.yaml")
		if err := os.WriteFile(file, []byte(template), 0o666); err != nil {
			t.Fatal(err)
		}
		if out, err := command(python, []string{"-c", lint, "--", file}).CombinedOutput(); err == nil {
			t.Errorf("cfn-lint passes %s\n%s", template, out)
		}
	}
}

// lint is the command cfn-lint.
const lint = "import sys; from cfnlint.runner import main; sys.exit(main())"

// command is a command of Python for which there is no AWS but the name of a region.
func command(python string, args []string) *exec.Cmd {
	cmd := exec.Command(python, args...)
	cmd.Env = append(os.Environ(), "AWS_DEFAULT_REGION=eu-central-1", "AWS_EC2_METADATA_DISABLED=true")
	return cmd
}

// translate returns what SAM makes of templates: for each file resources by name.
func translate(t *testing.T, python string, files []string) map[string]map[string]resource {
	t.Helper()
	cmd := command(python, append([]string{"translate.py"}, files...))
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	var all map[string]struct{ Resources map[string]resource }
	if err := json.Unmarshal(out, &all); err != nil {
		t.Fatal(err)
	}
	resources := map[string]map[string]resource{}
	for file, template := range all {
		resources[file] = template.Resources
	}
	return resources
}

// functions returns the functions of a translated template, by name, and checks what is the same for all.
func functions(t *testing.T, resources map[string]resource) []function {
	t.Helper()
	var list []function
	for id, r := range resources {
		p := r.Properties
		if r.Type != "AWS::Lambda::Function" {
			continue
		}
		if p.MemorySize != 128 || p.Timeout != 30 || p.LoggingConfig.LogFormat != "JSON" || (p.Code.S3Key == "") != (p.Code.ImageUri == image) {
			t.Errorf("%s: %+v", id, p)
		}
		f := function{
			Name: p.FunctionName, Handler: p.Handler, Runtime: p.Runtime, PackageType: p.PackageType, Command: p.ImageConfig.Command,
			Variables: p.Environment.Variables,
		}
		if len(p.Architectures) == 1 {
			f.Architecture = p.Architectures[0]
		}
		if url, ok := resources[id+"Url"]; ok && url.Type == "AWS::Lambda::Url" {
			f.Auth, f.Mode = url.Properties.AuthType, url.Properties.InvokeMode
		}
		list = append(list, f)
	}
	slices.SortFunc(list, func(a, b function) int { return strings.Compare(a.Name, b.Name) })
	return list
}
