package whisk

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/ways/goproxy"
	"github.com/owgen/owgen/internal/ways/invoker"
)

// A loop is the program as the Go proxy starts it, line by line, without the proxy's judgement in between.
type loop struct {
	*goproxy.Executor
	t    *testing.T
	logs *invoker.Logs
}

func startLoop(t *testing.T, env ...string) *loop {
	t.Helper()
	logs, err := invoker.NewLogs()
	if err != nil {
		t.Fatal(err)
	}
	e, err := goproxy.Execute(fixture.Binary, goproxy.Setting{Env: env, Stdout: logs.Stdout, Stderr: logs.Stderr})
	if err != nil {
		t.Fatal(err)
	}
	guard := time.AfterFunc(time.Minute, e.Kill) // a proxy waits for ever; a test does not
	t.Cleanup(func() { guard.Stop(); e.Kill(); logs.Close() })
	return &loop{e, t, logs}
}

func (l *loop) result() string {
	l.t.Helper()
	line, err := l.Result()
	if err != nil {
		l.t.Fatal(err)
	}
	return strings.TrimSuffix(line, "\n")
}

func (l *loop) call(line string) string {
	l.t.Helper()
	result, err := l.Interact(line)
	if err != nil {
		l.t.Fatal(err)
	}
	return strings.TrimSuffix(result, "\n")
}

func (l *loop) want(line, result string) {
	l.t.Helper()
	if got := l.call(line); got != result {
		l.t.Errorf("got  %s\nwant %s", short(got), short(result))
	}
}

// wantEnd checks that the program ends with its input, with exit code 0 and no further results, and has printed exactly
// the given text.
func (l *loop) wantEnd(stdout, stderr string) {
	l.t.Helper()
	l.end()
	if out, err, failure := l.logs.Text(); out != stdout || err != stderr || failure != nil {
		l.t.Errorf("stdout %q, stderr %q, %v", out, err, failure)
	}
}

func (l *loop) end() {
	l.t.Helper()
	if rest, exit, err := l.Close(); rest != "" || exit != 0 || err != nil {
		l.t.Errorf("at the end: %q, exit code %d, %v", rest, exit, err)
	}
}

func TestOW18ProxyThatWaitsGetsOneAcknowledgement(t *testing.T) {
	l := startLoop(t, "__OW_WAIT_FOR_ACK=1", "__OW_ACTION_NAME=/guest/print")
	if ack := l.result(); ack != `{"ok":true}` {
		t.Errorf("ack %q", ack)
	}
	l.want(`{"value":{"string":"a"}}`, `{"string":"a"}`)
	l.want(`{"value":{"string":"b"}}`, `{"string":"b"}`)
	// The proxy ends the logs of an activation, not the program.
	l.wantEnd("hello stdout\nhello stdout\n", "hello stderr\nhello stderr\n")
}

func TestOW18ProxyThatDoesNotWaitGetsNoAcknowledgement(t *testing.T) {
	for _, env := range []string{
		"__OW_PROXY_VERSION=1.17.1",
		"__OW_EXECUTION_ENV=", // of an old proxy: what tells is descriptor 3
	} {
		l := startLoop(t, env)
		l.want(`{"value":{"a":1}}`, `{"a":1}`)
		l.want(`{"value":["a","b"]}`, `["a","b"]`)
		l.want(`{}`, `{}`)
		l.wantEnd("", "")
	}
}

func TestOW18LinesOfAnyLength(t *testing.T) {
	l := startLoop(t, "__OW_PROXY_VERSION=1.17.1")
	for _, n := range []int{1, 4 << 10, 64 << 10, 1 << 20} {
		value := `{"arg":"` + strings.Repeat("a", n) + `"}`
		l.want(`{"value":`+value+`}`, value)
	}
	l.wantEnd("", "")
}

func TestOW18EachLineHasItsOwnActivation(t *testing.T) {
	l := startLoop(t, "__OW_PROXY_VERSION=1.17.1", "OWGEN_ACTION=Environment", "FROM_INIT=xyz")
	for k := range 3 {
		id := fmt.Sprint("id", k)
		vars := decode[map[string]string](t, l.call(`{"value":{},"activation_id":"`+id+`","deadline":"123"}`))
		if vars["__OW_ACTIVATION_ID"] != id || vars["__OW_DEADLINE"] != "123" || vars["FROM_INIT"] != "xyz" {
			t.Errorf("call %d sees %v", k, vars)
		}
	}
	l.wantEnd("", "")
}

func TestOW18ErrorsAreLines(t *testing.T) {
	for action, want := range map[string]string{
		"Fail":   failed("wrong"),
		"Panic":  failed(textPanicked),
		"Vanish": failed("The action ended its goroutine instead of returning."),
		"Scalar": failed(textNoResult),
	} {
		l := startLoop(t, "__OW_PROXY_VERSION=1.17.1", "OWGEN_ACTION="+action)
		for range 3 { // the program survives
			l.want(`{"value":{"message":"wrong"}}`, want)
		}
		if got := l.call(`{"value":`); !strings.HasPrefix(got, `{"error":"`) {
			t.Errorf("JSON that ends early: %s", got)
		}
		l.end()
	}
}

func TestOW18ResultsAreOneLine(t *testing.T) {
	l := startLoop(t, "__OW_PROXY_VERSION=1.17.1", "OWGEN_ACTION=Pretty")
	for range 2 {
		got := l.call(`{}`)
		if decode[map[string]int](t, got)["lines"] != 3 {
			t.Errorf("got %q", got)
		}
	}
	l.wantEnd("", "")
}
