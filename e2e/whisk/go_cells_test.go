package whisk

import (
	"strings"
	"testing"

	"github.com/owgen/owgen/e2e/internal/kinds"
)

var goCells = map[string]cells{
	"go-1": {
		// The image carries its code.
		ours: func(t *testing.T) { runsWithout(inOurs(t, ""), `{}`) },
		proxy: func(t *testing.T) {
			b := inProxy(t, "main")
			b.want(b.post("/init", `{}`), 403, failed(textNoCode))
			b.want(b.post("/run", `{}`), 500, failed("no action defined yet"))
		},
	},
	"go-2": {
		proxy: func(t *testing.T) {
			b := inProxy(t, "Hello")
			b.code, b.binary = "#!/bin/sh\nexec '"+fixture.Binary+"'\n", false
			greets(b)
		},
	},
	"go-3": {
		proxy: func(t *testing.T) {
			b := inProxy(t, "Hello")
			b.code = kinds.Zip(t, map[string][]byte{
				"exec": []byte("#!/bin/sh\nexec \"${0%/*}/program\"\n"), "program": readProgram(t),
			})
			greets(b)
		},
	},
	"go-4": {proxy: func(t *testing.T) { greets(inProxy(t, "Hello")) }},
	"go-5": {
		// The program was compiled by its author, and holds all entry points: /init chooses one by its name.
		ours: func(t *testing.T) {
			const source = "package main\n\nfunc Main(obj map[string]interface{}) map[string]interface{} { return obj }\n"
			for _, main := range []string{"hello", "Hello", "HELLO"} {
				b := inOurs(t, main)
				b.code = source
				b.started()
				b.want(b.run(`{"name":"Demo"}`), 200, `{"main-main":"Hello, Demo!"}`)
			}
			b := inOurs(t, "niam")
			if r := b.init(nil); r.Status != 502 || !strings.Contains(r.Body, "Hello") {
				t.Errorf("an entry point that is none: %d %s", r.Status, r.Body)
			}
		},
	},
	"go-6": {
		ours:  func(t *testing.T) { greets(inOurs(t, "Hello")) }, // whose parameters are of a package below
		proxy: func(t *testing.T) { greets(inProxy(t, "Hello")) },
	},
	"go-7": {
		ours:  func(t *testing.T) { passesArrays(inOurs(t, "main")) },
		proxy: func(t *testing.T) { passesArrays(inProxy(t, "main")) },
	},
	"go-8": {
		ours:  func(t *testing.T) { passesArrays(inOurs(t, "List")) },
		proxy: func(t *testing.T) { passesArrays(inProxy(t, "List")) },
	},
	"go-9": {
		// The line is an error object instead.
		proxy: func(t *testing.T) { scalarIsAnApplicationError(inProxy(t, "Scalar")) },
	},
	"go-10": {
		proxy: func(t *testing.T) { greets(inProxy(t, "Hello", "OW_WAIT_FOR_ACK=1")) },
	},
	"go-11": {
		// Nothing that is not an acknowledgement is ever written: a program that cannot serve ends without a word.
		proxy: func(t *testing.T) {
			b := inProxy(t, "nobody", "OW_WAIT_FOR_ACK=1")
			b.want(b.init(nil), 502, failed("cannot start action: Command exited abruptly during initialization."))
			if stdout, stderr := b.logs(0); stdout != "" || !strings.Contains(stderr, "Hello") {
				t.Errorf("stdout %q, stderr %q", stdout, stderr)
			}
		},
	},
	"go-12": {
		// The acknowledgement is always the same line, and comes once.
		proxy: func(t *testing.T) {
			l := startLoop(t, "__OW_WAIT_FOR_ACK=1")
			if line := l.result(); line != `{"ok":true}` {
				t.Errorf("got %q", line)
			}
			l.wantEnd("", "")
		},
	},
	"go-13": {
		ours:  func(t *testing.T) { otherTypes(inOurs(t, "Environment")) },
		proxy: func(t *testing.T) { otherTypes(inProxy(t, "Environment")) },
	},
	"go-14": {
		proxy: func(t *testing.T) {
			b := inProxy(t, "Hello", "OW_EXECUTION_ENV=openwhisk/action-golang-v1.24")
			b.code = zipFor(t, "openwhisk/action-golang-v1.24\n")
			greets(b)
		},
	},
	"go-15": {
		proxy: func(t *testing.T) {
			b := inProxy(t, "Hello", "OW_EXECUTION_ENV=openwhisk/action-golang-v1.24")
			b.code = zipFor(t, "openwhisk/action-golang-v1.22\n")
			b.want(b.init(nil), 502, failed("cannot start action: Execution environment version mismatch. See logs for details."))
		},
	},
	"go-16": {
		ours:     func(t *testing.T) { twoRuns(inOurs(t, "main")) },
		skeleton: func(t *testing.T) { twoRuns(inSkeleton(t, "main")) },
		proxy:    func(t *testing.T) { twoRuns(inProxy(t, "main")) },
	},
}

// zipFor is the program for an image that compares exec.env.
func zipFor(t *testing.T, execEnv string) string {
	t.Helper()
	return kinds.Zip(t, map[string][]byte{"exec": readProgram(t), "exec.env": []byte(execEnv)})
}

func greets(b *box) {
	b.t.Helper()
	b.started()
	b.want(b.run(`{"name":"Demo"}`), 200, `{"main-main":"Hello, Demo!"}`)
	b.wantLogs(1, "name=Demo", "")
}

func otherTypes(b *box) {
	b.t.Helper()
	b.started(map[string]any{"A": []int{1, 2, 3}, "B": map[string]int{"a": 1, "b": 2}, "C": 123, "D": "text"})
	vars := decode[map[string]string](b.t, b.run(`{}`).Body)
	for name, want := range map[string]string{"A": `[1,2,3]`, "B": `{"a":1,"b":2}`, "C": `123`, "D": `text`} {
		if vars[name] != want {
			b.t.Errorf("%s is %q, want %q", name, vars[name], want)
		}
	}
}

func twoRuns(b *box) {
	b.t.Helper()
	b.started()
	for range 2 {
		b.want(b.run(`{"a":1}`), 200, `{"a":1}`)
	}
	b.wantLogs(2, "", "")
}
