package web

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/owgen/owgen/e2e/internal/kinds"
	"github.com/owgen/owgen/internal/ways/controller"
	"github.com/owgen/owgen/internal/ways/invoker"
)

// A stage is a way in which OpenWhisk's controller reaches a program, and what kind of web action it is.
type stage struct {
	name    string
	start   func(t *testing.T, action string) *invoker.Container
	raw     bool // annotation raw-http
	digital bool // the controller is DigitalOcean's
}

var stages = []stage{
	{"server", inServer, false, false},
	{"server, raw", inServer, true, false},
	{"ActionLoop", inLoop, false, false},
	{"ActionLoop, raw", inLoop, true, false},
	{"DigitalOcean", inLoop, false, true},
	{"DigitalOcean, raw", inLoop, true, true},
	{"dockerskeleton", inSkeleton, false, false},
	{"dockerskeleton, raw", inSkeleton, true, false},
}

// inServer starts the program as the container's process.
func inServer(t *testing.T, action string) *invoker.Container {
	return initialised(t, kinds.Process(t, binary, invoker.Options{}), invoker.Action{Name: "web", Main: action})
}

// inLoop starts it under the Go proxy.
func inLoop(t *testing.T, action string) *invoker.Container {
	c, _ := kinds.GoProxy(t)
	return initialised(t, c, invoker.Action{
		Name: "web", Binary: true, Code: programZip(t), Env: map[string]any{"OWGEN_ACTION": action},
	})
}

// inSkeleton starts it for each activation.
func inSkeleton(t *testing.T, action string) *invoker.Container {
	c, _ := kinds.Skeleton(t, binary, "OWGEN_ACTION="+action)
	return initialised(t, c, invoker.Action{Name: "web"})
}

var cachedZip struct {
	sync.Once
	code string
}

func programZip(t *testing.T) string {
	t.Helper()
	cachedZip.Do(func() { cachedZip.code = kinds.ZipOf(t, binary) })
	return cachedZip.code
}

func initialised(t *testing.T, c *invoker.Container, a invoker.Action) *invoker.Container {
	t.Helper()
	if done, err := c.Init(a); err != nil || done.Status != invoker.Success {
		t.Fatalf("/init: %s %s, %v", done.Status, done.Result, err)
	}
	return c
}

// A webAction is the program as callers of a web action reach it.
type webAction struct {
	t  *testing.T
	on stage
	controller.Action
	container *invoker.Container
}

func (s stage) serve(t *testing.T, action string) *webAction {
	t.Helper()
	w := &webAction{t: t, on: s, container: s.start(t, action)}
	w.Action = controller.Action{
		Run: controller.Through(w.container), Raw: s.raw, Digital: s.digital, CustomOptions: true, Final: true,
	}
	return w
}

// onStages runs a test on each stage.
func onStages(t *testing.T, action string, test func(t *testing.T, w *webAction)) {
	on(t, stages, action, test)
}

// whateverStarts runs a test of answers, which do not depend on how a request came: once for all that starts a program.
func whateverStarts(t *testing.T, action string, test func(t *testing.T, w *webAction)) {
	on(t, []stage{stages[0], stages[3], stages[6]}, action, test)
}

func on(t *testing.T, stages []stage, action string, test func(t *testing.T, w *webAction)) {
	t.Helper()
	for _, s := range stages {
		t.Run(s.name, func(t *testing.T) { test(t, s.serve(t, action)) })
	}
}

// call makes a request with header lines "Name: value", and returns what its caller gets.
func (w *webAction) call(method, target, body string, lines ...string) answer {
	w.t.Helper()
	r, err := http.NewRequest(method, "http://h.example"+target, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	resp, err := w.RoundTrip(r)
	if err != nil {
		w.t.Fatal(err)
	}
	got, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header, string(got)}
}

// order has the action answer as a member list says: order("status", 201).
func (w *webAction) order(members ...any) answer {
	w.t.Helper()
	return w.call("POST", "/", orderBody(w.t, members), "Content-Type: application/json")
}

func orderBody(t *testing.T, members []any) string {
	t.Helper()
	o := map[string]any{}
	for i := 0; i < len(members); i += 2 {
		o[members[i].(string)] = members[i+1]
	}
	body, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// activate runs a plain activation, and returns its result.
func (w *webAction) activate(value string) string {
	w.t.Helper()
	done, err := w.Run(value)
	if err != nil {
		w.t.Fatal(err)
	}
	return done.Result
}

// expectHeader compares the lines of a field.
func (a answer) expectHeader(t *testing.T, name string, want ...string) {
	t.Helper()
	if got := a.header[name]; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s: got %q, want %q", name, got, want)
	}
}
