package binary

import (
	"strings"
	"testing"

	"github.com/owgen/owgen/e2e/internal/logged"
)

func TestPanicThenAGoodCall(t *testing.T) {
	c := startContainer(t)
	c.wantInit("Panic", nil)
	wantAnswer(t, c.run(`{"message":"%d of secrets"}`), 502, `{"error":"The action panicked. See logs for details."}`)
	wantAnswer(t, c.post("/panic", `{"message":"again"}`), 500, `{"error":"The action panicked. See logs for details."}`)
	wantAnswer(t, c.post("/typed", `{"string":"still here"}`), 200, `{"string":"still here"}`)
	stdout, stderr := c.logs(1)
	if stdout != "" || !strings.Contains(stderr, "%d of secrets") || !strings.Contains(stderr, "fixture.Panic") {
		t.Errorf("stdout %q; stderr has no value or no stack:\n%s", stdout, stderr)
	}
}

func TestGoexitThenAGoodCall(t *testing.T) {
	c := startContainer(t)
	c.wantInit("Vanish", nil)
	for range 3 { // the first must leave no lock behind
		if a := c.run(`{}`); a.Status != 502 || !strings.HasPrefix(a.Body, `{"error":"`) {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
	}
	if a := c.post("/vanish", `{}`); a.Status != 500 || !strings.HasPrefix(a.Body, `{"error":"`) {
		t.Errorf("got %d %s", a.Status, a.Body)
	}
	wantAnswer(t, c.post("/typed", `{"number":1}`), 200, `{"number":1}`)
	c.logs(3)
}

func TestErrorsCostNoContainer(t *testing.T) {
	c := startContainer(t)
	c.wantInit("Fail", nil)
	wantAnswer(t, c.run(`{"message":"100%d \"wrong\""}`), 200, `{"error":"100%d \"wrong\""}`)
	wantAnswer(t, c.run(`{"message":"gone","status":404}`), 200, `{"error":"gone"}`)
	wantAnswer(t, c.run(`{"message":"gone","status":404,"__ow_method":"get"}`), 200,
		`{"error":{"statusCode":404,"body":{"error":"gone"}}}`)
	// A newline goes before each sentinel.
	stdout, stderr := c.logs(3)
	if got := logged.Short(stderr); stdout != "" || got != `ERROR 100%d "wrong" action=Fail`+"\n\nWARN gone action=Fail\n\nWARN gone action=Fail" {
		t.Errorf("stdout %q, stderr %q", stdout, stderr)
	}
}

func TestErrorsHaveAStatusOverPlainHTTP(t *testing.T) {
	s := serve(t)
	wantAnswer(t, s.post("/fail", `{"message":"wrong"}`), 500, `{"error":"wrong"}`)
	wantAnswer(t, s.post("/fail", `{"message":"gone","status":404}`), 404, `{"error":"gone"}`)
	wantAnswer(t, s.post("/fail", `{"status":"x"}`), 400,
		`{"error":"params.status: expected number, got string at offset 10"}`)
	wantAnswer(t, s.post("/scalar", `{}`), 500, `{"error":"The action did not return a dictionary or array."}`)
}
