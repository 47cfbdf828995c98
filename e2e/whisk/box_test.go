package whisk

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/owgen/owgen/e2e/internal/kinds"
	"github.com/owgen/owgen/internal/ways/invoker"
	"github.com/owgen/owgen/internal/ways/sentinel"
)

// A box is a container with the program in it, started in one of the ways. If the program is the container's process,
// /init chooses the action; under a proxy OWGEN_ACTION does.
type box struct {
	*invoker.Container
	t        *testing.T
	action   string
	code     any    // what /init sends: text, or null
	binary   bool   // the code is base64
	dir      string // of the proxy
	compiled bool   // the Go proxy makes nothing of main, and passes nothing of the container's environment on
}

// inOurs starts the program as the container's process.
func inOurs(t *testing.T, action string, env ...string) *box {
	t.Helper()
	return inOursWith(t, invoker.Options{}, action, env...)
}

func inOursWith(t *testing.T, o invoker.Options, action string, env ...string) *box {
	t.Helper()
	return &box{Container: kinds.Process(t, fixture.Binary, o, env...), t: t, action: action, code: ""}
}

// inSkeleton starts dockerskeleton with the program as /action/exec, where an image has put it.
func inSkeleton(t *testing.T, action string, env ...string) *box {
	t.Helper()
	c, dir := kinds.Skeleton(t, fixture.Binary, append(env, "OWGEN_ACTION="+action)...)
	return &box{Container: c, t: t, action: "main", dir: dir}
}

// inProxy starts the Go proxy, to which /init sends the program as the exec of a zip.
func inProxy(t *testing.T, action string, env ...string) *box {
	t.Helper()
	c, dir := kinds.GoProxy(t, env...)
	return &box{Container: c, t: t, action: action, code: programZip(t), binary: true, dir: dir, compiled: true}
}

var cachedZip struct {
	sync.Once
	code string
}

// programZip is a zip with the program as its exec.
func programZip(t *testing.T) string {
	t.Helper()
	cachedZip.Do(func() { cachedZip.code = kinds.ZipOf(t, fixture.Binary) })
	return cachedZip.code
}

func readProgram(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile(fixture.Binary)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (b *box) post(path, body string) invoker.Reply {
	b.t.Helper()
	r, err := b.Post(path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	return r
}

// init posts what the conformance tests' initPayload makes of the code and the environment, null if there is none.
// (apache/openwhisk: tests, ActionContainer.scala)
func (b *box) init(env map[string]any) invoker.Reply {
	b.t.Helper()
	return b.post("/init", b.initBody(env))
}

func (b *box) initBody(env map[string]any) string {
	main := b.action
	if b.compiled {
		main, env = "main", with(env, "OWGEN_ACTION", b.action)
	}
	return toJSON(map[string]any{"value": map[string]any{
		"name": "test", "code": b.code, "main": main, "binary": b.binary, "env": env,
	}})
}

func with(env map[string]any, name string, value any) map[string]any {
	all := map[string]any{name: value}
	for k, v := range env {
		all[k] = v
	}
	return all
}

// started is init, which must succeed.
func (b *box) started(env ...map[string]any) *box {
	b.t.Helper()
	var vars map[string]any
	if len(env) > 0 {
		vars = env[0]
	}
	if r := b.init(vars); r.Err != nil || r.Status != 200 {
		b.t.Fatalf("/init: %d %s, %v", r.Status, r.Body, r.Err)
	}
	return b
}

// run posts what runPayload makes of its arguments: value is JSON, and others are keys and values beside it.
func (b *box) run(value string, others ...any) invoker.Reply {
	b.t.Helper()
	body := map[string]any{"value": json.RawMessage(value)}
	for i := 0; i < len(others); i += 2 {
		body[others[i].(string)] = others[i+1]
	}
	return b.post("/run", toJSON(body))
}

// initialise is /init as the invoker judges it.
func (b *box) initialise() invoker.Activation {
	b.t.Helper()
	a, err := b.Init(invoker.Action{Name: "test", Main: b.action})
	if err != nil {
		b.t.Fatal(err)
	}
	return a
}

// activate is an activation as the invoker judges it.
func (b *box) activate(value string) invoker.Activation {
	b.t.Helper()
	a, err := b.Run(value, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return a
}

// want compares an answer. The body is compared as JSON.
func (b *box) want(r invoker.Reply, status int, body string) {
	b.t.Helper()
	if r.Err != nil || r.Status != status || !equal(r.Body, body) {
		b.t.Errorf("got %d %s, %v\nwant %d %s", r.Status, short(r.Body), r.Err, status, short(body))
	}
}

// wantUser compares what the user of an action sees.
func (b *box) wantUser(a invoker.Activation, status invoker.Status, result string) {
	b.t.Helper()
	if a.Status != status || !equal(a.Result, result) {
		b.t.Errorf("the user sees %s: %s\nwant %s: %s", a.Status, short(a.Result), status, short(result))
	}
}

// logs returns the streams without the sentinels, of which each must have n, on lines of their own. White space at the
// ends does not count.
func (b *box) logs(n int) (stdout, stderr string) {
	b.t.Helper()
	stdout, stderr, err := b.Text()
	if err != nil {
		b.t.Fatal(err)
	}
	for name, text := range map[string]*string{"stdout": &stdout, "stderr": &stderr} {
		var rest strings.Builder
		found := 0
		for line := range strings.Lines(*text) {
			if line == sentinel.Line {
				found++
			} else {
				rest.WriteString(line)
			}
		}
		if found != n || strings.Contains(rest.String(), sentinel.Text) {
			b.t.Errorf("%s does not have %d sentinels on lines of their own: %q", name, n, short(*text))
		}
		*text = strings.TrimSpace(rest.String())
	}
	return stdout, stderr
}

func (b *box) wantLogs(n int, stdout, stderr string) {
	b.t.Helper()
	if out, err := b.logs(n); out != stdout || err != stderr {
		b.t.Errorf("got on stdout %q, on stderr %q; want %q and %q", short(out), short(err), stdout, stderr)
	}
}

// equal compares two JSON texts, or any two texts.
func equal(a, b string) bool {
	var x, y any
	if json.Unmarshal([]byte(a), &x) == nil && json.Unmarshal([]byte(b), &y) == nil {
		return reflect.DeepEqual(x, y)
	}
	return strings.TrimSpace(a) == strings.TrimSpace(b)
}

func toJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// failed is the object that says so.
func failed(text string) string { return toJSON(map[string]string{"error": text}) }

func decode[T any](t *testing.T, body string) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Fatalf("%s: %v", short(body), err)
	}
	return v
}

// short keeps failures of large answers readable.
func short(s string) string {
	if len(s) > 400 {
		return s[:200] + " … " + s[len(s)-200:]
	}
	return s
}
