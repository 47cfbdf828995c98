package manifest

import (
	"cmp"
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/lambda"
	"github.com/owgen/owgen/internal/shell"
)

// LambdaCode is what the functions of AWS Lambda run: an image, or else an archive.
type LambdaCode struct {
	Image    string
	Zip      string // made by owgen zip -kind lambda; relative to the template, or s3://BUCKET/KEY
	Platform image.Platform
	Package  string // what to build, as typed; "" is that of the directory
}

// inS3 begins the address of an archive that need not be uploaded any more.
const inS3 = "s3://"

// Check returns an error if Lambda or SAM would not find the code, or not run it.
func (c LambdaCode) Check() error {
	if _, err := lambda.Architecture(c.Platform); err != nil {
		return fmt.Errorf("-platform: %w", err)
	}
	switch {
	case c.Image != "" && c.Zip != "":
		return fmt.Errorf("-zip and -image exclude each other: the code of a function is one of them")
	case c.Image != "":
		if err := lambda.CheckImage(c.Image); err != nil {
			return fmt.Errorf("-image: %w", err)
		}
	case c.Zip != "" && (path.Ext(c.Zip) != ".zip" || !printable(c.Zip)):
		return fmt.Errorf("-zip: %q is no archive: want a name in .zip", c.Zip)
	case strings.Contains(c.Zip, "://") && !strings.HasPrefix(c.Zip, inS3):
		return fmt.Errorf("-zip: %q: Lambda takes archives from S3 only: want a file, or s3://BUCKET/KEY", c.Zip)
	}
	return nil
}

// Lambda returns the template of SAM that deploys each action as a function of AWS Lambda. A function for one of several
// actions names it where the program looks for it: as the handler, or as the command of the image.
//
// Without a timeout a call has three seconds, which one slow peer uses up. An API Gateway waits for 30.
// (docs.aws.amazon.com/serverless-application-model: sam-resource-function; docs.aws.amazon.com/apigateway: limits)
func Lambda(s Service, c LambdaCode) ([]byte, error) {
	names, err := functionNames(s)
	if err != nil {
		return nil, err
	}
	architecture, err := lambda.Architecture(c.Platform)
	if err != nil {
		return nil, err
	}
	var functions, outputs mapping
	ids := logicalIDs(s.Actions)
	for i, a := range s.Actions {
		properties := mapping{{"FunctionName", names[i]}}
		if a.Doc != "" && !strings.Contains(a.Doc, "${") { // which cfn-lint takes for a mistake: E1029
			properties = append(properties, pair{"Description", cut(a.Doc, maxDescription)})
		}
		properties = append(properties, c.of(a, len(s.Actions) > 1)...)
		properties = append(properties,
			pair{"Architectures", list{architecture}},
			pair{"MemorySize", 128}, // in MB
			pair{"Timeout", 30},     // in seconds
			pair{"LoggingConfig", mapping{{"LogFormat", "JSON"}}},
		)
		if isWeb(a) {
			properties = append(properties, webOf(a)...)
			outputs = append(outputs, urlOf(ids[i], names[i]))
		}
		functions = append(functions, pair{ids[i], mapping{{"Type", "AWS::Serverless::Function"}, {"Properties", properties}}})
	}
	template := mapping{
		{"AWSTemplateFormatVersion", "2010-09-09"},
		{"Transform", "AWS::Serverless-2016-10-31"},
		{"Resources", functions},
	}
	if outputs != nil {
		template = append(template, pair{"Outputs", outputs})
	}
	return document(c.comment(outputs != nil), template), nil
}

// isWeb reports whether an action means something to callers over HTTP, and so gets a URL.
func isWeb(a gen.Action) bool { return a.Request || a.Response || a.Stream }

// of returns the properties that say what a function runs.
func (c LambdaCode) of(a gen.Action, several bool) mapping {
	if c.Image == "" {
		handler := lambda.Bootstrap
		if several {
			handler = a.Name
		}
		return mapping{{"CodeUri", c.Zip}, {"Handler", handler}, {"Runtime", lambda.Runtime}}
	}
	code := mapping{{"PackageType", "Image"}, {"ImageUri", c.Image}}
	if several {
		code = append(code, pair{"ImageConfig", mapping{{"Command", list{a.Name}}}})
	}
	return code
}

// webOf returns the properties of a function that is called over HTTP: a URL, for callers that sign their requests. A stream
// arrives as it comes only in a mode of the URL that the program has to be told of, since no request tells.
// (docs.aws.amazon.com/lambda: API_CreateFunctionUrlConfig, configuration-response-streaming)
func webOf(a gen.Action) mapping {
	const auth = "AWS_IAM"
	if !a.Stream {
		return mapping{{"FunctionUrlConfig", mapping{{"AuthType", auth}}}}
	}
	return mapping{
		{"Environment", mapping{{"Variables", mapping{{"OWGEN_INVOKE_MODE", "stream"}}}}},
		{"FunctionUrlConfig", mapping{{"AuthType", auth}, {"InvokeMode", "RESPONSE_STREAM"}}},
	}
}

// urlOf returns the output of the template that tells the URL of a function.
func urlOf(id, name string) pair {
	return pair{id + "Url", mapping{
		{"Description", "the URL of " + name},
		{"Value", mapping{{"Fn::GetAtt", list{id + "Url", "FunctionUrl"}}}},
	}}
}

// comment says how to deploy the template.
func (c LambdaCode) comment(url bool) []string {
	comment := []string{"Save this file as template.yaml. These commands make what it deploys, and deploy it:", ""}
	pkg := ""
	if c.Package != "" {
		pkg = " " + shell.Word(c.Package)
	}
	switch {
	case c.Image != "":
		name := shell.Word(c.Image)
		comment = append(comment,
			"  owgen image -platform "+c.Platform.String()+" -o image.tar -t "+name+pkg,
			"  docker load -i image.tar && docker push "+name)
	case strings.HasPrefix(c.Zip, inS3):
		file := shell.Word(path.Base(c.Zip))
		comment = append(comment,
			"  owgen zip -kind lambda -platform "+c.Platform.String()+" -o "+file+pkg,
			"  aws s3 cp "+file+" "+shell.Word(c.Zip))
	default:
		comment = append(comment, "  owgen zip -kind lambda -platform "+c.Platform.String()+" -o "+shell.Word(c.Zip)+pkg)
	}
	comment = append(comment, "  sam deploy --guided")
	if url {
		comment = append(comment, "",
			"AuthType AWS_IAM: callers of a URL sign their requests, and need the permissions lambda:InvokeFunctionUrl and",
			"lambda:InvokeFunction. With NONE, everybody who knows the URL may call, and each call costs you money.")
	}
	return comment
}

// maxDescription is the most characters of a function's description. (docs.aws.amazon.com/lambda: API_CreateFunction)
const maxDescription = 256

// cut shortens a text to at most n characters.
func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// functionNames returns the names of the functions on Lambda: the service's, or that and the action's.
func functionNames(s Service) ([]string, error) {
	names, taken := make([]string, len(s.Actions)), map[string]string{}
	for i, a := range s.Actions {
		name := s.Name
		if len(s.Actions) > 1 {
			name += "-" + a.Name
		}
		name = lambda.FunctionName(name)
		if other, twice := taken[name]; twice {
			return nil, fmt.Errorf("the functions for %s and %s would both be called %s: rename an action, or choose a shorter name with -name", other, a.Name, name)
		}
		names[i], taken[name] = name, a.Name
	}
	return names, nil
}

// logicalIDs returns the names of the functions within the template: get-user becomes GetUserFunction. They have letters and
// digits only. With that word at the end none is the name of what SAM adds to another: GetUserFunctionUrl, …Role.
// (docs.aws.amazon.com/AWSCloudFormation: resources-section-structure)
func logicalIDs(actions []gen.Action) []string {
	ids, taken := make([]string, len(actions)), map[string]bool{}
	for i, a := range actions {
		stem := camel(a.Name)
		id := stem + "Function"
		for n := 2; taken[id]; n++ {
			id = stem + strconv.Itoa(n) + "Function"
		}
		ids[i], taken[id] = id, true
	}
	return ids
}

// camel joins the words of a name, each with a capital. Letters beyond ASCII part words.
func camel(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return cmp.Or(strings.Join(words, ""), "Unnamed")
}
