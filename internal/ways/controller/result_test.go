package controller

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/ways/invoker"
)

func gives(status invoker.Status, result string) Way {
	return func(string) (invoker.Response, error) { return invoker.Response{Status: status, Result: result}, nil }
}

// What becomes of the result of an action. The facts are those of resultAsHttp and what it calls, and of the other
// extensions.
func TestResults(t *testing.T) {
	const noHTTP = "400 application/json " + TextNoHTTP
	const otherType = "400 application/json " + textOtherType
	for _, c := range []struct{ extension, result, want string }{
		{"", `[1]`, noHTTP},
		{"", `{"reversed":"cba"}`, "204 "},
		{"", `{"statusCode":200}`, "200 "},
		{"", `{"statusCode":2.01e2,"body":""}`, "201 "},
		{"", `{"statusCode":"404","body":null}`, "404 "},
		{"", `{"statusCode":444}`, "444 "},
		{"", `{"statusCode":600}`, noHTTP},
		{"", `{"statusCode":99}`, noHTTP},
		{"", `{"statusCode":200.5}`, noHTTP},
		{"", `{"statusCode":"x"}`, noHTTP},
		{"", `{"statusCode":true}`, noHTTP},
		{"", `{"statusCode":null}`, noHTTP},
		{"", `{"statusCode":204,"body":"a"}`, "500 text/plain; charset=UTF-8 " + textInternal},
		{"", `{"statusCode":304}`, "304 "},
		{"", `{"headers":[]}`, noHTTP},
		{"", `{"headers":{"a":{}}}`, noHTTP},
		{"", `{"headers":{"Content-Type":"text/plain"}}`, "204 "},
		{"", `{"body":"<b>"}`, "200 text/html; charset=UTF-8 <b>"},
		{"", `{"body":"é","headers":{"content-type":"text/css; charset=latin1"}}`, "200 text/css; charset=UTF-8 é"},
		{"", `{"body":"YWJj","headers":{"content-type":"image/svg+xml; charset=utf-8"}}`, "200 image/svg+xml abc"},
		{"", `{"body":"abc","headers":{"content-type":"text/yaml; charset=utf-8"}}`, "200 text/yaml; charset=UTF-8 abc"},
		{"", `{"body":"YWJj","headers":{"content-type":"text/yaml"}}`, "200 text/yaml abc"},
		{"", `{"body":"abc!","headers":{"content-type":"text/yaml"}}`, otherType},
		{"", `{"body":"a","headers":{"content-type":"nonsense"}}`, "400 application/json " + textUnknownType},
		{"", `{"body":"dHJ1ZQ==","headers":{"content-type":"application/json"}}`, "200 application/json true"},
		{"", `{"body":"true","headers":{"content-type":"application/json"}}`, "200 application/json \xb6\xbb\x9e"},
		{"", `{"body":"false","headers":{"content-type":"application/json"}}`, "200 application/json false"},
		{"", `{"body":"true","headers":{"content-type":"application/json; v=1"}}`, "200 application/json; v=1 true"},
		{"", `{"body":"dHJ1ZQ==","headers":{"content-type":"application/hal+json"}}`, "200 application/hal+json true"},
		{"", `{"body":[1.0]}`, "200 application/json [\n  1.0\n]"},
		{"", `{"body":true,"headers":{"content-type":"application/hal+json"}}`, "200 application/hal+json true"},
		{"", `{"body":true,"headers":{"content-type":"text/plain"}}`, otherType},
		{"", `{"body":true,"headers":{"content-type":"application/json; v=1"}}`, otherType},
		{".json", `{"statusCode":404}`, "200 application/json {\n  \"statusCode\": 404\n}"},
		{".json", `[]`, "200 application/json []"},
		{".html", `{"html":"<b>"}`, "200 text/html; charset=UTF-8 <b>"},
		{".html", `{"body":1}`, "400 application/json Response is not valid 'text/html'."},
		{".svg", `{"body":"<svg/>"}`, "200 image/svg+xml <svg/>"},
		{".svg", `[]`, "400 application/json Response is not valid 'image/svg+xml'."},
		{".text", `{"text":true}`, "200 text/plain; charset=UTF-8 true"},
		{".text", `{}`, "404 application/json " + textNoProperty},
	} {
		a := &Action{Run: gives(invoker.Success, c.result), Extension: c.extension, CustomOptions: true}
		if got := describe(t, a); got != c.want {
			t.Errorf("%s %s:\ngot  %q\nwant %q", c.extension, c.result, got, c.want)
		}
	}
}

// describe makes "status type body" of the response to a request, and of a body that is an error its text alone.
func describe(t *testing.T, a *Action) string {
	t.Helper()
	status, body, h := call(t, a, "GET", "/", "")
	if text, ok := strings.CutPrefix(body, `{"error":"`); ok {
		body = strings.TrimSuffix(text, `"}`)
	}
	if h.Get("Content-Type") == "" {
		return fmt.Sprintf("%d %s", status, body)
	}
	return fmt.Sprintf("%d %s %s", status, h.Get("Content-Type"), body)
}

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		status       invoker.Status
		result, want string
	}{
		{invoker.ApplicationError, `{"error":"text"}`, "400 application/json " + TextNoHTTP},
		{invoker.ApplicationError, `{"error":{"statusCode":404,"body":{"error":"x"}}}`, "404 application/json {\n  \"error\": \"x\"\n}"},
		{invoker.DeveloperError, `{"error":{"statusCode":404}}`, "400 application/json " + TextFailed},
		{invoker.WhiskError, `{"error":"x"}`, "400 application/json " + TextFailed},
	} {
		if got := describe(t, &Action{Run: gives(c.status, c.result)}); got != c.want {
			t.Errorf("%s %s:\ngot  %q\nwant %q", c.status, c.result, got, c.want)
		}
	}
	if _, err := (&Action{}).activateNone(); err == nil {
		t.Error("a way that breaks is not the caller's affair")
	}
}

func (a *Action) activateNone() (invoker.Response, error) {
	a.Run = func(string) (invoker.Response, error) { return invoker.Response{}, errors.New("broken") }
	a.Then = []Way{gives(invoker.Success, "{}")}
	return a.activate(nil)
}

func TestHeadersOfResponses(t *testing.T) {
	a := &Action{CustomOptions: true, Run: gives(invoker.Success,
		`{"headers":{"Set-Cookie":["a","b"],"X-N":1,"X-B":true,"Content-Length":"9","Date":"x","X-Bad":"a\nb"},"body":"ab"}`)}
	_, _, h := call(t, a, "GET", "/", "")
	if got := fmt.Sprint(h); got != `map[Content-Length:[2] Content-Type:[text/html; charset=UTF-8] Set-Cookie:[a b] X-B:[true] X-N:[1]]` {
		t.Error(got)
	}
	status, body, h := call(t, a, "HEAD", "/", "")
	if status != 200 || body != "" || h.Get("Content-Length") != "2" {
		t.Errorf("HEAD: %d %q %v", status, body, h)
	}
}

// Without the annotation web-custom-options the platform answers OPTIONS, and adds CORS headers to those of the action.
func TestCORS(t *testing.T) {
	run := gives(invoker.Success, `{"headers":{"Access-Control-Allow-Origin":"x.test"}}`)
	_, _, h := call(t, &Action{Run: run}, "GET", "/", "")
	if got := h["Access-Control-Allow-Origin"]; fmt.Sprint(got) != "[x.test *]" {
		t.Error(got)
	}
	status, _, h := call(t, &Action{Run: run}, "OPTIONS", "/", "", "Access-Control-Request-Headers: X-A")
	if status != 200 || h.Get("Access-Control-Allow-Headers") != "X-A" || h.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("%d %v", status, h)
	}
	status, _, h = call(t, &Action{Run: run, CustomOptions: true}, "OPTIONS", "/", "")
	if got := h["Access-Control-Allow-Origin"]; status != 204 || fmt.Sprint(got) != "[x.test]" {
		t.Errorf("%d %v", status, h)
	}
}

func TestSequences(t *testing.T) {
	first := gives(invoker.Success, `{"a":1}`)
	a := &Action{Run: first, Then: []Way{echo}, Extension: ".text"}
	if _, body, _ := call(t, a, "GET", "/", ""); body != `{"a":1}` {
		t.Errorf("the second action is sent %s", body)
	}
	a.Run = gives(invoker.ApplicationError, `{"error":{"text":"stop"}}`)
	if _, body, _ := call(t, a, "GET", "/", ""); body != "stop" {
		t.Errorf("an error does not end the sequence: %s", body)
	}
}
