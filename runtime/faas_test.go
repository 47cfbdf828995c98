package ow

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// faasTest is a server on OpenFaaS.
func faasTest(t *testing.T, vars ...string) *testServer {
	return serveTest(t, append([]string{"OWGEN_PLATFORM=openfaas", "suppress_lock=true"}, vars...)...)
}

func TestOF1HealthAndReady(t *testing.T) {
	s := faasTest(t, "max_inflight=1")
	s.request("GET", "/_/health", "").expect(t, 200, "OK")
	s.request("GET", "/_/ready", "").expect(t, 200, "")
	for _, path := range []string{"/_/health", "/_/ready"} {
		if r := s.post(path, "{}"); r.status != 405 || r.header.Get("Allow") != "GET" {
			t.Errorf("POST %s: got %d, Allow %q", path, r.status, r.header.Get("Allow"))
		}
	}
	s.site.faas.running.Add(1)
	s.request("GET", "/_/ready", "").expect(t, 429, "")
	s.request("GET", "/_/health", "").expect(t, 200, "OK")
	s.site.faas.running.Add(-1)
	s.site.draining.Store(true)
	s.request("GET", "/_/health", "").expect(t, 503, "")
	s.request("GET", "/_/ready", "").expect(t, 503, "")
}

func TestOF2PlainInvocations(t *testing.T) {
	s := faasTest(t)
	for _, c := range []struct {
		method, path, body, header string
		status                     int
		want                       string
	}{
		{"POST", "/", `{"text":"a"}`, "", 200, `{"text":"a"}`},
		{"POST", "/any/path?q=1", `{"text":"a"}`, "", 200, `{"text":"a"}`},
		{"POST", "/", ` {"text":"a"} `, "Content-Type: text/plain", 200, `{"text":"a"}`},
		{"POST", "/", `{"text":"a"}`, "Content-Type: application/x-www-form-urlencoded", 200, `{"text":"a"}`},
		{"POST", "/", ``, "", 200, `{"text":""}`},
		{"POST", "/", "\n", "", 200, `{"text":""}`},
		{"GET", "/", ``, "", 200, `{"text":""}`},
		{"GET", "/", `{}`, "", 400, `{"error":"GET has no body here; use POST"}`},
		{"POST", "/echo", `{"z":1}`, "", 200, `{"z":1}`},
		{"POST", "/x/Echo", `{"z":1}`, "", 200, `{"z":1}`},
		{"POST", "/count", `[1,2]`, "", 200, `{"value":2}`},
		{"POST", "/count", ``, "", 200, `{"value":0}`},
		{"POST", "/run", `{"text":"run"}`, "", 200, `{"text":"run"}`},
		{"POST", "/init", `{"text":"init"}`, "", 200, `{"text":"init"}`},
	} {
		s.request(c.method, c.path, c.body, c.header).expect(t, c.status, c.want)
	}
	for _, method := range []string{"PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"} {
		if r := s.request(method, "/", ""); r.status != 405 || r.header.Get("Allow") != "GET, POST" {
			t.Errorf("%s: got %d, Allow %q", method, r.status, r.header.Get("Allow"))
		}
	}
	named := faasTest(t, "OWGEN_ACTION=echo")
	named.post("/count", `{"a":1}`).expect(t, 200, `{"a":1}`)
	two := serveActions(t, []Action{obeyAction("A"), obeyAction("B")})
	two.post("/b", `{"text":"b"}`).expect(t, 200, `{"text":"b"}`)
	two.post("/c", `{}`).expect(t, 404, `{"error":"no action was named, and none is the default; the actions are: A, B; choose one with the last element of the path, or with the variable OWGEN_ACTION"}`)
}

func TestOF3Platforms(t *testing.T) {
	for _, c := range []struct {
		vars string
		want platform
	}{
		{"", unmarked},
		{"OWGEN_PLATFORM=auto", unmarked},
		{"OWGEN_PLATFORM=openfaas __OW_API_HOST=x", onOpenFaaS},
		{"OWGEN_PLATFORM=knative", onKnative},
		{"__OW_API_HOST=x KUBERNETES_SERVICE_HOST=10.0.0.1", onOpenWhisk},
		{"K_SERVICE=x KUBERNETES_SERVICE_HOST=10.0.0.1", onKnative},
		{"OPENFAAS_NAME=x", onOpenFaaS},
		{"fprocess=./handler", onOpenFaaS},
		{"function_process=./handler", onOpenFaaS},
		{"KUBERNETES_SERVICE_HOST=10.0.0.1", onKubernetes},
	} {
		if got, err := detectPlatform(environment(strings.Fields(c.vars)...)); got != c.want || err != nil {
			t.Errorf("%s: got %q %v, want %q", c.vars, got, err, c.want)
		}
	}
	if _, err := detectPlatform(environment("OWGEN_PLATFORM=lambda")); err == nil {
		t.Error("an unknown platform is accepted")
	}
	for vars, protocol := range map[string]bool{
		"": true, "__OW_API_HOST=x": true, "K_SERVICE=x": false, "fprocess=x": false, "KUBERNETES_SERVICE_HOST=x": false,
	} {
		s := serveTest(t, append(strings.Fields(vars), "suppress_lock=true")...)
		r := s.post("/init", `{}`)
		if got := r.body == `{"ok":true}`; got != protocol {
			t.Errorf("%s: /init is OpenWhisk's: got %v, want %v", vars, got, protocol)
		}
	}
}

// A caller of faasd chooses the path freely, and nothing marks the platform: what came through a gateway must change
// nothing here.
func TestOF3GatewayCannotInit(t *testing.T) {
	const name = "OW_TEST_SMUGGLED"
	t.Setenv(name, "untouched")
	s := serveTest(t)
	upstream, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	gateway := httptest.NewServer(http.StripPrefix("/function/name", &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(upstream)
			r.Out.Header.Set("X-Call-Id", "0000")
			r.Out.Header.Set("X-Start-Time", "1")
		},
	}))
	defer gateway.Close()
	smuggled := `{"value":{"main":"Echo","env":{"` + name + `":"changed"}},"text":"plain"}`
	send(t, gateway.URL, "POST", "/function/name/init", smuggled).expect(t, 200, `{"text":"plain"}`)
	send(t, gateway.URL, "POST", "/function/name/run", `{"api_key":"k","text":"plain"}`).expect(t, 200, `{"text":"plain"}`)
	for _, header := range []string{"X-Call-Id", "X-Start-Time", "X-Forwarded-For", "X-Forwarded-Host", "Forwarded"} {
		s.request("POST", "/init", smuggled, header+": x").expect(t, 200, `{"text":"plain"}`)
		// A caller can send the field empty, and a proxy that adds a line of its own leaves that one first.
		s.request("POST", "/init", smuggled, header+": ", header+": x").expect(t, 200, `{"text":"plain"}`)
		s.request("POST", "/init", smuggled, header+": ").expect(t, 200, `{"text":"plain"}`)
	}
	if got := os.Getenv(name); got != "untouched" {
		t.Errorf("the variable is %q", got)
	}
	if got := os.Getenv("__OW_API_KEY"); got != "" {
		t.Errorf("__OW_API_KEY is %q", got)
	}
}

func TestOF4OF5OF6OF7Answers(t *testing.T) {
	s := faasTest(t, "OWGEN_MAX_BODY=200")
	for _, c := range []struct {
		of     int
		body   string
		status int
		want   string
	}{
		{4, `{"text":"100%"}`, 200, `{"text":"100%"}`},
		{4, `{"do":"raw","text":"[]"}`, 200, `[]`},
		{5, `{"text":5}`, 400, `{"error":"params.text: expected string, got number at offset 8"}`},
		{5, `{"text":"a"} x`, 400, ``},
		{5, `{`, 400, ``},
		{5, `{"text":"` + strings.Repeat("x", 200) + `"}`, 413, `{"error":"the body is larger than 200 bytes"}`},
		{6, `{"do":"error","text":"%d"}`, 500, `{"error":"%d"}`},
		{6, `{"do":"status","n":409,"text":"taken"}`, 409, `{"error":"taken"}`},
		{6, `{"do":"status","n":204,"text":"odd"}`, 500, `{"error":"odd"}`},
		{6, `{"do":"fields","text":"bad"}`, 422, `{"error":{"message":"bad","code":"invalid","fields":{"a":"empty","b":"no"}}}`},
		{7, `{"do":"panic","text":"boom"}`, 500, `{"error":"The action panicked. See logs for details."}`},
		{7, `{"do":"goexit"}`, 500, `{"error":"The action ended its goroutine instead of returning."}`},
		{7, `{"do":"raw","text":"7"}`, 500, `{"error":"The action did not return a dictionary or array."}`},
	} {
		r := s.post("/", c.body)
		if c.want == "" {
			c.want = r.body
		}
		if r.status != c.status || r.body != c.want {
			t.Errorf("OF-%d: %s\ngot  %d %s\nwant %d %s", c.of, c.body, r.status, r.body, c.status, c.want)
		}
		if r.header.Get("Content-Type") != "application/json" || r.header.Get("X-OpenFaaS-Internal") != "" {
			t.Errorf("OF-%d: headers %v", c.of, r.header)
		}
	}
	if got := s.stderr.String(); !strings.Contains(got, "boom") || !strings.Contains(got, "goroutine ") {
		t.Errorf("no stack on stderr: %q", got)
	}
}

func TestOF8MaxInflight(t *testing.T) {
	s := faasTest(t, "max_inflight=2")
	var wg sync.WaitGroup
	order, release := held(t)
	for range 2 {
		wg.Go(func() { s.post("/", order).expect(t, 200, `{"text":"met"}`) })
	}
	eventually(t, func() bool { return s.site.faas.running.Load() == 2 })
	r := s.post("/", `{}`)
	r.expect(t, 429, "Concurrent request limit exceeded. Max concurrent requests: 2\n")
	if !strings.HasPrefix(r.header.Get("Content-Type"), "text/plain") || r.header.Get("X-OpenFaaS-Internal") == "" {
		t.Errorf("headers: %v", r.header)
	}
	s.request("GET", "/_/ready", "").expect(t, 429, "")
	release()
	wg.Wait()
	eventually(t, func() bool { return s.site.faas.running.Load() == 0 })
	s.post("/", `{}`).expect(t, 200, `{"text":""}`)
}

// A respondingExchange calls before it answers.
type respondingExchange struct {
	transport.Exchange
	before func()
}

func (x *respondingExchange) Respond(a transport.Answer) {
	x.before()
	x.Exchange.Respond(a)
}

// Whoever has an answer may call again at once, and must not be refused because of the call that was answered.
func TestOF8CountedOutBeforeTheAnswer(t *testing.T) {
	for _, within := range []string{"", "5s"} {
		s := faasTest(t, "max_inflight=1", "exec_timeout="+within)
		var atAnswer []int64
		config := s.config
		config.Handle = func(x transport.Exchange) bool {
			return s.config.Handle(&respondingExchange{x, func() { atAnswer = append(atAnswer, s.site.faas.running.Load()) }})
		}
		server := httptest.NewUnstartedServer(nil)
		go newTransport(config).Serve(server.Listener)
		t.Cleanup(func() { server.Listener.Close() })
		for _, body := range []string{`{}`, `{"do":"fail"}`, `{"do":"panic"}`, `[`} {
			send(t, "http://"+server.Listener.Addr().String(), "POST", "/", body)
		}
		if !slices.Equal(atAnswer, make([]int64, 4)) {
			t.Errorf("exec_timeout=%s: handlers counted while calls are answered: %v", within, atAnswer)
		}
	}
}

func TestOF9ExecTimeout(t *testing.T) {
	s := faasTest(t, "exec_timeout=100ms", "max_inflight=1")
	free := func() { // a handler counts until it is over, which may be after the answer
		eventually(t, func() bool { return s.site.faas.running.Load() == 0 })
	}
	order, release := held(t)
	for _, body := range []string{
		`{"do":"wait","n":60000}`, // sees its context end
		order,                     // sees nothing
	} {
		r := s.post("/", body)
		r.expect(t, 504, `{"error":"the function took longer than 100ms"}`)
		if r.header.Get("X-OpenFaaS-Internal") == "" {
			t.Error("no X-OpenFaaS-Internal")
		}
		if body == order {
			release()
		}
		free()
	}
	s.limits.exec = patience
	for _, call := range []struct {
		body   string
		status int
		want   string
	}{
		{`{"text":"quick"}`, 200, `{"text":"quick"}`},
		{`{"do":"panic"}`, 500, `{"error":"The action panicked. See logs for details."}`},
		{`{"do":"bad panic"}`, 500, `{"error":"The action panicked. See logs for details."}`},
		{`{"do":"goexit"}`, 500, `{"error":"The action ended its goroutine instead of returning."}`},
		{`{"text":"quick"}`, 200, `{"text":"quick"}`},
	} {
		s.post("/", call.body).expect(t, call.status, call.want)
		free()
	}

	// OpenWhisk has its own limit.
	serveTest(t, "exec_timeout=1ms").post("/run", `{"value":{"do":"sleep","n":50}}`).expect(t, 200, `{"text":"slept"}`)
}

// What a handler makes of the end of its context comes too late, however fast it is.
func TestOF9ResultsThatComeTooLate(t *testing.T) {
	s := serveActions(t, []Action{BindContext("Rest", JSON(decodeRaw), func(ctx context.Context, p raw) (raw, error) {
		<-ctx.Done()
		return p, nil
	}, Result(encodeRaw))}, "OWGEN_PLATFORM=openfaas", "exec_timeout=2ms")
	for range 200 {
		s.post("/", `{}`).expect(t, 504, `{"error":"the function took longer than 2ms"}`)
	}
}

// Handlers see which of the two has ended their context: their time, or their caller.
func TestOF9ContextsEndWithTheTime(t *testing.T) {
	causes := make(chan [2]error, 1)
	s := serveActions(t, []Action{BindContext("Rest", JSON(decodeRaw), func(ctx context.Context, p raw) (raw, error) {
		<-ctx.Done()
		causes <- [2]error{ctx.Err(), context.Cause(ctx)}
		return p, nil
	}, Result(encodeRaw))}, "OWGEN_PLATFORM=openfaas", "exec_timeout=2ms")
	for range 500 {
		s.post("/", `{}`)
		if got := <-causes; got != [2]error{context.DeadlineExceeded, context.DeadlineExceeded} {
			t.Fatalf("the context has ended with %v", got)
		}
	}
}

func TestOF10RefusalsWhileEnding(t *testing.T) {
	s := faasTest(t)
	s.gate.close()
	r := s.post("/", `{}`)
	r.expect(t, 503, `{"error":"the function is shutting down"}`)
	if r.header.Get("X-OpenFaaS-Internal") == "" {
		t.Error("no X-OpenFaaS-Internal")
	}
}

func TestOF11Port(t *testing.T) {
	for vars, want := range map[string]string{
		"":                    "8080",
		"port=9000":           "9000",
		"PORT=9001 port=9000": "9001",
		"mode=http upstream_url=http://127.0.0.1:8082 port=8080": "8082",
		"mode=http upstream_url=127.0.0.1:8083 port=8080":        "8083",
		"mode=http http_upstream_url=http://localhost:8084":      "8084",
		"mode=streaming upstream_url=http://x:1 port=9000":       "9000",
		"mode=http upstream_url=http://localhost":                "8080",
	} {
		if got := listenPort(environment(strings.Fields(vars)...)); got != want {
			t.Errorf("%s: got %s, want %s", vars, got, want)
		}
	}
}

func TestOF12Timeouts(t *testing.T) {
	var warnings []string
	warn := func(s string) { warnings = append(warnings, s) }
	l := readLimits(environment(), warn)
	if l.read != 30*time.Second || l.write != 30*time.Second || l.exec != 0 || l.interval != 2*time.Second || l.inflight != 0 {
		t.Errorf("defaults: %+v", l)
	}
	l = readLimits(environment("read_timeout=5", "write_timeout=1500ms", "exec_timeout=2m", "max_inflight=7"), warn)
	if l.read != 5*time.Second || l.write != 1500*time.Millisecond || l.exec != 2*time.Minute || l.interval != l.write || l.inflight != 7 {
		t.Errorf("set: %+v", l)
	}
	if len(warnings) > 0 {
		t.Errorf("warnings: %v", warnings)
	}
	l = readLimits(environment("read_timeout=soon", "exec_timeout=-5", "max_inflight=many", "healthcheck_interval=1"), warn)
	if l.read != 30*time.Second || l.exec != 0 || l.inflight != 0 || l.interval != time.Second || len(warnings) != 3 {
		t.Errorf("bad values: %+v, warnings %v", l, warnings)
	}
	// of-watchdog serves on for write_timeout unless told otherwise, drains for as long again, and forwards all the while.
	child := []string{"mode=http", "upstream_url=http://127.0.0.1:8082", "write_timeout=20"}
	l = readLimits(environment(child...), warn)
	if l.interval != 20*time.Second || l.grace != 40*time.Second {
		t.Errorf("behind of-watchdog: %+v", l)
	}
	l = readLimits(environment(append(child, "healthcheck_interval=5")...), warn)
	if l.interval != 5*time.Second || l.grace != 25*time.Second {
		t.Errorf("behind of-watchdog, with an interval: %+v", l)
	}
	// write_timeout does not cut a handler.
	faasTest(t, "write_timeout=300ms").post("/", `{"do":"sleep","n":400}`).expect(t, 200, `{"text":"slept"}`)
	// Nor does the time for reading cancel its context.
	faasTest(t, "read_timeout=300ms").post("/", `{"do":"wait","n":400}`).expect(t, 200, `{"text":"waited"}`)
}

func TestOF14LockFile(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	path := filepath.Join(os.TempDir(), ".lock")
	exists := func() bool { _, err := os.Stat(path); return err == nil }
	for vars, want := range map[string]bool{
		"": true, "suppress_lock=true": false, "suppress_lock=1": false, "suppress_lock=0": true,
		"mode=http upstream_url=http://127.0.0.1:8082": false,
	} {
		lock := writeLock(environment(strings.Fields(vars)...), onOpenFaaS)
		if exists() != want {
			t.Errorf("%s: lock file: got %v, want %v", vars, exists(), want)
		}
		lock.remove()
		if exists() {
			t.Errorf("%s: not removed", vars)
		}
	}
	for _, p := range []platform{unmarked, onOpenWhisk, onKnative} {
		if writeLock(environment(), p); exists() {
			t.Errorf("%q: lock file written", p)
		}
	}
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "missing"))
	writeLock(environment(), onOpenFaaS).remove() // no error
}

func TestOF15CallIDAndTokens(t *testing.T) {
	s := faasTest(t)
	s.request("POST", "/", `{"do":"activation"}`, "X-Call-Id: abc").expect(t, 200, `{"text":"||||||||openfaas|abc"}`)
	s.request("POST", "/", `{"do":"header","text":"x-other"}`, "X-Other: seen").expect(t, 200, `{"text":"seen"}`)
	s.request("POST", "/", `{"do":"panic"}`, "X-Call-Id: abc")
	s.post("/", `{"do":"panic"}`)
	s.wantLines("ids", "ERROR the action panicked:  id=abc action=Obey stack", "ERROR the action panicked:  id=made action=Obey stack")
	for _, value := range []string{"true", "1", "T", "TRUE"} {
		p := &program{actions: testActions(), env: environment("jwt_auth=" + value), log: &logger{w: new(buffer)}}
		if _, err := p.newServer(); err == nil || !strings.Contains(err.Error(), "jwt_auth") {
			t.Errorf("jwt_auth=%s: %v", value, err)
		}
		p.env = environment("jwt_auth="+value, "mode=http", "upstream_url=http://127.0.0.1:8082")
		if _, err := p.newServer(); err != nil {
			t.Errorf("behind of-watchdog, which checks tokens: %v", err)
		}
	}
}

// eventually waits until something is so. What it is about is told if it never is.
func eventually(t *testing.T, ok func() bool, about ...any) {
	t.Helper()
	for end := time.Now().Add(patience); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal(append([]any{"it did not happen"}, about...)...)
		}
	}
}
