package schema

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// TestSCH28DocumentsAreOpenAPI has the documents of the golden packages judged by kin-openapi.
func TestSCH28DocumentsAreOpenAPI(t *testing.T) {
	for name, path := range goldens(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := checkOpenAPI(text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if checkOpenAPI([]byte(`{"openapi":"3.1.1","info":{"title":"x","version":"1"},"paths":{"/":{"post":{}},"x":{}}}`)) == nil {
		t.Error("the judge says nothing of a path without a slash")
	}
}

func checkOpenAPI(text []byte) error {
	doc, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		return err
	}
	return doc.Validate(context.Background())
}

// goldens returns the OpenAPI documents of the golden packages, by the names of these.
func goldens(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../testdata/schema/*/openapi.json")
	if err != nil || len(files) == 0 {
		t.Fatal("there are none", err)
	}
	all := map[string]string{}
	for _, file := range files {
		all[filepath.Base(filepath.Dir(file))] = file
	}
	return all
}
