package ow

import (
	"strings"
	"testing"
)

// A result with a member statusCode is over HTTP what OpenWhisk's controller makes of it.
func TestWEB21ResultsThatSayWhatTheAnswerIs(t *testing.T) {
	var result string
	for _, s := range serveWeb(t, Bind("say", Nothing(), func(struct{}) (raw, error) { return raw(result), nil }, WebResult(encodeRaw))) {
		for _, c := range []struct {
			result            string
			status            int
			contentType, body string
		}{
			{`{"statusCode":201,"body":{"a":[1, 2]}}`, 201, "application/json", `{"a":[1,2]}`},
			{`{"statusCode":200,"body":true}`, 200, "application/json", `true`},
			{`{"body":"<p>é","statusCode":"404"}`, 404, "text/html; charset=utf-8", `<p>é`},
			{`{"statusCode":200,"headers":{"content-type":"text/css"},"body":"abcd"}`, 200, "text/css", `abcd`},
			{`{"statusCode":200,"headers":{"Content-Type":"image/png"},"body":"iVBORw=="}`, 200, "image/png", "\x89PNG"},
			{`{"statusCode":200,"headers":{"Content-Type":"image/png"},"body":"iVBORw"}`, 200, "image/png", "\x89PNG"},
			{`{"statusCode":200,"headers":{"Content-Type":"application/json"},"body":"e30="}`, 200, "application/json", `{}`},
			{`{"statusCode":200,"headers":{"Content-Type":"application/json"},"body":"{\"a\":1}"}`, 200, "application/json", `{"a":1}`},
			{`{"statusCode":200,"headers":{"Content-Type":"application/json"},"body":"abc"}`, 200, "application/json", `abc`},
			{`{"statusCode":200,"headers":{"Content-Type":"application/problem+json"},"body":{}}`, 200, "application/problem+json", `{}`},
			{`{"statusCode":302,"headers":{"location":"/x"}}`, 302, "", ""},
			{`{"statusCode":200,"headers":{"Content-Type":"text/css"},"body":""}`, 200, "", ""},
			{`{"statusCode":200,"headers":null,"body":null}`, 200, "", ""},
			{`{"statusCode":204,"body":"x"}`, 204, "", ""},
			// No answer, but a result like any other.
			{`{"status":201,"body":"x"}`, 200, "application/json", `{"status":201,"body":"x"}`},
			{`{"headers":{},"body":"x"}`, 200, "application/json", `{"headers":{},"body":"x"}`},
		} {
			result = c.result
			r := s.noRedirect("POST", "/")
			r.expect(t, c.status, c.body)
			if got := r.header.Get("Content-Type"); got != c.contentType {
				t.Errorf("%s: Content-Type %q, want %q", c.result, got, c.contentType)
			}
		}
		result = `{"statusCode":200,"headers":{"set-cookie":["a=1","b=2"],"X-N":1.50,"X-B":true,"X-None":[]}}`
		if h := s.noRedirect("POST", "/").header; strings.Join(h["Set-Cookie"], " ") != "a=1 b=2" || h.Get("X-N") != "1.50" || h.Get("X-B") != "true" || h["X-None"] != nil {
			t.Errorf("header %v", h)
		}
		for wrong, want := range map[string]string{
			`{"statusCode":"ok"}`:                                                  "the handler answered with statusCode ok; want a number",
			`{"statusCode":null}`:                                                  "the handler answered with statusCode null; want a number",
			`{"statusCode":101}`:                                                   "the handler answered with status 101; want 200 to 599",
			`{"statusCode":200,"headers":{"A":{}}}`:                                "the handler answered with statusCode and bad headers: result.headers.A: expected a string, a number or a boolean at offset 33",
			`{"statusCode":200,"headers":{"A":[null]}}`:                            "the handler answered with statusCode and bad headers: result.headers.A[0]: expected a string, a number or a boolean at offset 34",
			`{"statusCode":200,"headers":[]}`:                                      "the handler answered with statusCode and bad headers: result.headers: expected object, got array at offset 28",
			`{"statusCode":200,"headers":{"A":"x\r\nB: 1"}}`:                       "the handler answered with a header A that has control characters in it",
			`{"statusCode":200,"headers":{"Content-Type":"image/png"},"body":"%"}`: "the handler answered with a body that is not base64, as it must be with Content-Type image/png",
			`{"statusCode":200,"headers":{"Content-Type":"text/css"},"body":{}}`:   "the handler answered with a body that is not a string, and Content-Type text/css, which is not JSON",
		} {
			result = wrong
			s.noRedirect("POST", "/").expect(t, 500, `{"error":`+quote(want)+`}`)
		}
	}
}
