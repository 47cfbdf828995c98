package owtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// SavedCalls builds the program in a directory, relative to the one of the test, starts it, and makes each call that is a file in
// testdata/calls. The answer must have the status and the result that are in the file; where the file has none of them, there is
// nothing to compare. A result is compared as JSON, so neither spaces nor the order of members matter. Each file is a subtest.
//
// The program gets the environment of the test, in which t.Setenv sets what it needs.
func SavedCalls(t *testing.T, program string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "calls", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		return
	}
	s := serve(t, program)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			c, err := read(file)
			if err != nil {
				t.Fatal(err)
			}
			got, err := s.make(c)
			if err != nil {
				t.Fatalf("%v; the program says\n%s", err, s.output())
			}
			if c.Status != 0 && got.status != c.Status {
				t.Errorf("the status is %d, want %d as in %s", got.status, c.Status, file)
			}
			if want := c.result(); want != nil && !got.is(want) {
				t.Errorf("the answer is\n%s\nwant what is in %s:\n%s", compact(got.body), file, compact(want))
			}
		})
	}
}

// A call is what is in a file.
type call struct {
	Handler    string          `json:"handler"`
	Params     json.RawMessage `json:"params"`
	Body       *string         `json:"body"`       // one that is no JSON
	BodyBase64 []byte          `json:"bodyBase64"` // one that is no text
	Request    *struct {
		Method string      `json:"method"`
		Path   string      `json:"path"`
		Header http.Header `json:"header"`
	} `json:"request"`
	Status       int             `json:"status"`
	Result       json.RawMessage `json:"result"` // a string where the answer is no JSON
	ResultBase64 []byte          `json:"resultBase64"`
}

func read(file string) (c call, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return c, err
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil {
		return c, fmt.Errorf("%s: %w", file, err)
	}
	return c, nil
}

// body is what is sent.
func (c call) body() []byte {
	switch {
	case c.Params != nil:
		return c.Params
	case c.Body != nil:
		return []byte(*c.Body)
	}
	return c.BodyBase64
}

// result is what must come back, or nil.
func (c call) result() []byte {
	if c.Result != nil {
		return c.Result
	}
	return c.ResultBase64
}

// request is the call over HTTP. Without a request in the file it is a POST of JSON to the path of the handler.
func (c call) request(server string) (*http.Request, error) {
	method, path, header := http.MethodPost, "/"+url.PathEscape(c.Handler), http.Header{}
	if c.Request != nil {
		if c.Request.Method != "" {
			method = c.Request.Method
		}
		if c.Request.Path != "" {
			path = c.Request.Path
		}
		if c.Request.Header != nil {
			header = c.Request.Header
		}
	}
	r, err := http.NewRequest(method, server+path, bytes.NewReader(c.body()))
	if err != nil {
		return nil, err
	}
	for name, values := range header {
		r.Header[http.CanonicalHeaderKey(name)] = values
	}
	if c.Params != nil && r.Header.Get("Content-Type") == "" {
		r.Header.Set("Content-Type", "application/json")
	}
	return r, nil
}

// make makes the call.
func (s *server) make(c call) (answer, error) {
	r, err := c.request(s.url)
	if err != nil {
		return answer{}, err
	}
	resp, err := s.client.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return answer{resp.StatusCode, body}, err
}
