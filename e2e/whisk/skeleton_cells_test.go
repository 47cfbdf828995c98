package whisk

import (
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/e2e/internal/kinds"
	"github.com/owgen/owgen/e2e/internal/logged"
	"github.com/owgen/owgen/internal/ways/invoker"
)

var skeletonCells = map[string]cells{
	"skeleton-1": {
		ours:     func(t *testing.T) { runsWithout(inOurs(t, ""), "") },
		skeleton: func(t *testing.T) { runsWithout(inSkeleton(t, "main"), "") },
	},
	"skeleton-2": {
		ours:     func(t *testing.T) { b := inOurs(t, "main"); b.code = nil; runsWithout(b, b.initBody(nil)) },
		skeleton: func(t *testing.T) { b := inSkeleton(t, "main"); runsWithout(b, b.initBody(nil)) },
	},
	"skeleton-3": {
		ours:     func(t *testing.T) { runsWithout(inOurs(t, ""), `{}`) },
		skeleton: func(t *testing.T) { runsWithout(inSkeleton(t, "main"), `{}`) },
	},
	"skeleton-4": {
		// 404 would cost the container. The handler is told, as with any other parameters that it does not take.
		ours: func(t *testing.T) {
			b := inOurs(t, "Typed").started()
			b.want(b.run(`"A"`), 200, failed("params: expected object, got string at offset 0"))
			if stdout, stderr := b.logs(1); stdout != "" || logged.Short(stderr) != "WARN params: expected object, got string at offset 0 action=Typed" {
				t.Errorf("stdout %q, stderr %q", stdout, stderr)
			}
			b = inOurs(t, "main").started() // which takes and returns everything
			b.want(b.run(`"A"`), 502, failed(textNoResult))
			b.wantLogs(1, "", "")
		},
		skeleton: func(t *testing.T) {
			b := inSkeleton(t, "Typed").started()
			b.want(b.run(`"A"`), 404, failed("The action did not receive a dictionary or array as an argument."))
			b.wantLogs(1, "", "")
		},
	},
	"skeleton-5": {
		// There is no script that could be bad: the image carries its code.
		ours: func(t *testing.T) {
			b := inOurs(t, "main").started()
			b.want(b.post("/run", `null`), 200, `{}`)
			b.wantLogs(1, "", "")
		},
		skeleton: func(t *testing.T) {
			b := inSkeleton(t, "main")
			b.code = "" // and then exec is an empty file
			b.started()
			b.want(b.post("/run", `null`), 502, failed(textNoResult))
			if stdout, _ := b.logs(1); !strings.Contains(stdout, "error") {
				t.Errorf("stdout %q", stdout)
			}
		},
	},
	"skeleton-6": {
		// The image has the code already; what is sent is dropped, and said to be.
		ours: func(t *testing.T) {
			b := inOurs(t, "main")
			b.code, b.binary = kinds.Zip(t, map[string][]byte{"exec": []byte("#!/bin/sh\necho '{}'\n")}), true
			b.want(b.post("/init", toJSON(map[string]any{"value": map[string]any{"code": b.code, "binary": true}})), 200, `{"ok":true}`)
			b.want(b.run(`{"msg":"hello zip"}`), 200, `{"msg":"hello zip"}`)
			if stdout, stderr := b.logs(1); stdout != "" || !strings.Contains(stderr, "code") || strings.Contains(stderr, "\n") {
				t.Errorf("stdout %q, stderr %q", stdout, stderr)
			}
		},
		skeleton: func(t *testing.T) {
			b := inSkeleton(t, "main")
			b.code = programZip(t)
			b.want(b.post("/init", toJSON(map[string]any{"value": map[string]any{"code": b.code, "binary": true}})), 200, `OK`)
			b.want(b.run(`{"msg":"hello zip"}`), 200, `{"msg":"hello zip"}`)
			b.wantLogs(1, "", "")
		},
	},
	"skeleton-7": {
		skeleton: func(t *testing.T) {
			b := inSkeleton(t, "Where").started()
			if got := decode[place](t, b.run(`{}`).Body); got.Directory != b.dir {
				t.Errorf("the handler runs in %s, not in %s", got.Directory, b.dir)
			}
		},
	},
	"skeleton-8": {
		ours:     func(t *testing.T) { passesArrays(inOurs(t, "main")) },
		skeleton: func(t *testing.T) { passesArrays(inSkeleton(t, "main")) },
	},
	"skeleton-9": {
		ours:     func(t *testing.T) { passesArrays(inOurs(t, "List")) },
		skeleton: func(t *testing.T) { passesArrays(inSkeleton(t, "List")) },
	},
	"example-1": {
		ours:     func(t *testing.T) { runsWithout(inOurs(t, ""), "") },
		skeleton: func(t *testing.T) { example(inSkeleton(t, "Print"), `{}`) },
	},
	"example-2": {
		ours: func(t *testing.T) { runsWithout(inOurs(t, ""), `{}`) },
		skeleton: func(t *testing.T) {
			b := inSkeleton(t, "Print")
			b.want(b.post("/init", `{}`), 200, `OK`)
			example(b, `{}`)
		},
	},
	"example-3": {
		ours: func(t *testing.T) {
			b := inOurs(t, "")
			b.want(b.run(`{"a":"A"}`), 200, `{"a":"A"}`)
			b.want(b.run(`{"i":1}`), 200, `{"i":1}`)
			b.wantLogs(2, "", "")
		},
		skeleton: func(t *testing.T) { example(inSkeleton(t, "Print"), `{"string":"A"}`, `{"number":1}`) },
	},
	"example-4": {
		// Nothing of the user's runs in /init. What comes closest is a package that does not get initialised.
		ours: func(t *testing.T) {
			b := inOursWith(t, invoker.Options{Time: 300 * time.Millisecond}, "main", "FIXTURE_START=hang")
			b.wantUser(b.initialise(), invoker.DeveloperError,
				failed("The action exceeded its time limits of 300 milliseconds during initialization."))
		},
	},
	"example-5": {
		// The invoker does not learn of the end of a process that has not answered yet.
		ours: func(t *testing.T) {
			b := inOursWith(t, invoker.Options{Time: 300 * time.Millisecond}, "main", "FIXTURE_START=exit")
			b.wantUser(b.initialise(), invoker.DeveloperError,
				failed("The action exceeded its time limits of 300 milliseconds during initialization."))
			if exit, err := b.Process().Wait(); exit != 3 || err != nil {
				t.Errorf("exit code %d, %v", exit, err)
			}
		},
	},
	"example-6": {
		ours:     func(t *testing.T) { hangsInRun(inOurs(t, "Sleep")) },
		skeleton: func(t *testing.T) { hangsInRun(inSkeleton(t, "Sleep")) },
		proxy:    func(t *testing.T) { hangsInRun(inProxy(t, "Sleep")) },
	},
	"example-7": {
		ours: func(t *testing.T) {
			b := inOurs(t, "Exit").started()
			b.wantUser(b.activate(`{}`), invoker.DeveloperError,
				failed("The action did not produce a valid response and exited unexpectedly."))
		},
		skeleton: func(t *testing.T) {
			b := inSkeleton(t, "Exit").started()
			b.wantUser(b.activate(`{}`), invoker.DeveloperError, failed(textNoResult))
		},
		proxy: func(t *testing.T) {
			b := inProxy(t, "Exit").started()
			b.want(b.run(`{}`), 400, failed("command exited"))
			b.want(b.run(`{}`), 500, failed("no action defined yet"))
		},
	},
	"example-8": {
		// A program that cannot listen says so and ends; the invoker would wait for it either way.
		ours: func(t *testing.T) {
			b := inOursWith(t, invoker.Options{Time: 300 * time.Millisecond}, "main", "PORT=none")
			if exit, err := b.Process().Wait(); exit != 2 || err != nil {
				t.Errorf("exit code %d, %v", exit, err)
			}
			if stdout, stderr := b.logs(0); stdout != "" || !strings.Contains(stderr, "cannot listen") {
				t.Errorf("stdout %q, stderr %q", stdout, stderr)
			}
		},
	},
}

// place is what the action Where answers.
type place struct {
	Directory string
	Arguments int
}

// runsWithout runs an activation that no proper /init came before: one with the body given, or none if it is empty.
func runsWithout(b *box, init string) {
	b.t.Helper()
	if init != "" {
		if r := b.post("/init", init); r.Err != nil || r.Status != 200 {
			b.t.Errorf("/init %s: %d %s, %v", init, r.Status, r.Body, r.Err)
		}
	}
	b.want(b.post("/run", `{}`), 200, `{}`)
	b.wantLogs(1, "", "")
}

func passesArrays(b *box) {
	b.t.Helper()
	b.started()
	b.want(b.run(`["a","b"]`), 200, `["a","b"]`)
	b.wantLogs(1, "", "")
}

// example runs the action Print, whose handler prints a message that is then looked for on stderr.
func example(b *box, args ...string) {
	b.t.Helper()
	for _, value := range args {
		b.want(b.run(value), 200, value)
	}
	if stdout, stderr := b.logs(len(args)); stdout != "" || strings.Count(stderr, "hello stdout") != len(args) {
		b.t.Errorf("stdout %q, stderr %q", stdout, stderr)
	}
}

func hangsInRun(b *box) {
	b.t.Helper()
	b.started()
	b.Limit(200 * time.Millisecond)
	a := b.activate(`{"millis":60000}`)
	b.wantUser(a, invoker.DeveloperError, failed("The action exceeded its time limits of 200 milliseconds."))
	if a.Kept {
		b.t.Error("the container is kept")
	}
}
