package binary

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
	"github.com/owgen/owgen/internal/ways/sentinel"
)

// A container stands for an OpenWhisk container, and is used as OpenWhisk's conformance tests use theirs.
// (apache/openwhisk: tests, actionContainers/ActionContainer.scala)
type container struct{ *server }

// startContainer starts the binary where only the operator's variables are set.
func startContainer(t *testing.T, env ...string) container {
	t.Helper()
	return container{serve(t, env...)}
}

// init posts what initPayload makes of its arguments. An env of nil is sent as null.
func (c container) init(main string, env map[string]string) program.Answer {
	c.t.Helper()
	return c.post("/init", object("value", map[string]any{
		"name": "test", "code": "", "main": main, "binary": false, "env": env,
	}))
}

// wantInit fails the test at once if /init does.
func (c container) wantInit(main string, env map[string]string) {
	c.t.Helper()
	if a := c.init(main, env); a.Status != 200 {
		c.t.Fatalf("/init: %d %s", a.Status, a.Body)
	}
}

// run posts what runPayload makes of its arguments: value is JSON, and other are the keys beside it.
func (c container) run(value string, other ...any) program.Answer {
	c.t.Helper()
	return c.post("/run", object(append(other, "value", json.RawMessage(value))...))
}

// logs stops the container and returns its streams without the sentinels, of which each must have n on lines of their
// own.
func (c container) logs(n int) (stdout, stderr string) {
	c.t.Helper()
	c.wantStop()
	filter := func(name, text string) string {
		var rest []string
		found := 0
		for line := range strings.Lines(text) {
			if line == sentinel.Line {
				found++
			} else {
				rest = append(rest, line)
			}
		}
		left := strings.Join(rest, "")
		if found != n || strings.Contains(left, sentinel.Text) {
			c.t.Errorf("%s has %d sentinels, want %d:\n%s", name, found, n, short(text))
		}
		return strings.TrimSpace(left)
	}
	return filter("stdout", c.Stdout()), filter("stderr", c.Stderr())
}

// wantLogs is logs for a case that says what the streams hold.
func (c container) wantLogs(n int, stdout, stderr string) {
	c.t.Helper()
	if out, err := c.logs(n); out != stdout || err != stderr {
		c.t.Errorf("got on stdout %q, on stderr %q; want %q and %q", out, err, stdout, stderr)
	}
}
