package binary

import (
	"net/http"
	"strings"
	"testing"
)

// Cases that OpenWhisk's own tests leave out, and so does package whisk.

func TestBadRequestsToOpenWhisk(t *testing.T) {
	c := startContainer(t, "OWGEN_PLATFORM=openwhisk")
	if a := c.init("nobody", nil); a.Status != 502 || !strings.Contains(a.Body, "Typed") {
		t.Errorf("a main that does not exist: %d %s", a.Status, a.Body)
	}
	if a := c.post("/init", `{"value"`); a.Status != 400 {
		t.Errorf("JSON that ends early: %d %s", a.Status, a.Body)
	}
	c.wantInit("typed", nil) // an /init that failed does not count
	wantAnswer(t, c.run(`{"string":[]}`), 200,
		`{"error":"params.string: expected string, got array at offset 10"}`)
	if a := c.post("/run", `{"value":{}`); a.Status != 400 {
		t.Errorf("JSON that ends early: %d %s", a.Status, a.Body)
	}
	if a := c.do("GET", "/run", "", nil); a.Status != 405 || a.Header.Get("Allow") != "POST" {
		t.Errorf("GET /run: %d, Allow %q", a.Status, a.Header.Get("Allow"))
	}
	if a := c.post("/", `{}`); a.Status != 404 {
		t.Errorf("POST /: %d %s", a.Status, a.Body)
	}
	c.logs(2)
}

func TestCodeIsIgnoredWithAWarning(t *testing.T) {
	c := startContainer(t)
	code := strings.Repeat("UEsDBA==", 1<<20)
	wantAnswer(t, c.post("/init", object("value", map[string]any{"code": code, "binary": true, "main": "main"})), 200, `{"ok":true}`)
	if stdout, stderr := c.logs(0); stdout != "" || strings.Count(stderr, "\n") > 0 || !strings.Contains(stderr, "code") {
		t.Errorf("stdout %q, stderr %q", stdout, stderr)
	}
}

func TestNobodySetsVariablesThroughAGateway(t *testing.T) {
	s := serve(t)
	attack := `{"value":{"main":"Environment","env":{"PLANTED":"yes"}}}`
	for _, name := range []string{"X-Call-Id", "X-Start-Time", "X-Forwarded-For", "X-Forwarded-Host", "Forwarded"} {
		a := s.do("POST", "/init", attack, http.Header{name: {"by=proxy"}})
		wantAnswer(t, a, 200, attack) // an ordinary invocation of the default action, which echoes
	}
	if vars := decode[map[string]string](t, s.post("/environment", `{}`).Body); vars["PLANTED"] != "" {
		t.Errorf("the handler sees %v", vars)
	}
}
