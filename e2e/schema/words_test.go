package schema

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// worded is a package whose document has all words that are there for calls.
const worded = `package worded

import (
	"encoding/json"
	"errors"
	"iter"
	"time"

	ow "github.com/owgen/owgen/runtime"
)

type Guest struct {
	Name string ` + "`json:\"name\" ow:\"required\"`" + `
	Age  int8   ` + "`json:\"age\" minimum:\"1\"`" + `
	Note string ` + "`json:\"note\" minLength:\"2\"`" + `
	Born time.Time ` + "`json:\"born\"`" + `
	Data []byte ` + "`json:\"data\"`" + `
	Home struct{ City string ` + "`json:\"city\"`" + ` } ` + "`json:\"home\"`" + `
	Tags []string ` + "`json:\"tags\" minLength:\"2\"`" + `
	Known map[string]int ` + "`json:\"known\"`" + `
	Pair [2]int ` + "`json:\"pair\"`" + `
	Exact json.Number ` + "`json:\"exact\"`" + `
	Others []Guest ` + "`json:\"others\" minItems:\"1\"`" + `
}

//owgen:action main
func Enter(g Guest) (Guest, error) { return g, nil }

//owgen:action
func See(r ow.Request[Guest]) (ow.Response[Guest], error) { return ow.Response[Guest]{Status: status(r.Body), Body: r.Body}, nil }

//owgen:action
func Tell(g Guest) Told { return Told{status(g), g} }

type Told struct {
	Status int   ` + "`json:\"statusCode\"`" + `
	Body   Guest ` + "`json:\"body\"`" + `
}

// status is told by the age, halved to fit in.
func status(g Guest) int { return 200 + 2*int(g.Age) }

//owgen:action strict unknown=reject case=exact duplicates=reject
func Strict(g Guest) (Guest, error) { return g, nil }

//owgen:action
func Sum(numbers []int) ([]int, error) { return numbers, nil }

//owgen:action
func Ring(e ow.Event[Guest]) error { return nil }

//owgen:action
func Rows(g Guest) iter.Seq2[Guest, error] {
	return func(yield func(Guest, error) bool) { _ = yield(g, nil) && yield(g, errors.New("no more")) }
}

//owgen:action
func Page(g Guest) ow.Response[string] {
	return ow.Response[string]{Header: ow.Header{"Content-Type": {"text/html"}}, Body: "<p>" + g.Name}
}
`

// TestSCH28WordsAreTrue makes calls of which no keyword of the document says what they are answered with, but words do.
func TestSCH28WordsAreTrue(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	dir := t.TempDir()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"worded.go": worded, "go.mod": fmt.Sprintf(goMod, root)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	p := publish(t, dir)
	of := caller{published: p, judge: newJudge(t, p.openAPI)}
	of.writer = &writer{root: of.judge.root}
	form := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	event := http.Header{"Ce-Specversion": {"1.0"}, "Ce-Id": {"1"}, "Ce-Source": {"/s"}, "Ce-Type": {"t"}}
	large := `{"name":"` + strings.Repeat("a", 8<<20) + `"}`
	for _, c := range []struct {
		words, method, target, body string
		header                      http.Header
		status                      int
		answer                      string // a part of it
	}{
		{"The last element of a path is the name of a function, in any case.", "POST", "/some/SUM", `[1]`, nil, 200, `[1]`},
		{"A path without such a name calls main,", "POST", "/nothing", `{"name":"Ada"}`, nil, 200, `"name":"Ada"`},
		{"but one that is like another name is answered with 404.", "POST", "/sum.json", `[1]`, nil, 404, `{"error":"`},

		{"but not the data of an event", "POST", "/ring?name=Ada", `{}`, event, 400, `"fields":{"name":"is required"}`},
		{"its members also come from the query", "GET", "/main?name=Ada&age=3", "", nil, 200, `"name":"Ada","age":3`},
		{"and from a form in place of the JSON", "POST", "/main", "name=Ada", form, 200, `"name":"Ada"`},
		{"filter.city is the member city of the object filter", "GET", "/main?name=Ada&home.city=Ulm", "", nil, 200, `"home":{"city":"Ulm"}`},
		{"each value becomes an element of an array", "GET", "/main?name=Ada&tags=aa&tags=bb", "", nil, 200, `"tags":["aa","bb"]`},
		{"or else the last one counts", "GET", "/main?name=Ada&name=Eve", "", nil, 200, `"name":"Eve"`},
		{"Empty text counts as absent", "GET", "/main?name=Ada&age=", "", nil, 200, `"age":0`},
		{"except for strings", "GET", "/main?name=Ada&note=", "", nil, 400, `"fields":{"note":"`},
		{"Names that mean nothing are ignored", "GET", "/strict?name=Ada&nothing=1", "", nil, 200, `"name":"Ada"`},
		{"A member of the body hides the parameters of its name", "POST", "/main?name=Ada&age=3", `{"name":"Eve"}`, nil, 200, `"name":"Eve","age":3`},

		{"A body that begins with { or [ is JSON, whatever its Content-Type", "POST", "/main", `{"name":"Ada"}`, form, 200, `"name":"Ada"`},
		{"No body counts as an empty object", "POST", "/main", "", nil, 400, `"fields":{"name":"is required"}`},
		{"or array", "POST", "/sum", "", nil, 200, `[]`},
		{"null counts as absent where the schema does not list it", "POST", "/main", `{"name":null,"age":null}`, nil, 400, `"fields":{"name":"is required"}`},
		{"or of an array whose length is not fixed", "POST", "/main", `{"name":"Ada","others":null}`, nil, 200, `"others":null`},
		{"as a value in a map", "POST", "/main", `{"name":"Ada","others":[null],"tags":[null]}`, nil, 200, `"tags":[""]`},
		{"or an array, it is an empty value", "POST", "/main", `{"name":"Ada","known":{"Eve":null}}`, nil, 200, `"known":{"Eve":0}`},
		{"Names of members count in any case.", "POST", "/main", `{"NAME":"Ada"}`, nil, 200, `"name":"Ada"`},
		{"Those that the schema does not list are ignored", "POST", "/main", `{"name":"Ada","nothing":1}`, nil, 200, `"name":"Ada"`},
		{"both values are checked", "POST", "/main", `{"name":"Ada","age":-1,"age":1}`, nil, 400, `"fields":{"age":"`},
		{"and the last one counts", "POST", "/main", `{"name":"Ada","name":"Eve"}`, nil, 200, `"name":"Eve"`},
		{"Integers have no fraction", "POST", "/main", `{"name":"Ada","age":1.0}`, nil, 400, `{"error":"params.age: `},
		{"and no exponent", "POST", "/main", `{"name":"Ada","age":1e1}`, nil, 400, `{"error":"params.age: `},

		{"may be shorter, and is filled up with empty values", "POST", "/main", `{"name":"Ada","pair":[1]}`, nil, 200, `"pair":[1,0]`},
		{"or longer, and is cut off", "POST", "/main", `{"name":"Ada","pair":[1,2,3]}`, nil, 200, `"pair":[1,2]`},
		{"A number without a format may stand in a string.", "POST", "/main", `{"name":"Ada","exact":"1e3"}`, nil, 200, `"exact":1e3`},
		{"Where a request body is described otherwise, that holds.", "POST", "/strict", `{"name":"Ada","nothing":1}`, nil, 400, `{"error":"params.nothing: `},
		{"Members whose names the schema does not list, in the same case, are refused", "POST", "/strict", `{"Name":"Ada"}`, nil, 400, `{"error":"params.Name: `},
		{"A member that is there twice is refused", "POST", "/strict", `{"name":"Ada","name":"Ada"}`, nil, 400, `{"error":"params.name: `},

		{"GET and POST call the function.", "GET", "/rows?name=Ada", "", nil, 200, `"name":"Ada"`},
		{"A GET with a body is answered with 400.", "GET", "/rows", `{"name":"Ada"}`, nil, 400, `{"error":"`},
		{"Other methods are answered with 405.", "PUT", "/rows", `{"name":"Ada"}`, nil, 405, `{"error":"`},
		{"PUT, PATCH, DELETE and OPTIONS call the function, which sees the method.", "PATCH", "/see", `{"name":"Ada"}`, nil, 200, `"name":"Ada"`},
		{"POST and PUT call the function.", "GET", "/ring", "", nil, 405, `{"error":"`},
		{"An event that lacks attributes is answered with 400, and with a text", "PUT", "/ring", `{"name":"Ada"}`, nil, 400, `{"error":"the event lacks ce-specversion, ce-id`},

		{"the paths in errors begin with data.", "POST", "/ring", `{"specversion":"1.0","id":"1","source":"/s","type":"t","data":{}}`,
			http.Header{"Content-Type": {"application/cloudevents+json"}}, 400, `"fields":{"data.name":"is required"}`},

		{"the first one is that of callers who name none", "POST", "/rows", `{"name":"Ada"}`, http.Header{"Accept": {"*/*"}}, 200, "}\n"},
		{"is the last line of JSON", "POST", "/rows", `{"name":"Ada"}`, nil, 200, "}\n{\"error\":\"no more\"}\n"},
		{"or the last event, {\"error\":…}", "POST", "/rows", `{"name":"Ada"}`, http.Header{"Accept": {"text/event-stream"}}, 200, "\n\nevent: error\ndata: {\"error\":\"no more\"}\n\n"},
		{"The function may choose another media type.", "GET", "/page?name=Ada", "", nil, 200, "<p>Ada"},
		{"The result, with another status that the function has chosen.", "POST", "/see", `{"name":"Ada","age":1}`, nil, 202, `"name":"Ada"`},
		{"The function sends the caller on.", "POST", "/see", `{"name":"Ada","age":50}`, nil, 300, `"name":"Ada"`},
		{"The function may give its result such a status, too.", "POST", "/see", `{"name":"Ada","age":102}`, nil, 404, `"name":"Ada"`},
		{"The function may give its result such a status, too.", "GET", "/see?name=Ada&age=100", "", nil, 400, `"name":"Ada"`},
		{"The function may give its result such a status, too.", "POST", "/tell", `{"name":"Ada","age":102}`, nil, 404, `{"name":"Ada"`},
		{"The body is larger than the program takes: 8 MiB", "POST", "/main", large, nil, 413, `{"error":"`},
		{"The body is compressed", "POST", "/main", "x", http.Header{"Content-Encoding": {"gzip"}}, 415, `{"error":"`},
		{"in several parts", "POST", "/main", "x", http.Header{"Content-Type": {"multipart/form-data"}}, 415, `{"error":"`},
		{"a batch of events", "POST", "/ring", "[]", http.Header{"Content-Type": {"application/cloudevents-batch+json"}}, 415, `{"error":"`},

		{"of which the first fault is told, alone: text that is not JSON", "POST", "/main", `{"age":-1,`, nil, 400, `{"error":"params`},
		{"a value of another type", "POST", "/main", `{"age":-1,"name":5}`, nil, 400, `{"error":"params.name: `},
		{"a number beyond the 8, 16, 32 or 64 bits of its type", "POST", "/main", `{"age":-1,"age":128}`, nil, 400, `{"error":"params.age: `},
		{"as a time", "POST", "/main", `{"age":-1,"born":"soon"}`, nil, 400, `{"error":"params.born: `},
		{"or bytes", "POST", "/main", `{"age":-1,"data":"?"}`, nil, 400, `{"error":"params.data: `},
		{"are told all at once", "POST", "/main", `{"age":-1,"note":"a","tags":["a"]}`, nil, 400, `"fields":{"age":"must be at least 1","note":"must have at least 2 characters","tags[0]":"must have at least 2 characters","name":"is required"}`},
	} {
		if !slices.ContainsFunc(descriptions(t, p.openAPI), func(text string) bool { return strings.Contains(text, c.words) }) {
			t.Errorf("the document does not say: %s", c.words)
		}
		answer, err := p.Do(c.method, c.target, c.body, c.header)
		if err != nil {
			t.Fatal(err)
		}
		if answer.Status != c.status || !strings.Contains(answer.Body, c.answer) {
			t.Errorf("%s\n%s %s %.80s\ngot %d %s, want %d and %s", c.words, c.method, c.target, c.body, answer.Status, answer.Body, c.status, c.answer)
		}
		if media := answer.Header.Get("Content-Type"); media == "application/json" && of.find(c.method, c.target) {
			of.check(t, answer, fmt.Sprint(c.status), media)
		}
	}
}

// descriptions are all texts in a document.
func descriptions(t *testing.T, document string) []string {
	t.Helper()
	var root any
	if err := json.Unmarshal([]byte(document), &root); err != nil {
		t.Fatal(err)
	}
	var all []string
	var collect func(any)
	collect = func(v any) {
		switch v := v.(type) {
		case string:
			all = append(all, v)
		case []any:
			for _, e := range v {
				collect(e)
			}
		case map[string]any:
			for _, e := range v {
				collect(e)
			}
		}
	}
	collect(root)
	return all
}
