package controller

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/ways/invoker"
)

// echo is an action whose result is what it was sent, as text.
func echo(value string) (invoker.Response, error) {
	return invoker.Response{Status: invoker.Success, Result: encode(map[string]string{"text": value})}, nil
}

// sent returns the parameters that an action is sent, or the status of a refusal. The lines of the header are
// "Name: value".
func sent(t *testing.T, a Action, method, target, body string, header ...string) string {
	t.Helper()
	a.Run, a.Extension = echo, ".text"
	status, text, _ := call(t, &a, method, target, body, header...)
	if status != 200 {
		return fmt.Sprint(status)
	}
	return text
}

func call(t *testing.T, a *Action, method, target, body string, header ...string) (status int, text string, h http.Header) {
	t.Helper()
	r, err := http.NewRequest(method, "http://api.test"+target, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range header {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	resp, err := a.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	data, err := readAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data), resp.Header
}

// What an action that is not raw gets beside method, path and headers. The facts are those of the rows in section
// "query" and "body" of WebActions.scala: toActionArgument and extractEntityAndProcessRequest.
func TestParametersOfParsedActions(t *testing.T) {
	const form, jsonType = "Content-Type: application/x-www-form-urlencoded", "Content-Type: application/json"
	for _, c := range []struct{ target, body, header, want string }{
		{"/?a=1&b=%2B+&c&a=2", "", "", `"a":"2","b":"+ ","c":""`},
		{"/?a=1", `{"a":2,"b":null}`, jsonType, `"a":2,"b":null`},
		{"/?a=1", `{"a":2}`, jsonType + "; charset=utf-8", `"a":2`},
		{"/", `[1]`, jsonType, `"__ow_body":[1]`},
		{"/", `"text"`, jsonType, `"__ow_body":"text"`},
		{"/", `12`, "Content-Type: application/hal+json", `"__ow_body":12`},
		{"/", ``, jsonType, ``},
		{"/", `{`, jsonType, `400`},
		{"/", `{"a":1}`, jsonType + "; v=1", `"__ow_body":"{\"a\":1}"`},
		{"/?a=1", `a=2&b=x+y&b=z`, form, `"a":"2","b":"z"`},
		{"/", `{"a":1}`, form, `"{\"a\":1}":""`},
		{"/", `é`, "Content-Type: text/plain; charset=latin1", `"__ow_body":"é"`},
		{"/", "\xe9", "Content-Type: text/plain", `"__ow_body":"` + "\uFFFD" + `"`},
		{"/", `abc`, "Content-Type: text/javascript", `"__ow_body":"YWJj"`},
		{"/", `abc`, "Content-Type: text/javascript; charset=utf-8", `"__ow_body":"abc"`},
		{"/", `abc`, "Content-Type: image/svg+xml; charset=utf-8", `"__ow_body":"YWJj"`},
		{"/", `abc`, "", `"__ow_body":"YWJj"`},
		{"/", `abc`, "Content-Type: nonsense", `"__ow_body":"YWJj"`},
		{"/?__ow_method=put", "", "", `400`},
		{"/", `{"__ow_user":"me"}`, jsonType, `400`},
		{"/", `{"__ow_extra":"me"}`, jsonType, `"__ow_extra":"me"`},
		{"/?bound=1", "", "", `400`},
		{"/?a=%zz", "", "", `400`},
		{"/?a=1;b", "", "", `400`},
	} {
		var header []string
		if c.header != "" {
			header = []string{c.header}
		}
		got := sent(t, Action{Bound: map[string]any{"bound": true}, Final: true}, "POST", c.target, c.body, header...)
		if !hasMembers(got, c.want+`,"bound":true`) && got != c.want {
			t.Errorf("%s %q %s:\ngot  %s\nwant %s", c.target, c.body, c.header, got, c.want)
		}
	}
}

func TestRequestsOverrideWhatIsNotFinal(t *testing.T) {
	a := Action{Bound: map[string]any{"a": 1, "b": 2}}
	if got := sent(t, a, "GET", "/?a=x", ""); !hasMembers(got, `"a":"x","b":2`) {
		t.Error(got)
	}
}

// hasMembers reports whether the object holds exactly the members, apart from those that say what the request was.
func hasMembers(object, members string) bool {
	if !strings.HasPrefix(object, "{") {
		return false
	}
	got, ok := decode(object).(map[string]any)
	for _, name := range []string{"__ow_method", "__ow_headers", "__ow_path"} {
		delete(got, name)
	}
	want := decode("{" + strings.Trim(members, ",") + "}")
	return ok && encode(got) == encode(want)
}

func TestParametersOfRawActions(t *testing.T) {
	raw := Action{Raw: true, Bound: map[string]any{"bound": true}}
	for _, c := range []struct{ target, body, header, want string }{
		{"/", "", "X-A: 1", `"__ow_query":"","__ow_body":""`},
		{"/?a=%2f&a=%2B+&c&d=&bound=1", "", "X-A: 1", `"__ow_query":"a=/&a=%2B+&c&d=&bound=1","__ow_body":""`},
		{"/", `{"__ow_method":1}`, "Content-Type: application/json", `"__ow_query":"","__ow_body":"eyJfX293X21ldGhvZCI6MX0="`},
		{"/", `{}`, "Content-Type: application/problem+json", `"__ow_query":"","__ow_body":"{}"`},
		{"/", `{}`, "Content-Type: application/hal+json", `"__ow_query":"","__ow_body":"e30="`},
		{"/", "a=1", "Content-Type: application/x-www-form-urlencoded", `"__ow_query":"","__ow_body":"a=1"`},
		{"/", "", "Content-Type: text/plain", `"__ow_query":"","__ow_body":""`},
	} {
		if got := sent(t, raw, "POST", c.target, c.body, c.header); !hasMembers(got, c.want+`,"bound":true`) {
			t.Errorf("%s %q:\ngot  %s\nwant %s", c.target, c.body, got, c.want)
		}
	}
}

func TestCircumstancesOfRequests(t *testing.T) {
	for _, c := range []struct {
		a      Action
		method string
		target string
		header []string
		want   string
	}{
		{Action{}, "GET", "", nil, `{"__ow_headers":{"host":"api.test"},"__ow_method":"get","__ow_path":""}`},
		{Action{User: "me"}, "PATCH", "/a%20b/c%2fd/", []string{"X-One: 1", "X-One: 2"},
			`{"__ow_headers":{"host":"api.test","x-one":"2"},"__ow_method":"patch","__ow_path":"/a%20b/c%2Fd/","__ow_user":"me"}`},
		{Action{}, "PUT", "/:@é", []string{"Content-Type: TEXT/Plain;charset=utf8"},
			`{"__ow_body":"","__ow_headers":{"content-type":"text/plain; charset=UTF-8","host":"api.test"},` +
				`"__ow_method":"put","__ow_path":"/:@%C3%A9"}`},
	} {
		if got := sent(t, c.a, c.method, c.target, "", c.header...); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestParametersOfDigitalOcean(t *testing.T) {
	header := []string{"X-One: 1", "X-One: 2", "Content-Type: application/json"}
	const about = `"headers":{"content-type":"application/json","host":"api.test","x-one":"1,2"},`
	got := sent(t, Action{Digital: true}, "POST", "/p?q=1", `{"a":1}`, header...)
	if want := `{"a":1,"http":{` + about + `"method":"POST","path":"/p"},"q":"1"}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	got = sent(t, Action{Digital: true, Raw: true}, "POST", "/p?q=1", `{"a":1}`, header...)
	if want := `{"http":{"body":"eyJhIjoxfQ==",` + about +
		`"isBase64Encoded":true,"method":"POST","path":"/p","queryString":"q=1"}}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestRequestsThatNeverReachTheAction(t *testing.T) {
	a := &Action{Run: func(string) (invoker.Response, error) { panic("it does") }}
	for _, c := range []struct {
		method, target, body string
		status               int
	}{
		{"OPTIONS", "/", "", 200},
		{"TRACE", "/", "", 405},
		{"GET", "/?" + strings.Repeat("a", maxURI), "", 414},
		{"POST", "/", strings.Repeat("a", maxEntity+1), 413},
	} {
		if status, _, _ := call(t, a, c.method, c.target, c.body); status != c.status {
			t.Errorf("%s %.9s: %d, want %d", c.method, c.target, status, c.status)
		}
	}
}
