package ow

import (
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

// activate makes an activation with the value, and returns the document of its outcome.
func activate(t *testing.T, a Action, value string, digital bool) string {
	t.Helper()
	c := newCall(&failures{log: &logger{w: io.Discard}}, nil)
	c.action, c.digital = &a, digital
	c.text = codec.Text([]byte(`{"value":` + value + `,"activation_id":"a1"}`))
	c.do(func(c *call) error {
		params, err := c.decodeEnvelope()
		if err != nil {
			return err
		}
		return c.invoke(params)
	})
	c.asDocument()
	return string(c.out)
}

// body returns the body of a document that says status 200 and is plain text, or else the document.
func body(document string) string {
	var d struct {
		StatusCode int
		Body       string
	}
	if json.Unmarshal([]byte(document), &d) != nil || d.StatusCode != 200 {
		return document
	}
	return d.Body
}

const atPost = `"__ow_method":"post","__ow_path":"/a%20b%2Fc+d","__ow_headers":`

func TestWEB2WEB4WEB5WEB6WEB9RequestsInDocuments(t *testing.T) {
	see := seeAction("See")
	for _, c := range []struct{ value, want string }{
		// Raw actions.
		{`{` + atPost + `{"x-one":"1","host":"h"},"__ow_query":"q=1&q=2&x=%2B+&e","__ow_body":""}`,
			`POST /a b/c+d e="" q="1,2" x="+ " X-One:"1" ""`},
		{`{"__ow_method":"get","__ow_path":"","__ow_query":"","__ow_body":""}`, `GET / ""`},
		{`{"__ow_body":"é<\u0000","__ow_headers":{"content-type":"text/plain"},"__ow_query":"","__ow_method":"put"}`,
			`PUT / Content-Type:"text/plain" "é\u003c\u0000"`},
		{`{"__ow_method":"put","__ow_headers":{"content-type":"image/png"},"__ow_query":"","__ow_body":"AP8="}`,
			`PUT / Content-Type:"image/png" "\u0000\ufffd"`},
		{`{"__ow_method":"put","__ow_headers":{"content-type":"application/json"},"__ow_query":"","__ow_body":"eyB9"}`,
			`PUT / Content-Type:"application/json" "{ }"`},
		{`{"__ow_method":"put","__ow_headers":{"content-type":"application/problem+json"},"__ow_query":"","__ow_body":"{ }"}`,
			`PUT / Content-Type:"application/problem+json" "{ }"`},
		{`{"__ow_method":"put","__ow_headers":{},"__ow_query":"","__ow_body":"a!"}`,
			`{"error":{"statusCode":400,"body":{"error":"the body is not base64, as OpenWhisk passes on bodies that are not text or are JSON"}}}`},
		{`{"__ow_method":"get","__ow_query":"a=%zz","__ow_body":"","bound":1}`,
			`{"error":{"statusCode":400,"body":{"error":"the query has a percent sign without two hexadecimal digits after it; write it as %25"}}}`},
		// Others: strings may be of the query, and JSON and forms are members.
		{`{"__ow_method":"get","__ow_path":"/%zz","b":"2&;%+=","a":"1","n":3}`, `GET /%zz a="1" b="2\u0026;%+=" ""`},
		{`{"__ow_method":"post","__ow_headers":{"content-type":"application/json"},"__ow_extra":1,"s":"x", "n": [1, 2]}`,
			`POST / s="x" Content-Type:"application/json" "{\"s\":\"x\",\"n\":[1, 2]}"`},
		{`{"__ow_method":"post","__ow_headers":{"content-type":"application/x-www-form-urlencoded"},"s":"x"}`,
			`POST / s="x" Content-Type:"application/x-www-form-urlencoded" "{\"s\":\"x\"}"`},
		{`{"__ow_method":"post","__ow_headers":{"content-type":"application/json"}}`, `POST / Content-Type:"application/json" ""`},
		{`{"__ow_method":"post","__ow_headers":{"content-type":"application/hal+json"},"__ow_body":"text","q":"1"}`,
			`POST / q="1" Content-Type:"application/hal+json" "\"text\""`},
		{`{"__ow_method":"post","__ow_headers":{"content-type":"text/css"},"__ow_body":"text"}`,
			`POST / Content-Type:"text/css" "text"`},
		{`{"__ow_method":"post","__ow_headers":{"content-type":"application/octet-stream"},"__ow_body":"AP8="}`,
			`POST / Content-Type:"application/octet-stream" "\u0000\ufffd"`},
		// Plain activations, in which a caller may write what he likes.
		{`{"a": 1}`, `  "{\"a\": 1}"`},
		{`["__ow_method"]`, `  "[\"__ow_method\"]"`},
		{`{"x":{"__ow_method":"get"}}`, `  "{\"x\":{\"__ow_method\":\"get\"}}"`},
		{`{"http":{"method":"GET","headers":{}}}`, `  "{\"http\":{\"method\":\"GET\",\"headers\":{}}}"`},
	} {
		if got := body(activate(t, see, c.value, false)); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.value, got, c.want)
		}
	}
}

func TestWEB2RequestsOfDigitalOcean(t *testing.T) {
	see := seeAction("See")
	for _, c := range []struct{ value, want string }{
		{`{"http":{"method":"POST","path":"/a%20b","headers":{"x-one":"1"},"queryString":"q=1&q=2"}}`, `POST /a b q="1,2" X-One:"1" ""`},
		{`{"http":{"method":"POST","headers":{"content-type":"text/css"},"body":"AP8=","isBase64Encoded":true}}`,
			`POST / Content-Type:"text/css" "\u0000\ufffd"`},
		{`{"http":{"method":"POST","headers":{"content-type":"image/png"},"body":"AP8=","isBase64Encoded":false},"q":"bound"}`,
			`POST / Content-Type:"image/png" "AP8="`},
		{`{"http":{"method":"PUT","headers":{}},"__ow_user":"forged","__ow_extra":1}`, `PUT / ""`},
		{`{"q":"1","http":{"method":"PUT","path":"","headers":{"content-type":"application/json"}},"n":2}`,
			`PUT / q="1" Content-Type:"application/json" "{\"q\":\"1\",\"n\":2}"`},
		{`{"http":{"method":"PUT","path":"","headers":{"content-type":"text/css"}},"__ow_body":"a"}`, `PUT / Content-Type:"text/css" "a"`},
		// No request: a member of a plain activation, or of OpenWhisk's caller.
		{`{"http":{"method":"PUT"}}`, `  "{\"http\":{\"method\":\"PUT\"}}"`},
		{`{"http":"x"}`, `  "{\"http\":\"x\"}"`},
		{`{"__ow_method":"get","http":{"method":"PUT","headers":{"x-admin":"1"}}}`, `GET / ""`},
	} {
		if got := body(activate(t, see, c.value, true)); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.value, got, c.want)
		}
	}
}

// A plain handler gets GET and POST alone, as over HTTP.
func TestWEB7MethodsOfPlainHandlersInDocuments(t *testing.T) {
	plain := Bind("Plain", JSON(decodeRaw), func(p raw) (raw, error) { return p, nil }, Result(encodeRaw))
	got := activate(t, plain, `{"__ow_method":"put"}`, false)
	if want := `{"error":{"statusCode":405,"headers":{"Allow":"GET, POST"},"body":{"error":"use GET, POST"}}}`; got != want {
		t.Errorf("PUT: %s", got)
	}
	got = activate(t, plain, `{"__ow_method":"get","__ow_query":"","__ow_headers":{"content-type":"text/css"},"__ow_body":"{}"}`, false)
	if want := `{"error":{"statusCode":400,"body":{"error":"GET has no body here; use POST"}}}`; got != want {
		t.Errorf("GET with a body: %s", got)
	}
}

// What is not well-formed is the invoker's fault, whatever it seems to be.
func TestBrokenDocumentsAreNoRequests(t *testing.T) {
	for _, value := range []string{`{"__ow_method":"get"`, `{"__ow_method":"get","a":}`, `{"__ow_method":"get"}}`} {
		if got := activate(t, seeAction("See"), value, false); !strings.HasPrefix(got, `{"error":"`) {
			t.Errorf("%s: %s", value, got)
		}
	}
}

// Whatever stands in a value, the outcome is a document.
func FuzzWEB2Values(f *testing.F) {
	for _, value := range []string{
		`{` + atPost + `{"x-one":"1","content-type":"text/css"},"__ow_query":"q=1","__ow_body":"é"}`,
		`{"__ow_method":"post","__ow_headers":{"content-type":"application/json"},"__ow_body":[1],"s":"x"}`,
		`{"http":{"method":"POST","path":"/a","headers":{},"queryString":"q","body":"AP8=","isBase64Encoded":true}}`,
		`{"statusCode":200,"headers":{"Content-Type":"application/json"},"body":{"a":1}}`,
		`{"__ow_method":null,"__ow_headers":[],"__ow_path":{},"__ow_query":1,"__ow_body":{"a":"b"}}`,
	} {
		f.Add(value, true)
	}
	match := func(m *codec.Match) bool { return m.Is("a", codec.AsString) }
	plain := Bind("Plain", Params(decodeObject, match), func(p raw) (raw, error) { return p, nil }, Result(encodeRaw))
	bytes := Bind("Bytes", RequestOf(Raw[[]byte]()), func(r Request[[]byte]) ([]byte, error) { return r.Body, nil }, RawResult[[]byte]())
	f.Fuzz(func(t *testing.T, value string, digital bool) {
		for _, a := range []Action{plain, bytes} {
			if got := activate(t, a, value, digital); !json.Valid([]byte(got)) {
				t.Errorf("%s: the outcome is %s", value, got)
			}
		}
	})
}

// What was merged is a query again that can be sent on as it is.
func TestWEB5WEB39QueriesThatWereMergedAreEscaped(t *testing.T) {
	got := ""
	a := BindNative("Web", nil, func(_ context.Context, n *Native) (Response[[]byte], error) {
		got = n.RawQuery
		return Response[[]byte]{}, nil
	})
	for _, request := range []string{`"__ow_method":"get"`, `"http":{"method":"GET","headers":{}}`} {
		activate(t, a, `{`+request+`,"a b":"x y\r\nHost: evil","é":"#?&=+%;\u0000~-._Az09"}`, true)
		if want := "a%20b=x%20y%0D%0AHost%3A%20evil&%C3%A9=%23%3F%26%3D%2B%25%3B%00~-._Az09"; got != want {
			t.Errorf("%s: got %q, want %q", request, got, want)
		}
	}
}

// On DigitalOcean members __ow_… are not the platform's, and so nobody's.
func TestWEB10ReservedMembersOnDigitalOcean(t *testing.T) {
	match := func(m *codec.Match) bool { return m.Is("__ow_user", codec.AsString) || m.Is("a", codec.AsString) }
	echo := Bind("Echo", Params(decodeObject, match), func(p raw) (raw, error) { return p, nil }, Result(encodeRaw))
	for request, want := range map[string]string{
		`{"http":{"method":"POST","headers":{}},"__ow_user":"forged","__ow_x":1,"a":"b"}`: `{"a":"b"}`,
		`{"__ow_method":"post","__ow_user":"me","__ow_x":1,"a":"b"}`:                      `{"a":"b","__ow_user":"me"}`,
	} {
		got := activate(t, echo, request, true)
		if got != `{"statusCode":200,"headers":{"Content-Type":"application/json"},"body":`+want+`}` {
			t.Errorf("%s: %s", request, got)
		}
	}
}
