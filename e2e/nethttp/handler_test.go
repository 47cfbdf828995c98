package nethttp

import (
	"encoding/json"
	"io"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/owgen/owgen/e2e/internal/kinds"
	"github.com/owgen/owgen/e2e/nethttp/fixture"
	"github.com/owgen/owgen/internal/program"
	"github.com/owgen/owgen/internal/ways/controller"
	"github.com/owgen/owgen/internal/ways/invoker"
)

// An answer is what a caller got, without what differs from call to call.
type answer struct {
	Status int
	Header http.Header
	Body   string
}

// A request is one to compare.
type request struct {
	method, target, body string
	lines                []string
}

var requests = []request{
	{"GET", "/nothing", "", nil},
	{"GET", "/html", "", nil},
	{"HEAD", "/html", "", nil},
	{"GET", "/png", "", nil},
	{"GET", "/json", "", nil},
	{"GET", "/pieces", "", nil},
	{"POST", "/login", "user=Ada", []string{"Content-Type: application/x-www-form-urlencoded"}},
	{"GET", "/login?user=Ada", "", nil},
	{"DELETE", "/order", "", nil},
	{"OPTIONS", "/order", "", nil},
	{"PATCH", "/order", "", nil},
	{"GET", "/favicon.ico", "", nil},
	{"GET", "/missing", "", nil},
}

// call makes a request, and returns what its caller gets.
func (r request) call(t *testing.T, way http.RoundTripper, url string) answer {
	t.Helper()
	q, err := http.NewRequest(r.method, url+r.target, strings.NewReader(r.body))
	if err != nil {
		t.Fatal(err)
	}
	q.Host = "h.example"
	for _, line := range r.lines {
		name, value, _ := strings.Cut(line, ": ")
		q.Header.Add(name, value)
	}
	resp, err := way.RoundTrip(q)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Date", "Content-Length", "Connection"} {
		resp.Header.Del(name)
	}
	return answer{resp.StatusCode, resp.Header, string(body)}
}

// transport follows no redirects and adds nothing.
var transport = &http.Transport{DisableCompression: true}

// byNetHTTP returns the URL of a server of net/http with the handlers of the fixture.
func byNetHTTP(t *testing.T, h http.Handler) string {
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.Start()
	t.Cleanup(s.Close)
	return s.URL
}

func serve(t *testing.T, action string, env ...string) *program.Server {
	t.Helper()
	s, err := program.Serve(binary, append(env, "OWGEN_ACTION="+action, "suppress_lock=true")...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Kill)
	return s
}

func TestWEB39OverHTTP(t *testing.T) {
	site, echo := byNetHTTP(t, fixture.New()), byNetHTTP(t, http.HandlerFunc(fixture.Echo))
	for _, platform := range []string{"openfaas", "knative"} {
		for _, action := range []string{"Site", "New"} {
			s := serve(t, action, "OWGEN_PLATFORM="+platform)
			for _, r := range requests {
				got, want := r.call(t, transport, s.URL), r.call(t, transport, site)
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%s %s: %s %s\ngot  %v\nwant %v", platform, action, r.method, r.target, got, want)
				}
			}
			got, err := s.Do("GET", "/context", "", nil)
			if err != nil || got.Body != platform+" " {
				t.Errorf("context: %v, %v", got, err)
			}
			if got, err = s.Do("GET", "/_/health", "", nil); err != nil || got.Body != "OK" {
				t.Errorf("health: %v, %v", got, err)
			}
			if got, err = s.Do("GET", "/panic", "", nil); err != nil || got.Status != 500 {
				t.Errorf("panic: %v, %v", got, err)
			}
		}
		s := serve(t, "Echo", "OWGEN_PLATFORM="+platform)
		for _, r := range []request{
			{"POST", "/a%20b/c%2Fd/?q=1&q=%zz;", "\x00\xff", []string{"X-A: 1", "X-A: 2", "Content-Type: a/b"}},
			{"PROPFIND", "/", "", nil},
		} {
			if got, want := r.call(t, transport, s.URL), r.call(t, transport, echo); !reflect.DeepEqual(got, want) {
				t.Errorf("%s\ngot  %v\nwant %v", r.target, got, want)
			}
		}
	}
	s := serve(t, "Number")
	if got, err := s.Post("/", `{"n":1}`); err != nil || got.Status != 200 || got.Body != `{"n":2}` {
		t.Errorf("a plain handler: %v, %v", got, err)
	}
	if got, err := s.Do("PUT", "/", `{"n":1}`, nil); err != nil || got.Status != 405 {
		t.Errorf("a plain handler: %v, %v", got, err)
	}
}

// A stage is a way in which OpenWhisk's controller reaches the program.
var stages = map[string]func(t *testing.T, action string) *invoker.Container{
	"server": func(t *testing.T, action string) *invoker.Container {
		return initialised(t, kinds.Process(t, binary, invoker.Options{}), invoker.Action{Name: "web", Main: action})
	},
	"ActionLoop": func(t *testing.T, action string) *invoker.Container {
		c, _ := kinds.GoProxy(t)
		return initialised(t, c, invoker.Action{
			Name: "web", Binary: true, Code: kinds.ZipOf(t, binary), Env: map[string]any{"OWGEN_ACTION": action},
		})
	},
}

func initialised(t *testing.T, c *invoker.Container, a invoker.Action) *invoker.Container {
	t.Helper()
	if done, err := c.Init(a); err != nil || done.Status != invoker.Success {
		t.Fatalf("/init: %s %s, %v", done.Status, done.Result, err)
	}
	return c
}

// Callers of web actions get what net/http would have sent, but for the charset, which OpenWhisk alone sets.
func TestWEB39AsWebActions(t *testing.T) {
	site := byNetHTTP(t, fixture.New())
	for name, start := range stages {
		for _, raw := range []bool{false, true} {
			c := start(t, "Site")
			web := &controller.Action{Run: controller.Through(c), Raw: raw, CustomOptions: true}
			for _, r := range requests {
				if r.method == "HEAD" {
					continue // the controller drops the type of a body that is not there
				}
				got, want := r.call(t, web, "http://h.example"), r.call(t, transport, site)
				if want.Header.Get("Content-Type") == "application/json" && json.Valid([]byte(got.Body)) {
					got.Body = want.Body // which may be printed anew
				}
				for _, h := range []http.Header{got.Header, want.Header} {
					h.Set("Content-Type", strings.ToLower(h.Get("Content-Type")))
				}
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%s, raw %v: %s %s\ngot  %+v\nwant %+v", name, raw, r.method, r.target, got, want)
				}
			}
			if got := (request{"GET", "/context", "", nil}).call(t, web, "http://h.example"); got.Body != "openwhisk " {
				t.Errorf("%s: the context: %v", name, got)
			}
			if got := (request{"GET", "/panic", "", nil}).call(t, web, "http://h.example"); got.Status < 400 {
				t.Errorf("%s: a panic: %v", name, got)
			}
		}
	}
}

// A constructor is called when the environment is complete, again after a panic, and then no more.
func TestWEB39ConstructorsRunAtTheFirstCall(t *testing.T) {
	file := filepath.Join(t.TempDir(), "late")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	s := serve(t, "Late", "OWGEN_PLATFORM=openfaas", "LATE_FILE="+file)
	get := func(status int, body string) {
		t.Helper()
		if got, err := s.Do("GET", "/", "", nil); err != nil || got.Status != status || got.Body != body {
			t.Errorf("got %v, %v", got, err)
		}
	}
	get(500, `{"error":"The action panicked. See logs for details."}`)
	write("first")
	get(200, "first")
	write("second")
	get(200, "first")

	c := initialised(t, kinds.Process(t, binary, invoker.Options{}), invoker.Action{
		Name: "web", Main: "Late", Env: map[string]any{"LATE_FILE": file},
	})
	web := &controller.Action{Run: controller.Through(c), Raw: true}
	if got := (request{"GET", "/", "", nil}).call(t, web, "http://h.example"); got.Status != 200 || got.Body != "second" {
		t.Errorf("as a web action: %v", got)
	}
}

// What is not about HTTP is a POST of the parameters to /.
func TestWEB39PlainActivationsAndShells(t *testing.T) {
	const parameters = `{"a":[1,2]}`
	want := map[string]any{
		"method": "POST", "path": "/", "query": "", "host": "", "header": nil, "type": "application/json",
		"body": "eyJhIjpbMSwyXX0=", "length": 11.0, "uri": "/",
	}
	seen := func(t *testing.T, name, text string) {
		t.Helper()
		var got map[string]any
		if err := json.Unmarshal([]byte(text), &got); err != nil || !maps.EqualFunc(got, want, func(a, b any) bool { return reflect.DeepEqual(a, b) }) {
			t.Errorf("%s: %v, %v", name, text, err)
		}
	}
	var envelope struct {
		StatusCode int
		Headers    map[string]string
		Body       string
	}
	for name, start := range stages {
		done, err := start(t, "Echo").Run(parameters, nil)
		if err != nil || json.Unmarshal([]byte(done.Result), &envelope) != nil || envelope.StatusCode != 200 ||
			envelope.Headers["Content-Type"] != "text/plain; charset=utf-8" {
			t.Errorf("%s: %s, %v", name, done.Result, err)
		}
		seen(t, name, envelope.Body)
	}
	piped, err := program.Run(binary, parameters, []string{"OWGEN_ACTION=Echo"}, "-")
	if err != nil || piped.Exit != 0 {
		t.Errorf("%v, %v", piped, err)
	}
	seen(t, "pipe", piped.Stdout)
	argument, err := program.Run(binary, "", []string{"OWGEN_ACTION=Echo"}, parameters)
	if err != nil || json.Unmarshal([]byte(argument.Stdout), &envelope) != nil {
		t.Errorf("%v, %v", argument, err)
	}
	seen(t, "argument", envelope.Body)
	// A watchdog tells of the request in the environment. What has another status than 200 ends the process with an error.
	watched, err := program.Run(binary, "", []string{"OWGEN_ACTION=Site", "Http_Method=GET", "Http_Path=/html"})
	if err != nil || watched.Exit != 0 || watched.Stdout != "<html><p>é</p>" {
		t.Errorf("%v, %v", watched, err)
	}
	watched, err = program.Run(binary, "", []string{"OWGEN_ACTION=Site", "Http_Method=GET", "Http_Path=/missing"})
	if err != nil || watched.Exit != 1 || !strings.Contains(watched.Stderr, "404") || watched.Stdout != "404 page not found\n" {
		t.Errorf("%v, %v", watched, err)
	}
}
