package schema

import (
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// A judge decides whether documents are valid under the schemas of a document. Formats count.
type judge struct {
	*jsonschema.Compiler
	root any
}

// place is where the judge believes the document to be.
const place = "file:///document.json"

func newJudge(t *testing.T, document string) judge {
	t.Helper()
	root, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource(place, root); err != nil {
		t.Fatal(err)
	}
	return judge{c, root}
}

// A judged is a schema that documents are held against.
type judged struct {
	*jsonschema.Schema
	schema any // what it says
}

// at returns the schema at a path of names.
func (j judge) at(t *testing.T, path ...string) judged {
	t.Helper()
	v, pointer := j.root, ""
	for _, name := range path {
		v = v.(map[string]any)[name]
		pointer += "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
	}
	s, err := j.Compile(place + "#" + pointer)
	if err != nil {
		t.Fatal(err)
	}
	return judged{s, v}
}

// check returns why a document is not valid.
func (j judged) check(document string) error {
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
	if err != nil {
		return err
	}
	return j.Validate(v)
}
