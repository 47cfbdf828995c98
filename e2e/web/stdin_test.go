package web

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// child runs the program as the child of a watchdog, or, without variables, at a pipe.
func child(t *testing.T, action, stdin string, vars ...string) program.Output {
	t.Helper()
	out, err := program.Run(binary, stdin, append(vars, "OWGEN_ACTION="+action), "-")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestWEB2WEB4WEB5WEB6ChildrenOfWatchdogsSeeRequests(t *testing.T) {
	out := child(t, "See", allBytes(), "Http_Method=PUT", "Http_Path=/a b/c", "Http_Query=q=1&q=2&x=%2B+&empty", "Http_X_One=1",
		"Http_Content_Type=image/png", "Http_Host=h.example", "Http_ContentLength=256")
	var got seen
	if err := json.Unmarshal([]byte(out.Stdout), &got); err != nil || out.Exit != 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	want := seen{
		Method: "PUT", Path: "/a b/c", Body: []byte(allBytes()),
		Query:  map[string][]string{"q": {"1", "2"}, "x": {"+ "}, "empty": {""}},
		Header: map[string][]string{"X-One": {"1"}, "Content-Type": {"image/png"}, "Host": {"h.example"}},
	}
	if a, b := asJSON(t, got), asJSON(t, want); a != b {
		t.Errorf("saw  %s\nwant %s", a, b)
	}
	if out := child(t, "See", "", "Http_Method=GET", "Http_Query=a=%zz"); out.Exit != 1 || !strings.Contains(out.Stdout, "the query has a percent sign") {
		t.Errorf("a bad query: %+v", out)
	}
	if out := child(t, "See", "", "Http_Method=GET", "Http_Path=/favicon.ico"); out.Exit != 0 || !strings.Contains(out.Stdout, "/favicon.ico") {
		t.Errorf("a path for which only others have no function: %+v", out)
	}
}

// A watchdog passes on any method. What a function does not serve over HTTP it does not serve here: the exit code tells.
func TestWEB7ChildrenOfWatchdogsRefuseMethods(t *testing.T) {
	event := []string{"Http_Ce_Specversion=1.0", "Http_Ce_Id=7", "Http_Ce_Source=/shop", "Http_Ce_Type=paid"}
	for _, c := range []struct {
		action, method, stdin, want string
		exit                        int
	}{
		{"Find", "PUT", `{"text":"a"}`, `{"error":"use GET, POST"}`, 1},
		{"Find", "HEAD", ``, `{"error":"use GET, POST"}`, 1},
		{"Find", "GET", `{"text":"a"}`, `{"error":"GET has no body here; use POST"}`, 1},
		{"Find", "GET", ``, `{}`, 0},
		{"Find", "post", `{"text":"a"}`, `{"text":"a"}`, 0},
		{"PassText", "GET", ``, `{"error":"use POST, PUT"}`, 1},
		{"PassText", "DELETE", `a`, `{"error":"use POST, PUT"}`, 1},
		{"PassText", "PUT", `a`, `a`, 0},
		{"See", "DELETE", ``, `"method":"DELETE"`, 0},
		{"See", "TRACE", ``, `{"error":"use GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"}`, 1},
	} {
		out := child(t, c.action, c.stdin, append(event, "Http_Method="+c.method)...)
		if out.Exit != c.exit || !strings.Contains(out.Stdout, c.want) {
			t.Errorf("%s %s: %+v", c.method, c.action, out)
		}
	}
}

func TestWEB2WEB4WEB9PipesHaveNoHead(t *testing.T) {
	out := child(t, "See", "\x00\xff")
	var got seen
	if err := json.Unmarshal([]byte(out.Stdout), &got); err != nil {
		t.Fatalf("%+v, %v", out, err)
	}
	if got.Method+got.Path != "" || len(got.Query)+len(got.Header) != 0 || string(got.Body) != "\x00\xff" {
		t.Errorf("saw %+v", got)
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// On stdout there is the body alone. The status of an error is on stderr, and makes the exit code.
func TestWEB23BodiesOnStdout(t *testing.T) {
	for _, vars := range [][]string{nil, {"Http_Method=POST"}} {
		for _, c := range []struct {
			action, stdin, stdout string
			exit                  int
		}{
			{"Bytes", allBytes(), allBytes(), 0},
			{"Bytes", "", "", 0},
			{"Text", "x", "x", 0},
			{"AnswerBytes", `{"status":201,"header":{"X-A":["1"]},"body":"AP8="}`, "\x00\xff", 0},
			{"AnswerAny", `{"value":"x"}`, "\"x\"\n", 0},
			{"AnswerNothing", `{"status":399}`, "", 0},
			{"AnswerNil", `{}`, "", 0},
			{"Plain", `{"name":"x"}`, "{\"name\":\"x\",\"page\":0}\n", 0},
			{"AnswerText", `{"status":404,"body":"bm9uZQ=="}`, "none", 1},
			{"AnswerAny", `{"status":500,"value":{}}`, "{}\n", 1},
		} {
			stderr := ""
			if c.exit != 0 {
				stderr = "the action answered with status "
			}
			out := child(t, c.action, c.stdin, vars...)
			if out.Stdout != c.stdout || out.Exit != c.exit || strings.Contains(out.Stderr, "status") != (stderr != "") ||
				!strings.Contains(out.Stderr, stderr) {
				t.Errorf("%s %s: %+v", c.action, short(c.stdin), out)
			}
		}
	}
}

// With parameters in the argument the caller is OpenWhisk: one line, and exit code 0.
func TestWEB19WEB23ArgumentsGiveDocuments(t *testing.T) {
	for _, c := range []struct{ action, argument, want string }{
		{"AnswerBytes", `{"status":404,"body":"AP8="}`,
			`{"statusCode":404,"headers":{"Content-Type":"application/octet-stream"},"body":"AP8="}`},
		{"Bytes", `{ "a": 1 }`, `{"statusCode":200,"headers":{"Content-Type":"application/octet-stream"},"body":"eyAiYSI6IDEgfQ=="}`},
		{"Plain", `{"name":"x"}`, `{"name":"x","page":0}`},
		{"AnswerText", `{"error":"no","errorAs":404}`, `{"error":"no"}`},
	} {
		out, err := program.Run(binary, "", []string{"OWGEN_ACTION=" + c.action}, c.argument)
		if err != nil || out.Stdout != c.want+"\n" || out.Exit != 0 {
			t.Errorf("%s: %+v, %v", c.action, out, err)
		}
	}
}

// Query and form become parameters where a watchdog hands a request over. A pipe has neither.
func TestWEB8WEB10WEB13ParametersOfChildren(t *testing.T) {
	const form = "Http_Content_Type=application/x-www-form-urlencoded"
	for _, c := range []struct {
		vars          []string
		stdin, stdout string
	}{
		{[]string{"Http_Method=GET", "Http_Query=page=3&tags=a&tags=b&filter.city=x"}, "", `{"page":3,"tags":["a","b"],"filter":{"city":"x"}}`},
		{[]string{"Http_Method=POST", "Http_Query=page=3&size=1", form}, "page=4&text=x+y", `{"text":"x y","page":4,"size":1}`},
		{[]string{"Http_Method=POST", "Http_Query=page=3", form}, `{"page":4}`, `{"page":4}`},
		{[]string{"Http_Method=GET", "Http_Query=__ow_user=a"}, "", `{}`},
		{[]string{"Http_Method=POST"}, `{"__ow_user":"a","page":1}`, `{"page":1}`},
		{[]string{"Http_Method=GET", "Http_Query=PAGE=secret"}, "", `{"error":"params.page: expected number in parameter PAGE"}`},
		{[]string{"Http_Method=POST"}, `{"page":"3"}`, `{"error":"params.page: expected number, got string at offset 8"}`},
		{[]string{"Http_Method=POST", "Http_Content_Type=multipart/form-data; boundary=x"}, "--x", refusedMultipart},
		{[]string{"Http_Query=page=3"}, `{"text":"a"}`, `{"text":"a"}`},
	} {
		out := child(t, "Find", c.stdin, c.vars...)
		if out.Stdout != c.stdout+"\n" || (out.Exit == 0) != !strings.Contains(c.stdout, "error") {
			t.Errorf("%v %s:\ngot  %+v\nwant %s", c.vars, c.stdin, out, c.stdout)
		}
	}
}

func TestWEB24ErrorsOnStdout(t *testing.T) {
	for _, vars := range [][]string{nil, {"Http_Method=POST"}} {
		if out := child(t, "AnswerText", `{"status":`, vars...); out.Exit != 1 || !strings.HasPrefix(out.Stdout, `{"error":"params`) {
			t.Errorf("broken JSON: %+v", out)
		}
		for _, order := range []string{`{"status":201,"body":"AP8=","error":"gone"}`, `{"error":"gone","errorAs":404}`} {
			out := child(t, "AnswerText", order, vars...)
			if out.Stdout != "{\"error\":\"gone\"}\n" || out.Exit != 1 || !strings.Contains(out.Stderr, "gone") {
				t.Errorf("%v: %+v", vars, out)
			}
		}
	}
}
