package owtest

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	ow "github.com/owgen/owgen/runtime"
)

// TestDEV34SavedCallsAreMadeOfTheWholeProgram with a result, and with the error of a caller who sends nonsense.
func TestDEV34SavedCallsAreMadeOfTheWholeProgram(t *testing.T) {
	SavedCalls(t, "../../examples/reverse/cmd/reverse")
}

func TestAnswersAreComparedAsJSON(t *testing.T) {
	for _, test := range []struct {
		answer, saved string
		want          bool
	}{
		{`{"a":1,"b":[true,null]}`, `{ "b": [ true, null ], "a": 1.0 }`, true},
		{`{"a":1}`, `{"a":2}`, false},
		{`{"a":1}`, `{"a":1,"b":null}`, false},
		{`{"a":1}`, `{"b":1}`, false},
		{`[1,2]`, `[2,1]`, false},
		{`9007199254740993`, `9007199254740992`, false},
		{`1e400`, `1.0e400`, true},
		{`1e99999999`, `1e99999999`, true},
		{`1e99999999`, `10e99999998`, false}, // which would fill the memory
		{`"1"`, `1`, false},
		{"hello", `"hello"`, true},
		{"hello", `"hello!"`, false},
		{"", `""`, true},
		{"", `{}`, false},
		{"{\"a\":1}\n{\"a\":2}\n", `"{\"a\":1}\n{\"a\":2}\n"`, true},
		{"{\"a\":1}\n{\"a\":2}\n", `[{"a":1},{"a":2}]`, true},
		{"{\"a\":1}\n{\"a\":2}\n", `"data: {\"a\":1}\n\ndata: {\"a\":2}\n\n"`, true},
		{"{\"a\":1}\n{\"a\":2}\n", `"event: error\ndata: {\"a\":1}\n\n"`, false},
		{"{\"a\":1}\n", `{"a":1}`, true},
		{"[1,2]\n", `[1,2]`, true},
		{`{"error":"expected a number, got true at offset 7"}`, `{"error":"expected a number, got true at offset 19"}`, true},
	} {
		if got := (answer{200, []byte(test.answer)}).is([]byte(test.saved)); got != test.want {
			t.Errorf("that %q is the saved %s is %v", test.answer, test.saved, got)
		}
	}
}

func TestRequestsAreThoseOfTheFile(t *testing.T) {
	for _, test := range []struct{ file, want string }{
		{`{"handler":"order","params":{"n":9007199254740993}}`, `POST /order map[Content-Type:[application/json]] {"n":9007199254740993}`},
		{`{"handler":"order","body":"a=b","request":{"method":"PUT","path":"/order/1?x=y","header":{"content-type":["text/plain"]}}}`,
			`PUT /order/1?x=y map[Content-Type:[text/plain]] a=b`},
		{`{"handler":"order","bodyBase64":"/w=="}`, "POST /order map[] \xff"},
		{`{"handler":"größe"}`, "POST /gr%C3%B6%C3%9Fe map[] "},
		{`{"handler":"order","parms":{}}`, `json: unknown field "parms"`},
	} {
		file := filepath.Join(t.TempDir(), "call.json")
		if err := os.WriteFile(file, []byte(test.file), 0o666); err != nil {
			t.Fatal(err)
		}
		c, err := read(file)
		got := ""
		if err != nil {
			got = errors.Unwrap(err).Error()
		} else {
			r, err := c.request("http://127.0.0.1")
			if err != nil {
				t.Fatal(err)
			}
			got = fmt.Sprintf("%s %s %v %s", r.Method, r.URL.RequestURI(), map[string][]string(r.Header), c.body())
		}
		if got != test.want {
			t.Errorf("%s is %q, want %q", test.file, got, test.want)
		}
	}
}

func TestStatusIsWhatACallerSees(t *testing.T) {
	for _, test := range []struct {
		err  error
		want int
	}{
		{nil, 0},
		{errors.New("broken"), 500},
		{&ow.Error{Status: 404}, 404},
		{fmt.Errorf("looking: %w", &ow.Error{Status: 422}), 422},
		{&ow.Error{Status: http.StatusOK}, 500},
	} {
		if got := Status(test.err); got != test.want {
			t.Errorf("%v has the status %d, want %d", test.err, got, test.want)
		}
	}
}
