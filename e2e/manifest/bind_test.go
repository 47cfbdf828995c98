package manifest

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/owgen/owgen/testdata/golden/defaults"
	"github.com/owgen/owgen/testdata/golden/everything"
)

// bound returns the JSON that wskdeploy binds to an input. (apache/openwhisk-wskdeploy: parsers/parameters.go,
// typeDefaultValueMap, resolveMultiLineParameter, resolveJSONParameter)
func bound(t *testing.T, in whiskInput) json.RawMessage {
	t.Helper()
	zeros := map[string]string{"string": `""`, "integer": "0", "float": "0.0", "boolean": "false", "json": "{}"}
	zero, known := zeros[in.Type]
	switch text, isText := in.Default.(string); {
	case !known:
		t.Fatalf("wskdeploy has no type %q", in.Type)
	case in.Default == nil:
		return json.RawMessage(zero)
	case isText && in.Type == "json":
		return json.RawMessage(text)
	}
	value, err := json.Marshal(in.Default)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// TestWhatIsBoundIsWhatWasAbsent decodes, for many types, parameters of which none is given by a caller.
func TestWhatIsBoundIsWhatWasAbsent(t *testing.T) {
	actions := read[whiskManifest](t, printed(t, "everything", "openwhisk")).Packages["everything"].Actions
	all := map[string]any{
		"DoQuoted": everything.Quoted{}, "DoKeys": everything.Keys{}, "DoMethods": everything.Methods{}, "DoShape": everything.Shape{},
		"DoScalars": everything.Scalars{}, "DoContainers": everything.Containers{}, "DoEmbedded": everything.Embedded{},
		"DoTags": everything.Tags{}, "DoRecursive": everything.Recursive{}, "DoGenerics": everything.Generics{}, "DoTimes": everything.Times{},
	}
	inputs := 0
	for name, params := range all {
		action, ok := actions[name]
		if !ok {
			t.Fatalf("no action %s", name)
		}
		for key, in := range action.Inputs {
			inputs++
			doc, err := json.Marshal(map[string]json.RawMessage{key: bound(t, in)})
			if err != nil {
				t.Fatal(err)
			}
			got := reflect.New(reflect.TypeOf(params))
			if err := json.Unmarshal(doc, got.Interface()); err != nil || !reflect.DeepEqual(got.Elem().Interface(), params) {
				t.Errorf("%s: %s gives %+v, %v", name, doc, got.Elem(), err)
			}
		}
	}
	if inputs < 30 {
		t.Errorf("only %d inputs", inputs)
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
