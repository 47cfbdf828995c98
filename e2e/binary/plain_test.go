package binary

import (
	"net/http"
	"testing"
)

func TestPlainInvocations(t *testing.T) {
	s := serve(t)
	wantAnswer(t, s.post("/", `{"a": 1}`), 200, `{"a":1}`) // the default action returns what it gets
	wantAnswer(t, s.post("/typed", `{"string":"a"}`), 200, `{"string":"a"}`)
	wantAnswer(t, s.post("/deep/down/Typed", `{"number":7}`), 200, `{"number":7}`)
	wantAnswer(t, s.post("/no/action", `[1]`), 200, `[1]`) // the path is the user's own
	wantAnswer(t, s.post("/print", ` {"string":"\u2603"} `), 200, `{"string":"☃"}`)
	form := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}} // what curl -d says
	wantAnswer(t, s.do("POST", "/typed", `{"numbers":[1]}`, form), 200, `{"numbers":[1]}`)
	wantAnswer(t, s.do("GET", "/typed", "", nil), 200, `{}`)
	for _, method := range []string{"PUT", "PATCH", "DELETE"} {
		if a := s.do(method, "/typed", `{}`, nil); a.Status != 405 || a.Header.Get("Allow") == "" {
			t.Errorf("%s: %d, Allow %q", method, a.Status, a.Header.Get("Allow"))
		}
	}
	s.wantStop()
	if s.Stdout() != "hello stdout\n" || s.Stderr() != "hello stderr\n" { // no sentinel, nothing of owgen's
		t.Errorf("stdout %q, stderr %q", s.Stdout(), s.Stderr())
	}
}

// OF-2: a request without a body means parameters without any field, however the request says so.
func TestOF2NoBodyMissesRequiredFields(t *testing.T) {
	const missing = `{"error":{"message":"params.street: is required (and 1 more)","code":"invalid","fields":{"street":"is required","number":"is required"}}}`
	c := startContainer(t)
	for _, method := range []string{"GET", "POST"} {
		wantAnswer(t, c.do(method, "/address", "", nil), 400, missing)
	}
	wantAnswer(t, c.post("/address", " \n"), 400, missing)
	wantAnswer(t, c.post("/address", "{}"), 400, missing)
	wantAnswer(t, c.post("/address", `{"street":"x","number":0}`), 200, `{"street":"x","number":0}`)
	c.wantInit("Address", nil)
	for _, body := range []string{"", "null", "{}", `{"value":null}`, `{"value":{}}`} {
		wantAnswer(t, c.post("/run", body), 200, missing)
	}
}

func TestVariableNamesTheAction(t *testing.T) {
	s := serve(t, "OWGEN_ACTION=typed")
	wantAnswer(t, s.post("/", `{"string":"a","unknown":1}`), 200, `{"string":"a"}`)
	wantAnswer(t, s.post("/big", `{"string":"b"}`), 200, `{"string":"b"}`)
}
