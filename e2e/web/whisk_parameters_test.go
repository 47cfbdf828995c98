package web

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
	"github.com/owgen/owgen/internal/ways/controller"
)

// expectJSON compares status and body, which the platform may have printed anew.
func (a answer) expectJSON(t *testing.T, status int, want string) {
	t.Helper()
	var x, y any
	if json.Unmarshal([]byte(a.body), &x) != nil || json.Unmarshal([]byte(want), &y) != nil || a.status != status || !reflect.DeepEqual(x, y) {
		t.Errorf("got  %d %s\nwant %d %s", a.status, short(a.body), status, want)
	}
}

// A webCase is a request to a web action, and what comes of it. The platform makes another request of some if the action is
// not raw: then the answer is another one, too.
type webCase struct {
	target, body, header string
	status               int
	want                 string
	parsedStatus         int // 0: as the others
	parsedWant           string
}

func (c webCase) test(t *testing.T, w *webAction) {
	t.Helper()
	var lines []string
	if c.header != "" {
		lines = append(lines, c.header)
	}
	method := "POST"
	if c.body == "" && c.header == "" {
		method = "GET"
	}
	if !w.on.raw && c.parsedStatus != 0 {
		c.status, c.want = c.parsedStatus, c.parsedWant
	}
	before := t.Failed()
	w.call(method, c.target, c.body, lines...).expectJSON(t, c.status, c.want)
	if !before && t.Failed() {
		t.Logf("%s %s %s", c.target, c.body, c.header)
	}
}

const (
	refusedMultipart = `{"error":"multipart bodies are not read into parameters; send JSON or a form, or take []byte or io.Reader"}`
	notAllowed       = `{"error":"` + controller.TextNotAllowed + `"}`
)

func TestWEB8WEB10WEB12WEB13WEB14ParametersOfWebActions(t *testing.T) {
	onStages(t, "Find", func(t *testing.T, w *webAction) {
		for _, c := range []webCase{
			{target: "/?text=a%22b+c&page=3&exact=T&filter.city=x&when=2026-01-02T03:04:05Z&opt=&note=", status: 200,
				want: `{"text":"a\"b c","page":3,"exact":true,"filter":{"city":"x"},"when":"2026-01-02T03:04:05Z","note":""}`},
			{"/?tags=a&tags=b&page=x&page=3", "", "", 200, `{"tags":["a","b"],"page":3}`, 200, `{"tags":["b"],"page":3}`},
			{"/?page=1&size=9", "page=2&text=x+y&filter.zip=3", formHeader, 200, `{"page":2,"size":9,"text":"x y","filter":{"zip":3}}`, 0, ""},
			{"/?page=1&text=a&filter.city=y", `{"page":2,"text":null,"filter":{"zip":3}}`, jsonHeader, 200, `{"page":2,"filter":{"zip":3}}`, 0, ""},
			{"/?page=1", `{"text":"a"}`, "Content-Type: text/plain", 200, `{"text":"a","page":1}`, 0, ""},
			{"/?page=1", `{"text":"a"}`, "", 200, `{"text":"a","page":1}`, 0, ""},
			{"/", `{"text":"a"}`, formHeader, 200, `{"text":"a"}`, 200, `{}`}, // the platform reads a form without a value
			{"/", `{"page":"3","tags":"a","blob":"AAE="}`, jsonHeader, 400, `{"error":"params.page: expected number, got string at offset 8"}`,
				200, `{"page":3,"tags":["a"],"blob":"AAE="}`},
			{"/?page=secret", "", "", 400, `{"error":"params.page: expected number in parameter page"}`, 0, ""},
			{"/", "PAGE=secret", formHeader, 400, `{"error":"params.page: expected number in parameter PAGE"}`, 0, ""},
			{"/", `{"page":{}}`, jsonHeader, 400, `{"error":"params.page: expected number, got object at offset 8"}`, 0, ""},
			{"/", "--x", "Content-Type: multipart/form-data; boundary=x", 415, refusedMultipart, 0, ""},
			{"/", "\x1f\x8b", "Content-Encoding: gzip", 415,
				`{"error":"expected JSON, got gzip data; send it uncompressed, without Content-Encoding"}`, 0, ""},
			{"/?__ow_user=a", `{"__ow_user":"b","text":"c"}`, jsonHeader, 200, `{"text":"c"}`, 400, notAllowed},
			{"/?__OW_USER=a", "", "", 200, `{}`, 0, ""},
		} {
			c.test(t, w)
		}
	})
}

func TestWEB10WEB11OtherTypesInWebActions(t *testing.T) {
	onStages(t, "Strictly", func(t *testing.T, w *webAction) {
		for _, c := range []webCase{
			{"/?name=x&zz=1&inner.name=z", "", "", 200, `{"name":"x","limit":0,"inner":{"name":"z","limit":0}}`, 0, ""},
			{"/?name=a", `{"limit":3}`, jsonHeader, 200, `{"name":"a","limit":3}`, 0, ""},
			{"/?name=a", `{"name":"b"}`, jsonHeader, 200, `{"name":"b","limit":0}`, 0, ""},
			{"/?name=a", `{"nobody":3}`, jsonHeader, 400, `{"error":"params.nobody: unknown field at offset 1"}`,
				400, `{"error":"params.nobody: unknown field at offset 12"}`}, // where it is once the platform has merged them
		} {
			c.test(t, w)
		}
	})
	onStages(t, "Words", func(t *testing.T, w *webAction) {
		webCase{"/?a=1&a.b=2&a=3", "", "", 200, `{"a":"3","a.b":"2"}`, 0, ""}.test(t, w)
		webCase{"/?a=1", `{"b":"2"}`, jsonHeader, 200, `{"a":"1","b":"2"}`, 0, ""}.test(t, w)
	})
	onStages(t, "Open", func(t *testing.T, w *webAction) {
		a := w.call("POST", "/?b=1", `{"a":2}`, jsonHeader) // what tells of the request is for a map of anything
		got := decode[map[string]any](t, a)
		request, digital := got["http"].(map[string]any)
		if got["a"] != 2.0 || got["b"] != "1" || got["__ow_method"] != "post" && (!digital || request["method"] != "POST") {
			t.Errorf("got %s", a.body)
		}
	})
	onStages(t, "Sum", func(t *testing.T, w *webAction) {
		for _, header := range []string{jsonHeader, "Content-Type: text/plain", "Content-Type: application/hal+json"} {
			webCase{"/?a=1", `[1, 2]`, header, 200, `{"sum":3}`, 0, ""}.test(t, w)
		}
		webCase{target: "/?a=1", status: 200, want: `{"sum":0}`}.test(t, w)
	})
}

// What is bound to an action is final, on the platform's part or, where it leaves that to the action, on ours. What the
// platform says about the caller nobody else can say.
func TestWEB10BoundParametersAreFinal(t *testing.T) {
	onStages(t, "Find", func(t *testing.T, w *webAction) {
		w.Bound = map[string]any{"page": 9, "lang": "de", "filter": map[string]any{"zip": 1}}
		w.User = "me"
		const who = `,"__ow_user":"me"`
		for _, c := range []webCase{
			{target: "/", status: 200, want: `{"page":9,"lang":"de","filter":{"zip":1},"__ow_user":"me"}`},
			{"/?text=a&filter.city=b", "", "", 200, `{"page":9,"lang":"de","text":"a","filter":{"zip":1},"__ow_user":"me"}`, 0, ""},
			{"/?page=1", "", "", 200, `{"page":9,"lang":"de","filter":{"zip":1},"__ow_user":"me"}`, 400, notAllowed},
			{"/", `{"page":1,"LANG":"en","filter":{"city":"c"}}`, jsonHeader, 200, `{"page":9,"lang":"de","filter":{"zip":1},"__ow_user":"me"}`,
				400, notAllowed},
			{"/", "lang=en", formHeader, 200, `{"page":9,"lang":"de","filter":{"zip":1},"__ow_user":"me"}`, 400, notAllowed},
			{"/?__ow_user=root", "", "", 200, `{"page":9,"lang":"de","filter":{"zip":1},"__ow_user":"me"}`, 400, notAllowed},
		} {
			if w.on.digital { // which says nothing of that
				c.want = strings.Replace(c.want, who, "", 1)
			}
			c.test(t, w)
		}
	})
}

// Only what came through the web may be text in place of other things.
func TestWEB14PlainActivationsAreStrict(t *testing.T) {
	const value, want = `{"page":"3"}`, `{"error":"params.page: expected number, got string at offset 8"}`
	for _, s := range []stage{stages[0], stages[2]} {
		answer{200, nil, s.serve(t, "Find").activate(value)}.expectJSON(t, 200, want)
	}
	out, err := program.Run(binary, "", []string{"OWGEN_ACTION=Find"}, value)
	if err != nil || out.Stdout != want+"\n" {
		t.Errorf("argument: %+v, %v", out, err)
	}
	if out := child(t, "Find", value); out.Stdout != want+"\n" {
		t.Errorf("pipe: %+v", out)
	}
}
