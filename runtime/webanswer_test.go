package ow

import (
	"errors"
	"strings"
	"testing"
)

// answering is an action that answers so to all requests.
func answering[T any](r Response[T], err error, body Out[T]) Action {
	return Bind("A", Nothing(), func(struct{}) (Response[T], error) { return r, err }, ResponseOf(body))
}

const (
	webValue   = `{"__ow_method":"post","__ow_path":"","__ow_headers":{}}`
	plainValue = `{}`
)

func TestWEB19WEB20AnswersInDocuments(t *testing.T) {
	json := Result(encodeRaw)
	text := func(body, contentType string) Action {
		return answering(Response[string]{Header: Header{"Content-Type": {contentType}}, Body: body}, nil, RawResult[string]())
	}
	value := func(body, contentType string) Action {
		return answering(Response[raw]{Header: Header{"Content-Type": {contentType}}, Body: raw(body)}, nil, json)
	}
	for _, c := range []struct {
		action Action
		want   string
	}{
		{answering(Response[[]byte]{Body: []byte{0, 255}}, nil, RawResult[[]byte]()),
			`200,"headers":{"Content-Type":"application/octet-stream"},"body":"AP8="`},
		{answering(Response[string]{Status: 201, Header: Header{"set-cookie": {"a", "b"}, "X-A": {"<1>"}}, Body: "<é\xff>"}, nil, RawResult[string]()),
			`201,"headers":{"Content-Type":"text/plain; charset=utf-8","Set-Cookie":["a","b"],"X-A":"\u003c1\u003e"},"body":"<é\ufffd>"`},
		{answering(Response[struct{}]{Status: 302, Header: Header{"Location": {"/x"}}}, nil, NoResult()),
			`302,"headers":{"Location":"/x"}`},
		{answering(Response[string]{}, nil, RawResult[string]()), `200,"headers":{"Content-Type":"text/plain; charset=utf-8"}`},
		{answering(Response[string]{Status: 204, Body: "lost"}, nil, RawResult[string]()), `204,"headers":{}`},
		{text("a", "text/javascript"), `200,"headers":{"Content-Type":"text/javascript"},"body":"YQ=="`},
		{text("a", "text/javascript; charset=utf-8"), `200,"headers":{"Content-Type":"text/javascript; charset=utf-8"},"body":"a"`},
		{text("a", "image/svg+xml; charset=utf-8"), `200,"headers":{"Content-Type":"image/svg+xml"},"body":"YQ=="`},
		{text("true", "application/json"), `200,"headers":{"Content-Type":"application/json"},"body":"dHJ1ZQ=="`},
		{text("true", "application/json; v=1"), `200,"headers":{"Content-Type":"application/json; v=1"},"body":"true"`},
		{text("{}", "application/hal+json; charset=a"), `200,"headers":{"Content-Type":"application/hal+json; charset=a"},"body":"e30="`},
		{value(`{"a":1}`, "application/problem+json"), `200,"headers":{"Content-Type":"application/problem+json"},"body":{"a":1}`},
		{value(`true`, "application/json"), `200,"headers":{"Content-Type":"application/json"},"body":true`},
		{value(`null`, "application/json"), `200,"headers":{"Content-Type":"application/json"},"body":"bnVsbA=="`},
		{value(`"ab"`, "application/json"), `200,"headers":{"Content-Type":"application/json"},"body":"ImFiIg=="`},
		{value(`{"a":1}`, "text/plain"), `200,"headers":{"Content-Type":"text/plain"},"body":"{\"a\":1}"`},
		{value(`{}`, "application/cbor"), `200,"headers":{"Content-Type":"application/cbor"},"body":"e30="`},
		{answering(Response[raw]{Body: raw("[]")}, nil, json), `200,"headers":{"Content-Type":"application/json"},"body":[]`},
	} {
		for _, sent := range []string{webValue, plainValue} { // the last of a sequence does not know
			if got := activate(t, c.action, sent, false); got != `{"statusCode":`+c.want+`}` {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		}
	}
}

func TestWEB21WEB22PlainResultsInDocuments(t *testing.T) {
	result := func(text string) Action {
		return Bind("A", Nothing(), func(struct{}) (raw, error) { return raw(text), nil }, Result(encodeRaw))
	}
	const wrapped = `{"statusCode":200,"headers":{"Content-Type":"application/json"},"body":`
	for _, c := range []struct {
		action     Action
		web, plain string
	}{
		{result(`{"body":"x"}`), wrapped + `{"body":"x"}}`, `{"body":"x"}`},
		{result(`[1]`), wrapped + `[1]}`, `[1]`},
		{result(`{"a":{"statusCode":1}}`), wrapped + `{"a":{"statusCode":1}}}`, `{"a":{"statusCode":1}}`},
		{result(`{"body":"x","statusCode":201}`), `{"body":"x","statusCode":201}`, `{"body":"x","statusCode":201}`},
		{Bind("A", Nothing(), func(struct{}) (string, error) { return "x", nil }, RawResult[string]()),
			`{"statusCode":200,"headers":{"Content-Type":"text/plain; charset=utf-8"},"body":"x"}`,
			`{"statusCode":200,"headers":{"Content-Type":"text/plain; charset=utf-8"},"body":"x"}`},
		{Bind("A", Nothing(), func(struct{}) (*Response[raw], error) { return nil, nil }, Optional(ResponseOf(Result(encodeRaw)))),
			`{"statusCode":204,"headers":{}}`, `{"statusCode":204,"headers":{}}`},
	} {
		if got := activate(t, c.action, webValue, false); got != c.web {
			t.Errorf("web call:\ngot  %s\nwant %s", got, c.web)
		}
		if got := activate(t, c.action, plainValue, false); got != c.plain {
			t.Errorf("plain activation:\ngot  %s\nwant %s", got, c.plain)
		}
	}
}

func TestWEB2WEB21PlainHandlersOnDigitalOcean(t *testing.T) {
	echo := Bind("Echo", JSON(decodeRaw), func(p raw) (raw, error) { return p, nil }, Result(encodeRaw))
	const value = `{"http":{"method":"POST","headers":{"content-type":"application/json"},"queryString":"","body":"[1]"}}`
	if got := activate(t, echo, value, true); got != `{"statusCode":200,"headers":{"Content-Type":"application/json"},"body":[1]}` {
		t.Errorf("web call: %s", got)
	}
	if got := activate(t, echo, value, false); got != value { // on OpenWhisk that is a parameter like any other
		t.Errorf("plain activation: %s", got)
	}
}

func TestWEB24ErrorsInDocuments(t *testing.T) {
	fine := Response[string]{Status: 201, Body: "lost"}
	for _, c := range []struct {
		action Action
		web    string
		plain  string
	}{
		{answering(fine, errors.New("no"), RawResult[string]()), `{"statusCode":500,"body":{"error":"no"}}`, `"no"`},
		{answering(fine, &Error{Status: 404, Message: "gone"}, RawResult[string]()), `{"statusCode":404,"body":{"error":"gone"}}`, `"gone"`},
		{answering(Response[string]{Status: 99}, nil, RawResult[string]()),
			`{"statusCode":500,"body":{"error":"the handler answered with status 99; want 200 to 599"}}`,
			`"the handler answered with status 99; want 200 to 599"`},
		{answering(Response[string]{Header: Header{"X-A": {"a\nb"}}}, nil, RawResult[string]()),
			`{"statusCode":500,"body":{"error":"the handler answered with a header X-A that has control characters in it"}}`,
			`"the handler answered with a header X-A that has control characters in it"`},
	} {
		if got := activate(t, c.action, webValue, false); got != `{"error":`+c.web+`}` {
			t.Errorf("web call: %s", got)
		}
		if got := activate(t, c.action, plainValue, false); got != `{"error":`+c.plain+`}` {
			t.Errorf("plain activation: %s", got)
		}
	}
	// What is wrong with a request is for its caller: the container stays.
	s := serveActions(t, []Action{seeAction("See")})
	s.post("/run", `{"value":{"__ow_method":"get","__ow_query":"a=%"}}`).expect(t, 200,
		`{"error":{"statusCode":400,"body":{"error":"the query has a percent sign without two hexadecimal digits after it; write it as %25"}}}`)
	if strings.Contains(s.stderr.String(), "panic") {
		t.Error(s.stderr)
	}
}
