package whisk

import (
	"strings"
	"testing"
)

const (
	textTwice    = "Cannot initialize the action more than once."
	textNoCode   = "Missing main/no code to execute."
	textNoResult = "The action did not return a dictionary or array."
)

var basicCells = map[string]cells{
	"basic-1": {
		ours:     func(t *testing.T) { initWithNoCode(inOurs(t, ""), 200) },
		skeleton: func(t *testing.T) { initWithNoCode(inSkeleton(t, "main"), 200) },
		proxy:    func(t *testing.T) { initWithNoCode(inProxy(t, "main"), 403) }, // its image carries no code
	},
	"basic-2": {
		ours:     func(t *testing.T) { b := inOurs(t, ""); b.want(b.post("/init", `{}`), 200, `{"ok":true}`) },
		skeleton: func(t *testing.T) { b := inSkeleton(t, "main"); b.want(b.post("/init", `{}`), 200, `OK`) },
		proxy:    func(t *testing.T) { b := inProxy(t, "main"); b.want(b.post("/init", `{}`), 403, failed(textNoCode)) },
	},
	"basic-3": {
		ours: func(t *testing.T) {
			b := inOurs(t, "Scalar").started()
			b.want(b.run(`{}`), 502, failed(textNoResult))
			b.wantLogs(1, "", "")
		},
		// A process that prints or writes its errors as objects keeps the container: the proxies make 200 of it, and
		// the user sees the same text as an application error.
		skeleton: func(t *testing.T) { scalarIsAnApplicationError(inSkeleton(t, "Scalar")) },
		proxy:    func(t *testing.T) { scalarIsAnApplicationError(inProxy(t, "Scalar")) },
	},
	"basic-4": {
		ours:     func(t *testing.T) { secondInit(inOurs(t, "main")) },
		skeleton: func(t *testing.T) { secondInit(inSkeleton(t, "main")) },
		proxy:    func(t *testing.T) { secondInit(inProxy(t, "main")) },
	},
	"basic-5": {
		ours:     func(t *testing.T) { echoes(inOurs(t, "typed")) }, // the function is Typed: the case is of no account
		skeleton: func(t *testing.T) { b := inSkeleton(t, "typed"); b.action = "niam"; echoes(b) },
		proxy:    func(t *testing.T) { echoes(inProxy(t, "typed")) },
	},
	"basic-6": {
		ours:     func(t *testing.T) { prints(inOurs(t, "Print"), false) },
		skeleton: func(t *testing.T) { prints(inSkeleton(t, "Print"), true) },
		proxy:    func(t *testing.T) { prints(inProxy(t, "Print"), false) },
	},
	"basic-7": {
		ours:     func(t *testing.T) { unicode(inOurs(t, "Winter"), `{"delimiter":"☃"}`, false) },
		skeleton: func(t *testing.T) { unicode(inSkeleton(t, "Winter"), line, true) },
		proxy:    func(t *testing.T) { unicode(inProxy(t, "Winter"), line, false) },
	},
	"basic-8": {
		ours:  func(t *testing.T) { initEnvironment(inOurs(t, "Environment")) },
		proxy: func(t *testing.T) { initEnvironment(inProxy(t, "Environment")) },
	},
	"basic-9": {
		// The harness maps a port of its own to the one that the invoker calls. We have no such map, so we are told.
		ours: func(t *testing.T) {
			_, stderr := activationEnvironment(inOurs(t, "Environment", "__OW_API_HOST=xyz"))
			if !strings.Contains(stderr, "8080") || strings.Contains(stderr, "\n") {
				t.Errorf("stderr %q", stderr)
			}
		},
		skeleton: func(t *testing.T) { quiet(t)(activationEnvironment(inSkeleton(t, "Environment", "__OW_API_HOST=xyz"))) },
		proxy:    func(t *testing.T) { quiet(t)(activationEnvironment(inProxy(t, "Environment", "__OW_API_HOST=xyz"))) },
	},
	"basic-10": {
		ours:     func(t *testing.T) { large(inOurs(t, "main"), 1048561) },
		skeleton: func(t *testing.T) { large(inSkeleton(t, "main"), 1048561) },
		proxy:    func(t *testing.T) { large(inProxy(t, "main"), 1048561) },
	},
}

func initWithNoCode(b *box, status int) {
	b.t.Helper()
	b.code, b.binary = "", false
	if r := b.init(nil); r.Err != nil || r.Status != status {
		b.t.Errorf("got %d %s, %v", r.Status, r.Body, r.Err)
	}
	b.wantLogs(0, "", "")
}

func scalarIsAnApplicationError(b *box) {
	b.t.Helper()
	b.started()
	b.want(b.run(`{}`), 200, failed(textNoResult))
	b.wantLogs(1, "", "")
}

func secondInit(b *box) {
	b.t.Helper()
	b.started()
	b.want(b.init(nil), 403, failed(textTwice))
	if stdout, stderr := b.logs(0); !strings.Contains(stdout+stderr, textTwice) {
		b.t.Errorf("the logs do not tell: %q, %q", stdout, stderr)
	}
}

func echoes(b *box) {
	b.t.Helper()
	b.started()
	b.want(b.run(`{"string":"hello"}`), 200, `{"string":"hello"}`)
	b.wantLogs(1, "", "")
}

// prints checks echo and output. Diverted is output to stdout that came on stderr.
func prints(b *box, diverted bool) {
	b.t.Helper()
	b.started()
	for _, args := range []string{
		`{"string":"hello"}`, `{"string":"❄ ☃ ❄"}`, `{"numbers":[42,1]}`, `{"object":{"a":"A"}}`,
	} {
		b.want(b.run(args), 200, args)
	}
	stdout, stderr := b.logs(4)
	if diverted {
		stdout, stderr = stderr, stderr+stdout // which must be empty
	}
	if n, m := strings.Count(stdout, "hello stdout"), strings.Count(stderr, "hello stderr"); n != 4 || m != 4 {
		b.t.Errorf("%d and %d greetings: %q, %q", n, m, stdout, stderr)
	}
}

// line has the handler end what it prints: the proxies put their sentinel right behind it.
const line = `{"delimiter":"☃","end":"\n"}`

func unicode(b *box, args string, diverted bool) {
	b.t.Helper()
	b.started()
	b.want(b.run(args), 200, `{"winter":"❄ ☃ ❄"}`)
	if diverted {
		b.wantLogs(1, "", "❄ ☃ ❄")
	} else {
		b.wantLogs(1, "❄ ☃ ❄", "")
	}
}

func initEnvironment(b *box) {
	b.t.Helper()
	b.started(map[string]any{"SOME_VAR": "xyz", "ANOTHER_VAR": ""})
	vars := decode[map[string]string](b.t, b.run(`{}`).Body)
	if v, set := vars["ANOTHER_VAR"]; vars["SOME_VAR"] != "xyz" || v != "" || !set {
		b.t.Errorf("the handler sees %v", vars)
	}
	b.wantLogs(1, "", "")
}

func activationEnvironment(b *box) (stdout, stderr string) {
	b.t.Helper()
	b.started()
	r := b.run(`{}`, "api_key", "abc", "namespace", "zzz", "action_name", "xxx", "action_version", "0.0.1",
		"activation_id", "iii", "deadline", "123")
	vars := decode[map[string]string](b.t, r.Body)
	for name, want := range map[string]string{
		"__OW_API_HOST": "xyz", "__OW_API_KEY": "abc", "__OW_NAMESPACE": "zzz", "__OW_ACTION_NAME": "xxx",
		"__OW_ACTION_VERSION": "0.0.1", "__OW_ACTIVATION_ID": "iii", "__OW_DEADLINE": "123",
	} {
		if vars[name] != want {
			b.t.Errorf("%s is %q, want %q", name, vars[name], want)
		}
	}
	return b.logs(1)
}

// quiet checks that both streams are empty.
func quiet(t *testing.T) func(stdout, stderr string) {
	return func(stdout, stderr string) {
		t.Helper()
		if stdout+stderr != "" {
			t.Errorf("stdout %q, stderr %q", stdout, stderr)
		}
	}
}

func large(b *box, n int) {
	b.t.Helper()
	b.started()
	value := `{"arg":"` + strings.Repeat("a", n) + `"}`
	b.want(b.run(value), 200, value)
	b.wantLogs(1, "", "")
}
