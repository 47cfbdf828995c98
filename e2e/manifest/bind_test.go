package manifest

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/owgen/owgen/testdata/golden/defaults"
)

// bound returns the JSON that wskdeploy binds to an input. (apache/openwhisk-wskdeploy: parsers/parameters.go,
// resolveMultiLineParameter, resolveJSONParameter)
func bound(t *testing.T, in whiskInput) json.RawMessage {
	t.Helper()
	switch text, isText := in.Default.(string); {
	case in.Default == nil:
		t.Fatalf("%+v is bound to the zero value of its type", in)
	case isText && in.Type == "json":
		return json.RawMessage(text)
	}
	value, err := json.Marshal(in.Default)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// An input without a value is bound to the zero value of its type: "" for a string. It would hide the parameters of the
// package, and in a web action ?name=x would be 400, because bound parameters are final there.
func TestNothingIsBoundToAZeroValue(t *testing.T) {
	for _, name := range []string{"basic", "defaults", "everything", "required", "two-handlers"} {
		for _, args := range [][]string{{"openwhisk"}, {"openwhisk", "-web"}} {
			for _, pkg := range read[whiskManifest](t, printed(t, name, args...)).Packages {
				for action, a := range pkg.Actions {
					for input, in := range a.Inputs {
						if in.Default == nil {
							t.Errorf("%s %q: %s: the input %s has no value", name, args, action, input)
						}
					}
				}
			}
		}
	}
}

func TestWebActionsBindNothingAndSaySo(t *testing.T) {
	a := read[whiskManifest](t, printed(t, "defaults", "openwhisk", "-web")).Packages["default"].Actions["defaults"]
	if a.Web != "true" || len(a.Inputs) > 0 {
		t.Errorf("web: %s, inputs %v", a.Web, a.Inputs)
	}
	defaults := map[string]string{}
	for _, p := range a.Annotations.Parameters {
		defaults[p.Name] = p.Default
	}
	if defaults["limit"] != "20" || defaults["title"] != `"Dr."` {
		t.Errorf("the annotation has the defaults %v", defaults)
	}
	if a := read[whiskManifest](t, printed(t, "basic", "openwhisk")).Packages["default"].Actions["basic"]; a.Web != "" {
		t.Errorf("without -web it has web: %s", a.Web)
	}
}

func TestDefaultsAreBound(t *testing.T) {
	action := read[whiskManifest](t, printed(t, "defaults", "openwhisk")).Packages["default"].Actions["defaults"]
	all := map[string]json.RawMessage{}
	for name, in := range action.Inputs {
		all[name] = bound(t, in)
	}
	doc, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	var got defaults.Params
	if err := json.Unmarshal(doc, &got); err != nil {
		t.Fatal(err)
	}
	wait := time.Second
	want := defaults.Params{
		Paging: &defaults.Paging{Limit: 20}, Title: "Dr.", Shell: "$HOME/${USER}", Number: "0123", Quoted: 7, Ratio: 1000, Exact: true,
		Since: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Wait: &wait, Kinds: []string{"yes", "no"}, Near: defaults.Place{Name: "<here>"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s gives\n%+v, want\n%+v", doc, got, want)
	}
}
