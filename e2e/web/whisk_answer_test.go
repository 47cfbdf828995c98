package web

import (
	"encoding/base64"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/ways/controller"
)

func TestWEB15WEB16WEB19CallersOfWebActionsGetResponses(t *testing.T) {
	cookies := map[string][]string{"x-a": {"1"}, "SET-COOKIE": {"a=1", "b=2"}}
	whateverStarts(t, "AnswerText", func(t *testing.T, w *webAction) {
		a := w.order("status", 201, "header", cookies, "body", []byte("é<"))
		a.expect(t, 201, "é<")
		a.expectType(t, "text/plain; charset=UTF-8")
		a.expectHeader(t, "X-A", "1")
		a.expectHeader(t, "Set-Cookie", "a=1", "b=2")
		w.order("status", 444).expect(t, 444, "")
		w.order().expect(t, 200, "") // and not 204, as OpenWhisk has it
		redirect := w.order("status", 303, "header", map[string][]string{"location": {"/elsewhere"}})
		redirect.expect(t, 303, "")
		redirect.expectHeader(t, "Location", "/elsewhere")
	})
	whateverStarts(t, "AnswerBytes", func(t *testing.T, w *webAction) {
		a := w.order("body", []byte(allBytes()))
		a.expect(t, 200, allBytes())
		a.expectType(t, "application/octet-stream")
	})
	whateverStarts(t, "AnswerNothing", func(t *testing.T, w *webAction) {
		a := w.order("status", 202)
		a.expect(t, 202, "")
		a.expectType(t, "")
	})
}

func TestWEB17StatusesWithoutBodyInWebActions(t *testing.T) {
	whateverStarts(t, "AnswerText", func(t *testing.T, w *webAction) {
		for _, status := range []int{204, 205, 304} {
			a := w.order("status", status, "header", map[string][]string{"Etag": {"x"}}, "body", []byte("body"))
			a.expect(t, status, "")
			a.expectHeader(t, "Etag", "x")
		}
		for _, status := range []int{-1, 99, 101, 600, 999} {
			a := w.order("status", status, "header", map[string][]string{"X-A": {"x"}})
			if a.status != 500 || !strings.Contains(a.body, "the handler answered with status "+strconv.Itoa(status)) || a.header.Get("X-A") != "" {
				t.Errorf("%d: got %+v", status, a)
			}
		}
	})
}

func TestWEB18BadHeadersInWebActions(t *testing.T) {
	whateverStarts(t, "AnswerText", func(t *testing.T, w *webAction) {
		for name, value := range map[string]string{"X-Bad": "a\r\nX-Evil: 1", "X-Nul": "\x00", "X-Del": "\x7f", "X Bad": "1", "": "1", "X-Bad:": "1"} {
			a := w.order("header", map[string][]string{"X-Good": {"1"}, name: {value}}, "body", []byte("body"))
			if a.status != 500 || a.header.Get("X-Good") != "" || !strings.Contains(a.body, "header") {
				t.Errorf("%q: got %+v", name, a)
			}
		}
		a := w.order("header", map[string][]string{"connection": {"x"}, "Transfer-Encoding": {"chunked"}, "Content-Length": {"1"}, "X-Fine": {"a\tb"}},
			"body", []byte("body"))
		a.expect(t, 200, "body")
		a.expectHeader(t, "X-Fine", "a\tb")
		a.expectHeader(t, "Connection")
	})
}

// Whatever type bytes are said to have, callers get these bytes, and the type. The platform puts UTF-8 for the charset of
// text, and drops that of what is binary.
func TestWEB20BodiesOfAllTypesReachCallers(t *testing.T) {
	types := map[string]string{
		"image/png": "image/png", "image/svg+xml": "image/svg+xml", "image/svg+xml; charset=utf-8": "image/svg+xml",
		"application/pdf; charset=utf-8": "application/pdf", "font/woff2": "font/woff2", "application/x-protobuf": "application/x-protobuf",
		"application/octet-stream": "application/octet-stream", "application/zip": "application/zip", "video/mp4": "video/mp4",
		"text/csv": "text/csv; charset=UTF-8", "text/html; charset=latin1": "text/html; charset=UTF-8",
		"application/javascript": "application/javascript; charset=UTF-8", "text/javascript": "text/javascript",
		"text/javascript; charset=utf-8": "text/javascript; charset=UTF-8", "application/xml": "application/xml; charset=UTF-8",
		"application/x-ndjson": "application/x-ndjson", "application/x-ndjson; charset=utf-8": "application/x-ndjson; charset=UTF-8",
		"application/yaml": "application/yaml", "text/markdown": "text/markdown; charset=UTF-8", "text/event-stream": "text/event-stream",
		"application/json": "application/json", "application/json; charset=utf-8": "application/json",
		"application/json; v=1": "application/json; v=1", "application/problem+json": "application/problem+json",
		"application/hal+json": "application/hal+json", "application/hal+json; charset=utf-8": "application/hal+json; charset=UTF-8",
		"application/vnd.api+json": "application/vnd.api+json", "application/hal+json; v=1": "application/hal+json; v=1",
		"multipart/mixed; boundary=x": "multipart/mixed; boundary=x",
	}
	bodies := []string{"abcd", "true", "null", "1234", `"ab"`, `{ "b": 1.50, "a": "<é>" }`, "a,b\r\nc", "YWJj"}
	for _, action := range []string{"AnswerText", "AnswerBytes"} {
		whateverStarts(t, action, func(t *testing.T, w *webAction) {
			for sent, want := range types {
				for _, body := range bodies {
					a := w.order("header", map[string][]string{"Content-Type": {sent}}, "body", []byte(body))
					a.expect(t, 200, body)
					a.expectType(t, want)
				}
			}
			for _, sent := range []string{"image/png", "application/json", "application/hal+json", "text/javascript"} {
				a := w.order("header", map[string][]string{"Content-Type": {sent}}, "body", []byte(allBytes()))
				if action == "AnswerBytes" {
					a.expect(t, 200, allBytes())
				}
			}
		})
	}
}

// Any kind of JSON is the body of an answer. Objects and arrays are printed anew by the platform.
func TestWEB20AnyJSONIsABody(t *testing.T) {
	whateverStarts(t, "AnswerAny", func(t *testing.T, w *webAction) {
		for _, contentType := range []string{"", "application/json", "application/problem+json", "application/hal+json", "text/plain", "application/cbor"} {
			for _, value := range []any{nil, true, false, 1.5, 1234.0, "true", "abcd", "", "é", []any{}, []any{1.0, "a", nil}, map[string]any{"a": "<b>"}} {
				order := []any{"value", value}
				if contentType != "" {
					order = append(order, "header", map[string][]string{"Content-Type": {contentType}})
				}
				a := w.order(order...)
				var got any
				if err := json.Unmarshal([]byte(a.body), &got); a.status != 200 || err != nil || !reflect.DeepEqual(got, value) {
					t.Errorf("%s %v: got %d %q", contentType, value, a.status, a.body)
				}
			}
		}
	})
}

func TestWEB21WEB22PlainResultsReachCallers(t *testing.T) {
	onStages(t, "Plain", func(t *testing.T, w *webAction) {
		a := w.call("POST", "/", `{"name":"Ada"}`, "Content-Type: application/json")
		var got struct{ Name string }
		if err := json.Unmarshal([]byte(a.body), &got); err != nil || a.status != 200 || got.Name != "Ada" {
			t.Errorf("got %d %s", a.status, a.body)
		}
		a.expectType(t, "application/json")
		if got := w.activate(`{"name":"Ada"}`); strings.TrimSpace(got) != `{"name":"Ada","page":0}` {
			t.Errorf("a plain activation: %s", got)
		}
	})
	whateverStarts(t, "Kept", func(t *testing.T, w *webAction) { w.call("GET", "/", "").expect(t, 200, "[]") }) // a slice
	whateverStarts(t, "Say", func(t *testing.T, w *webAction) {
		a := w.order("status", 404, "header", map[string][]string{"x-a": {"1"}}, "value", "<p>gone")
		a.expect(t, 404, "<p>gone")
		a.expectType(t, "text/html; charset=UTF-8")
		a.expectHeader(t, "X-A", "1")
	})
	for action, want := range map[string]string{"Text": "text/plain; charset=UTF-8", "Named": "application/octet-stream"} {
		whateverStarts(t, action, func(t *testing.T, w *webAction) {
			a := w.call("POST", "/", "x", "Content-Type: text/plain")
			a.expect(t, 200, "x")
			a.expectType(t, want)
		})
	}
	whateverStarts(t, "AnswerNil", func(t *testing.T, w *webAction) { w.order().expect(t, 204, "") })
}

func TestWEB24ErrorsReachCallersOfWebActions(t *testing.T) {
	for _, action := range []string{"AnswerText", "AnswerAny", "Say"} {
		whateverStarts(t, action, func(t *testing.T, w *webAction) {
			for want, order := range map[int][]any{
				404: {"error", "gone", "errorAs", 404}, 500: {"error", "gone"},
			} {
				a := w.order(append([]any{"status", 201, "header", map[string][]string{"X-A": {"1"}}, "body", []byte("x")}, order...)...)
				if a.status != want || !strings.Contains(a.body, `"error": "gone"`) || a.header.Get("X-A") != "" {
					t.Errorf("got %+v, want %d", a, want)
				}
				a.expectType(t, "application/json")
			}
			a := w.order("status", []int{1})
			if a.status != 400 || !strings.Contains(a.body, "params.status: expected number, got array") {
				t.Errorf("a wrong kind: got %+v", a)
			}
		})
	}
}

// A panic is a fault of the container for the invoker, which destroys it: callers see what the platform says of that. A
// proxy in between passes an error on like any other.
func TestWEB24PanicsInWebActions(t *testing.T) {
	whateverStarts(t, "AnswerText", func(t *testing.T, w *webAction) {
		a := w.order("panic", "oh")
		if strings.HasPrefix(w.on.name, "server") {
			a.expect(t, 400, `{"error":"`+controller.TextFailed+`"}`)
			return
		}
		if a.status != 500 || !strings.Contains(a.body, "The action panicked. See logs for details.") {
			t.Errorf("got %+v", a)
		}
		w.order("body", []byte("still here")).expect(t, 200, "still here")
	})
}

// What the platform is given, in a plain activation too, since a sequence may wait for it.
func TestWEB19TheDocumentIsThatOfAWebAction(t *testing.T) {
	w := stages[0].serve(t, "AnswerBytes")
	got := w.activate(`{"status":201,"header":{"set-cookie":["a","b"],"X-A":["1"]},"body":"` + base64.StdEncoding.EncodeToString([]byte{0, 255}) + `"}`)
	want := `{"statusCode":201,"headers":{"Content-Type":"application/octet-stream","Set-Cookie":["a","b"],"X-A":"1"},"body":"AP8="}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
