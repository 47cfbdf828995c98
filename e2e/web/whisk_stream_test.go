package web

import (
	"strings"
	"testing"
)

// Where OpenWhisk takes a document, all values are in there, and all that a reader yields.
func TestWEB32WEB33WEB36StreamsInWebActions(t *testing.T) {
	const isJSON = "Content-Type: application/json"
	onStages(t, "Count", func(t *testing.T, w *webAction) {
		for body, want := range map[string]string{
			`{"count":2}`: `[{"n":1},{"n":2}]`,
			`{"count":0}`: `[]`,
		} {
			a := w.call("POST", "/", body, isJSON, "Accept: text/event-stream")
			a.expectJSON(t, 200, want)
			a.expectType(t, "application/json")
			if got := strings.TrimSpace(w.activate(body)); got != want {
				t.Errorf("%s in a plain activation: %s", body, got)
			}
		}
		for body, want := range map[string]string{
			`{"count":-1}`:                             `{"error":"count is negative"}`,
			`{"count":2,"error":2,"status":422}`:       `{"error":"bad value"}`,
			`{"count":2,"error":1,"status":422}`:       `{"error":"bad value"}`,
			`{"count":1000,"error":1000,"status":422}`: `{"error":"bad value"}`,
		} {
			w.call("POST", "/", body, isJSON).expectJSON(t, 422, want)
		}
		w.call("POST", "/", `{"count":1000000,"size":1000}`, isJSON).expectJSON(t, 500, `{"error":"the body of the answer is larger than OWGEN_MAX_BODY"}`)
	})
	onStages(t, "CountBytes", func(t *testing.T, w *webAction) {
		a := w.call("POST", "/", `{"count":2}`, isJSON)
		a.expect(t, 200, "\x01\xff\x02\xff")
		a.expectType(t, "application/octet-stream")
	})
	onStages(t, "Copy", func(t *testing.T, w *webAction) {
		a := w.call("POST", "/", "a,b\nc,d\n", "Content-Type: text/csv")
		a.expect(t, 200, "a,b\nc,d\n")
	})
	onStages(t, "Get", func(t *testing.T, w *webAction) {
		w.call("POST", "/", `{"size":16,"status":201}`, isJSON).expect(t, 201, "0123456789abcdef")
		w.call("POST", "/", `{"size":16,"status":204}`, isJSON).expect(t, 204, "")
		w.call("POST", "/", `{"size":16,"error":true}`, isJSON).expectJSON(t, 500, `{"error":"bad read"}`)
		w.call("POST", "/", `{"size":9000000}`, isJSON).expectJSON(t, 500, `{"error":"the body of the answer is larger than OWGEN_MAX_BODY"}`)
	})
}
