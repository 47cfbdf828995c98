package manifest

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/owgen/owgen/gen"
)

// A Zip is the code of an action, instead of an image.
type Zip struct {
	File string // relative to the manifest, or a URL
	Kind string // the managed kind, such as go:1.22; "" is native
}

// manifestName is wskdeploy's default name for a manifest.
const manifestName = "manifest.yaml"

// OpenWhisk returns the manifest for wskdeploy: one action, or a package of several. The code is zip, or the image if
// zip is nil.
//
// Wskdeploy binds each input in the manifest, and an input without a value to the zero value of its type. A bound
// parameter hides the parameter of the package, and in a web action a caller who sends it gets 400. So only parameters
// with a default are inputs, and none in web actions. The annotation parameters describes the others, as the platform's
// own actions do with theirs. (apache/openwhisk-wskdeploy: parsers/parameters.go, ResolveParameter;
// parsers/manifest_parser.go, composeInputs; apache/openwhisk: docs/annotations.md; docs/webactions.md, Protected
// parameters)
func OpenWhisk(s Service, zip *Zip) ([]byte, error) {
	several := len(s.Actions) > 1
	code := codeOf(s, zip)
	comment := []string{"Deploy it with wskdeploy -m " + manifestName + "."}
	if several && zip == nil {
		// Without code wskdeploy drops main, and the program would not learn which action it is. (composeActionExec)
		code = append(code, pair{"function", manifestName})
		comment = append(comment,
			"The image holds the program. The function is there because wskdeploy passes main on only where there is code:",
			"any file would do, and the program ignores it. Save this one as "+manifestName+".")
	}
	actions := mapping{}
	for _, a := range s.Actions {
		name, action := s.Name, code[:len(code):len(code)]
		if several {
			name, action = a.Name, append(action, pair{"main", a.Name})
		}
		if s.isWeb(a) {
			action = append(action, pair{"web", webExport(a)})
		}
		parts, err := describe(a, s.isWeb(a))
		if err != nil {
			return nil, fmt.Errorf("action %s: %w", name, err)
		}
		actions = append(actions, named(name, append(action, parts...)))
	}
	pkg := "default" // which means no package
	if several {
		pkg = s.Name
	}
	return document(comment, mapping{{"packages", mapping{
		named(pkg, mapping{{"version", "0.0.1"}, {"actions", actions}}),
	}}}), nil
}

// Check returns an error if wskdeploy would not find the archive, or not recognise it. (parsers/manifest_parser.go,
// readActionFunction)
func (z Zip) Check() error {
	switch {
	case path.Ext(z.File) != ".zip":
		return fmt.Errorf("%q is no archive to wskdeploy, which wants a name in .zip", z.File)
	case strings.HasPrefix(z.File, "/"):
		return fmt.Errorf("%q is absolute, and wskdeploy wants a path relative to the manifest", z.File)
	case interpolated(z.File) || !printable(z.File):
		return fmt.Errorf("wskdeploy would read more than a path in %q", z.File)
	}
	return nil
}

// webExport is what web actions are for wskdeploy: raw ones get bodies as they are sent, and the query apart from them.
// (apache/openwhisk-wskdeploy: webaction/webaction.go, SetWebActionAnnotations; apache/openwhisk: docs/webactions.md, Raw
// HTTP handling)
func webExport(a gen.Action) any {
	if a.Raw {
		return "raw"
	}
	return true
}

// codeOf returns the members that say what the action runs.
func codeOf(s Service, zip *Zip) mapping {
	switch {
	case zip == nil:
		return mapping{{"docker", s.Image}}
	case zip.Kind != "":
		return mapping{{"function", zip.File}, {"runtime", zip.Kind}}
	}
	return mapping{{"function", zip.File}, {"native", true}}
}

// describe returns what an action takes and gives.
func describe(a gen.Action, web bool) (mapping, error) {
	var inputs, outputs, annotations mapping
	var parameters list
	for _, p := range a.Params {
		if p.Default == "" || web {
			parameters = append(parameters, parameter(p))
			continue
		}
		in, err := input(p)
		if err != nil {
			return nil, fmt.Errorf("parameter %s: %w", p.Name, err)
		}
		inputs = append(inputs, named(p.Name, in))
	}
	for _, r := range a.Result {
		outputs = append(outputs, named(r.Name, described(r, mapping{{"type", whiskType(r.Type)}})))
	}
	if web && a.Request { // else the platform answers OPTIONS, and adds CORS headers to each answer
		annotations = append(annotations, pair{"web-custom-options", true})
	}
	if a.Doc != "" && !interpolated(a.Doc) {
		annotations = append(annotations, pair{"description", a.Doc})
	}
	if parameters != nil {
		annotations = append(annotations, pair{"parameters", parameters})
	}
	var m mapping
	for _, part := range []struct {
		key   string
		value mapping
	}{{"inputs", inputs}, {"outputs", outputs}, {"annotations", annotations}} {
		if part.value != nil {
			m = append(m, pair{part.key, part.value})
		}
	}
	return m, nil
}

// parameter describes a parameter that is not bound. Its default is JSON in a string.
func parameter(p gen.Member) mapping {
	m := mapping{{"name", p.Name}}
	if p.Type != "" {
		m = append(m, pair{"type", p.Type})
	}
	m = append(m, pair{"required", p.Required})
	if p.Default != "" {
		m = append(m, pair{"default", p.Default})
	}
	return described(p, m)
}

func described(p gen.Member, m mapping) mapping {
	if p.Doc != "" {
		m = append(m, pair{"description", p.Doc})
	}
	return m
}

// whiskType returns wskdeploy's name for a type of JSON Schema. It has no other names. (parsers/parameters.go,
// typeDefaultValueMap)
func whiskType(t string) string {
	switch t {
	case "string", "integer", "boolean":
		return t
	case "number":
		return "float"
	}
	return "json"
}

// input returns a parameter that is bound to its default.
func input(p gen.Member) (mapping, error) {
	kind := whiskType(p.Type)
	value, err := scalarDefault(kind, p.Default)
	if err != nil {
		return nil, err
	}
	if value == nil {
		// JSON in a string is taken as it is: $, null and lists do no harm there. (resolveJSONParameter)
		kind, value = "json", p.Default
		if err := checkPrecision(p.Default); err != nil {
			return nil, err
		}
	}
	return append(described(p, mapping{{"type", kind}}), pair{"default", value}), nil
}

// scalarDefault returns a default as YAML, or nil if wskdeploy needs it as JSON.
func scalarDefault(kind, text string) (any, error) {
	switch kind {
	case "string":
		var s string
		if err := json.Unmarshal([]byte(text), &s); err != nil || interpolated(s) {
			return nil, err
		}
		return s, nil
	case "boolean":
		return literal(text), nil
	case "integer":
		var n int64
		if json.Unmarshal([]byte(text), &n) != nil {
			return nil, fmt.Errorf("wskdeploy cannot bind %s, which is larger than its integers", text)
		}
		return literal(text), nil
	case "float":
		var f float64
		if err := json.Unmarshal([]byte(text), &f); err != nil {
			return nil, err
		}
		return decimal(f), checkPrecision(text)
	}
	return nil, nil
}
