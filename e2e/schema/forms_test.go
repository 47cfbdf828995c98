package schema

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// TestSCH28DocumentedCallsWork makes each call that the document of the golden package of forms describes, in each media type, and
// expects an answer that it describes.
func TestSCH28DocumentedCallsWork(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	dir := t.TempDir()
	copyModule(t, "../../testdata/schema/web", dir)
	p := publish(t, dir)
	c := caller{published: p, judge: newJudge(t, p.openAPI)}
	c.writer = &writer{Rand: rand.New(rand.NewPCG(1, 28)), root: c.judge.root}
	paths := c.judge.root.(map[string]any)["paths"].(map[string]any)
	for _, path := range sortedKeys(paths) {
		operations := paths[path].(map[string]any)
		for _, method := range sortedKeys(operations) {
			if method == "description" {
				continue
			}
			c.path, c.method, c.operation = path, method, operations[method].(map[string]any)
			t.Run(method+path, c.try)
		}
	}
}

// rounds is how often each call is made, each time with other values.
const rounds = 10

// A caller knows an OpenAPI document and nothing else.
type caller struct {
	published
	judge
	*writer
	path, method string
	operation    map[string]any
}

// find makes the operation of c that of a call, and reports whether there is one.
func (c *caller) find(method, target string) bool {
	path, _, _ := strings.Cut(target, "?")
	for name, operations := range c.judge.root.(map[string]any)["paths"].(map[string]any) {
		operation, ok := operations.(map[string]any)[strings.ToLower(method)].(map[string]any)
		if ok && strings.EqualFold(name, path) {
			c.path, c.method, c.operation = name, strings.ToLower(method), operation
			return true
		}
	}
	return false
}

// try makes the calls of an operation.
func (c caller) try(t *testing.T) {
	body, _ := c.operation["requestBody"].(map[string]any)
	contents, _ := body["content"].(map[string]any)
	medias := sortedKeys(contents)
	if len(medias) == 0 {
		medias = []string{""}
	}
	answers := c.answers("200")
	if len(answers) == 0 {
		answers = []string{""}
	}
	for range rounds {
		for _, media := range medias {
			for _, accept := range answers {
				c.call(t, media, accept)
			}
		}
	}
	if slices.Contains(medias, "application/json") && contents["application/cloudevents+json"] == nil {
		answer := c.send(t, `{"no JSON`, http.Header{"Content-Type": {"application/json"}})
		c.check(t, answer, "400", "application/json")
	}
}

// answers are the media types that an answer with the status may have.
func (c caller) answers(status string) []string {
	contents, _ := c.response(status)["content"].(map[string]any)
	return sortedKeys(contents)
}

// listed is the name under which the status is documented.
func (c caller) listed(status string) string {
	responses := c.operation["responses"].(map[string]any)
	for _, name := range []string{status, status[:1] + "XX"} {
		if responses[name] != nil {
			return name
		}
	}
	return "default"
}

// response is what is documented of a status.
func (c caller) response(status string) map[string]any {
	response, _ := c.operation["responses"].(map[string]any)[status].(map[string]any)
	if ref, ok := response["$ref"].(string); ok {
		name := strings.TrimPrefix(ref, "#/components/responses/")
		return c.judge.root.(map[string]any)["components"].(map[string]any)["responses"].(map[string]any)[name].(map[string]any)
	}
	return response
}

// call makes one call with a body of a media type, and accepts another.
func (c caller) call(t *testing.T, media, accept string) {
	t.Helper()
	header := http.Header{}
	if media != "" {
		header.Set("Content-Type", media)
	}
	if accept != "" {
		header.Set("Accept", accept)
	}
	if parameters, ok := c.operation["parameters"].([]any); ok && media != "application/cloudevents+json" {
		for _, p := range parameters {
			p := p.(map[string]any)
			if p["in"] == "header" {
				header.Set(p["name"].(string), c.plain(p["schema"]))
			}
		}
	}
	answer := c.send(t, c.body(t, media), header)
	responses := c.operation["responses"].(map[string]any)
	if responses["200"] == nil {
		return // nothing is said of what a handler of net/http answers
	}
	if answer.Status == 204 && responses["204"] != nil {
		return
	}
	c.check(t, answer, "200", accept)
}

// send makes a call, with a query if the operation has one.
func (c caller) send(t *testing.T, body string, header http.Header) program.Answer {
	t.Helper()
	query := url.Values{}
	if parameters, ok := c.operation["parameters"].([]any); ok {
		for _, p := range parameters {
			if p := p.(map[string]any); p["in"] == "query" {
				query[p["name"].(string)] = c.repeated(p["schema"])
			}
		}
	}
	answer, err := c.Do(strings.ToUpper(c.method), strings.TrimSuffix(c.path+"?"+query.Encode(), "?"), body, header)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// body writes a body of a media type.
func (c caller) body(t *testing.T, media string) string {
	t.Helper()
	if media == "" {
		return ""
	}
	content := c.operation["requestBody"].(map[string]any)["content"].(map[string]any)[media].(map[string]any)
	switch schema := content["schema"]; media {
	case "application/x-www-form-urlencoded":
		form := url.Values{}
		s := c.resolved(schema)
		properties, _ := s["properties"].(map[string]any)
		for name, property := range properties {
			form[name] = c.repeated(property)
		}
		if extra, ok := s["additionalProperties"].(map[string]any); ok {
			form["any name"] = c.repeated(extra)
		}
		return form.Encode()
	case "text/plain", "application/octet-stream":
		return "\x01a text"
	default:
		judged := c.at(t, "paths", c.path, c.method, "requestBody", "content", media, "schema")
		for { // the writer does not know all keywords
			if document := c.document(schema, false); judged.check(document) == nil {
				return document
			}
		}
	}
}

// repeated writes values as texts: several for an array.
func (c caller) repeated(schema any) []string {
	s := c.resolved(schema)
	if kindOf(s) == "array" {
		return []string{c.plain(s["items"]), c.plain(s["items"])}
	}
	return []string{c.plain(s)}
}

// plain writes a value as text that is not empty, also in a header.
func (c caller) plain(schema any) string {
	value := c.document(schema, false)
	var text string
	if json.Unmarshal([]byte(value), &text) != nil {
		return value
	}
	return cmp.Or(strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return 'x'
		}
		return r
	}, text)), "x")
}

// check holds an answer against the schema that is documented for its status and media type.
func (c caller) check(t *testing.T, a program.Answer, status, accept string) {
	t.Helper()
	if fmt.Sprint(a.Status) != status {
		t.Errorf("the status is %d, want %s: %s", a.Status, status, a.Body)
		return
	}
	status = c.listed(status)
	media, _, _ := mime.ParseMediaType(a.Header.Get("Content-Type"))
	if media != accept {
		t.Errorf("the answer is of type %q, want %q", media, accept)
		return
	}
	c.checkHeaders(t, a, status)
	if accept == "" {
		return
	}
	path := []string{"paths", c.path, c.method, "responses", status, "content", accept, "schema"}
	if ref, ok := c.operation["responses"].(map[string]any)[status].(map[string]any)["$ref"].(string); ok {
		path = append(strings.Split(strings.TrimPrefix(ref, "#/"), "/"), path[5:]...)
	}
	if c.response(status)["content"].(map[string]any)[accept].(map[string]any)["schema"] == nil {
		return
	}
	schema := c.at(t, path...)
	for _, document := range documentsOf(a.Body, accept) {
		if kindOf(c.resolved(schema.schema)) == "string" {
			document = quote(document)
		}
		if err := schema.check(document); err != nil {
			t.Errorf("%s: %v\n%s", accept, err, document)
		}
	}
}

// checkHeaders expects the headers that must be there.
func (c caller) checkHeaders(t *testing.T, a program.Answer, status string) {
	t.Helper()
	headers, _ := c.response(status)["headers"].(map[string]any)
	for name, h := range headers {
		if h.(map[string]any)["required"] == true && a.Header.Get(name) == "" {
			t.Errorf("there is no header %s", name)
		}
	}
}

// documentsOf returns what the schema of a media type is about.
func documentsOf(body, media string) []string {
	switch media {
	case "application/x-ndjson":
		return strings.Split(strings.TrimSuffix(body, "\n"), "\n")
	case "text/event-stream":
		var all []string
		for event := range strings.SplitSeq(strings.TrimSuffix(body, "\n\n"), "\n\n") {
			all = append(all, strings.TrimPrefix(event, "data: "))
		}
		return all
	}
	return []string{body}
}
