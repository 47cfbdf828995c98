package openfaas

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/program"
	"github.com/owgen/owgen/runtime/transport"
)

// short is healthcheck_interval in tests that do not show anything after SIGTERM.
const short = "100ms"

func TestFunctionsAreDeployedAndCalled(t *testing.T) {
	t.Parallel()
	g := newGateway(t)
	if a := g.call("POST", "", "{}", nil); a.Status != 503 || a.Header.Get("X-OpenFaaS-Internal") != "proxy" {
		t.Errorf("before it is deployed: %d %s", a.Status, a.Body)
	}
	g.deploy("healthcheck_interval", short)
	for _, c := range []struct{ method, path, body, want string }{
		{"POST", "", `{"a":[1,2]}`, `200 {"a":[1,2]}`},
		{"POST", "/", `{"a":"ü"}`, `200 {"a":"ü"}`},
		{"POST", "/?x=1", ``, `200 {}`},
		{"POST", "/orders/17", `{"string":"a"}`, `200 {"string":"a"}`},
		{"POST", "/typed", `{"string":"a","number":1,"other":2}`, `200 {"string":"a","number":1}`},
		{"POST", "/any/Typed?x=1", `{"other":2}`, `200 {}`},
		{"POST", "/typed/", `{"other":2}`, `200 {}`},
		{"POST", "/t%79ped", `{"other":2}`, `200 {}`},
		{"GET", "/typed", ``, `200 {}`},
		{"GET", "/", ``, `200 {}`},
		{"GET", "/favicon.ico", ``, `404 {"error":"there is nothing at /favicon.ico"}`},
		{"PUT", "/typed", `{}`, `405 {"error":"use GET, POST"}`},
		{"PATCH", "/typed", `{}`, `405 {"error":"use GET, POST"}`},
		{"DELETE", "/typed", ``, `405 {"error":"use GET, POST"}`},
		{"OPTIONS", "/typed", ``, `405 {"error":"use GET, POST"}`},
		{"HEAD", "/typed", ``, `405 `},
	} {
		// faas-cli invoke sends text/plain, curl -d a form, a browser what it likes.
		for _, kind := range []string{"application/json", "text/plain", "application/x-www-form-urlencoded"} {
			a := g.call(c.method, c.path, c.body, http.Header{"Content-Type": {kind}})
			wantAnswer(t, c.method+" "+c.path, a, c.want)
			if a.Header.Get("Content-Type") != "application/json" || a.Length < 0 || a.Status == 405 && a.Header.Get("Allow") == "" {
				t.Errorf("%s %s: length %d, header %v", c.method, c.path, a.Length, a.Header)
			}
		}
	}
}

// Another proxy of faas-provider serves callers that accept event streams.
func TestCallersThatAcceptEventsAreAnswered(t *testing.T) {
	t.Parallel()
	g := newGateway(t)
	g.deploy("healthcheck_interval", short)
	for _, accept := range []string{"text/event-stream", "application/x-ndjson"} {
		a := g.call("POST", "/fail", `{"message":"tea","status":418}`, http.Header{"Accept": {accept}})
		wantAnswer(t, accept, a, `418 {"error":"tea"}`)
	}
}

func TestOF3InitThroughTheGatewayIsACall(t *testing.T) {
	t.Parallel()
	for name, env := range map[string][]string{
		"as owgen deploys it": {"healthcheck_interval", short},
		"faasd":               {"healthcheck_interval", short, "OWGEN_PLATFORM", ""},
	} {
		g := newGateway(t)
		g.deploy(env...)
		before := g.call("POST", "/environment", "{}", nil).Body
		for _, path := range []string{"/init", "/run", "/Init", "/init/", "/x/init"} {
			body := `{"value":{"env":{"LEAK":"1"},"main":"Fail"}}`
			wantAnswer(t, name+": "+path, g.call("POST", path, body, nil), "200 "+body)
		}
		after := g.call("POST", "/environment", "{}", nil).Body
		if after != before || !strings.Contains(after, `"TMPDIR"`) {
			t.Errorf("%s: the environment is\n%s, was\n%s", name, after, before)
		}
	}
}

// The id that the gateway gives a call is in what the handler logs about it, and comes back to the caller.
func TestCallIDsReachLogsAndCallers(t *testing.T) {
	t.Parallel()
	g := newGateway(t)
	g.deploy("healthcheck_interval", short)
	for _, id := range []string{"", "of-the-caller"} {
		header := http.Header{}
		if id != "" {
			header.Set("X-Call-Id", id)
		}
		a := g.call("POST", "/fail", `{"message":"broken"}`, header)
		wantAnswer(t, "fail", a, `500 {"error":"broken"}`)
		got := a.Header.Get("X-Call-Id")
		if got == "" || id != "" && got != id {
			t.Errorf("the answer has the id %q", got)
		}
		awaitStderr(t, g.replicas()[0], got)
	}
}

func TestStatusesReachCallers(t *testing.T) {
	t.Parallel()
	g := newGateway(t)
	g.deploy("healthcheck_interval", short, "exec_timeout", "5s", "max_inflight", "1", "OWGEN_MAX_BODY", "1000000")
	for _, c := range []struct{ path, body, want, internal string }{
		{"/typed", `{"string":1}`, `400 {"error":"params.string: expected string, got number at offset 10"}`, ""},
		{"/typed", `name=x`, `400 `, ""},
		{"/address", `{}`, `400 `, ""},
		{"/fail", `{"message":"broken"}`, `500 {"error":"broken"}`, ""},
		{"/fail", `{"message":"gone","status":404}`, `404 {"error":"gone"}`, ""},
		{"/fail", `{"message":"busy","status":503}`, `503 {"error":"busy"}`, ""},
		{"/panic", `{"message":"oh"}`, `500 `, ""},
		{"/typed.json", `{}`, `404 `, ""},
		{"/big", `{"bytes":300000}`, `200 {"text":"xxx`, ""},
		{"/sleep", `{"millis":60000}`, `504 {"error":"the function took longer than 5s"}`, "owgen"},
		{"/typed", `{}`, `429 Concurrent request limit exceeded. Max concurrent requests: 1`, "owgen"}, // it still sleeps
	} {
		a := g.call("POST", c.path, c.body, nil)
		if got := text(a); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s, want %s", c.path, brief(got), c.want)
		}
		if got := a.Header.Get("X-OpenFaaS-Internal"); got != c.internal {
			t.Errorf("%s: %d, X-OpenFaaS-Internal %q, want %q", c.path, a.Status, got, c.internal)
		}
	}
}

// The proxy sends all of a body before it looks for an answer, which is there long before.
// It runs alone, since the server goes on reading only for those who send on, and a busy machine may keep them from it. Such a
// call is made again.
func TestRefusalsOfLargeBodiesReachCallers(t *testing.T) {
	g := newGateway(t)
	g.deploy("healthcheck_interval", short, "OWGEN_MAX_BODY", "1000000")
	const size = 20 << 20
	for i := range 8 {
		for _, length := range []int64{size, -1} {
			began := time.Now()
			err := g.refused(size, length)
			for tries := 1; err != nil && time.Since(began) > transport.DiscardTime && tries < 10; tries++ {
				began = time.Now()
				err = g.refused(size, length)
			}
			if err != nil {
				t.Errorf("%d, length %d: %v after %v", i, length, err, time.Since(began))
			}
		}
	}
}

// refused makes a call with a body of a size, with the length announced or -1, and wants it to be refused.
func (g *gateway) refused(size, length int64) error {
	req, err := http.NewRequest("POST", g.url+"/function/fixture/typed", io.LimitReader(neverending('x'), size))
	if err != nil {
		return err
	}
	req.ContentLength = length
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if resp.StatusCode != 413 || err != nil {
		return fmt.Errorf("%d %s, %v", resp.StatusCode, body, err)
	}
	return nil
}

// A neverending is a text of this letter.
type neverending byte

func (n neverending) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(n)
	}
	return len(p), nil
}

// A function at its limit of calls is still healthy, or Kubernetes would restart it.
func TestProbesAreNoCalls(t *testing.T) {
	t.Parallel()
	g := newGateway(t)
	g.deploy("healthcheck_interval", short, "max_inflight", "1")
	done := make(chan program.Answer)
	file := filepath.Join(t.TempDir(), "file")
	nap := fmt.Sprintf(`{"millis":0,"until":%q}`, file)
	go func() { done <- g.call("POST", "/sleep", nap, nil) }()
	r := g.replicas()[0]
	awaitStderr(t, r, "sleeping")
	prober := &http.Client{Timeout: probeTimeout}
	for path, want := range map[string]int{"/_/health": 200, "/_/ready": 429} {
		if got := probe(prober, r.URL+path); got != want {
			t.Errorf("%s at the limit: %d, want %d", path, got, want)
		}
	}
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	wantAnswer(t, "sleep", <-done, "200 "+nap)
	if got := probe(prober, r.URL+"/_/ready"); got != 200 {
		t.Errorf("/_/ready afterwards: %d", got)
	}
}

// text is an answer as tests write it: 200 {"a":1}.
func text(a program.Answer) string { return fmt.Sprint(a.Status, " ", a.Body) }

func wantAnswer(t *testing.T, name string, a program.Answer, want string) {
	t.Helper()
	if got := text(a); got != want {
		t.Errorf("%s: %s, want %s", name, brief(got), brief(want))
	}
}

func brief(s string) string {
	if len(s) > 200 {
		return s[:200] + " …"
	}
	return s
}

// awaitStderr waits until the replica has printed the text.
func awaitStderr(t *testing.T, r *replica, text string) {
	t.Helper()
	if err := r.AwaitStderr(text, 1); err != nil {
		t.Error(err)
	}
}
