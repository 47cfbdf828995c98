package whisk

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/owgen/owgen/e2e/internal/kinds"
	"github.com/owgen/owgen/internal/ways/invoker"
	"github.com/owgen/owgen/internal/ways/skeleton"
)

var ownCells = map[string]cells{
	"own-1": {
		// net/http sends 2,048 bytes with a length of its own accord, and anything longer in chunks.
		ours: func(t *testing.T) {
			b := inOurs(t, "Big").started()
			for _, size := range []int{11, 2047, 2048, 2049, 4096, 1 << 20} {
				want := `{"text":"` + strings.Repeat("x", size-len(`{"text":""}`)) + `"}`
				b.want(b.run(toJSON(map[string]int{"bytes": size})), 200, want)
			}
		},
	},
	"own-2": {
		ours:     func(t *testing.T) { large(inOurs(t, "main"), 200<<10) },
		skeleton: func(t *testing.T) { large(inSkeleton(t, "main"), 200<<10) },
		proxy:    func(t *testing.T) { large(inProxy(t, "main"), 200<<10) },
	},
	"own-3": {
		ours:     func(t *testing.T) { passesArrays(inOurs(t, "List")) },
		skeleton: func(t *testing.T) { passesArrays(inSkeleton(t, "List")) },
		proxy:    func(t *testing.T) { passesArrays(inProxy(t, "List")) },
	},
	"own-4": { // dockerskeleton itself fails there
		ours:  func(t *testing.T) { numericDeadline(inOurs(t, "Inspect")) },
		proxy: func(t *testing.T) { numericDeadline(inProxy(t, "Inspect")) },
	},
	"own-5": {
		ours: func(t *testing.T) {
			emptyBodies(inOurs(t, "Typed"), ``, `{"value":null}`, ` { "deadline" : 123 , "unknown":[1,{}] } `)
		},
		skeleton: func(t *testing.T) { emptyBodies(inSkeleton(t, "Typed"), ``) },
		proxy:    func(t *testing.T) { emptyBodies(inProxy(t, "Typed"), ``, `{"value":null}`) },
	},
	"own-6": {
		ours:     func(t *testing.T) { handlerFails(inOurs(t, "Fail")) },
		skeleton: func(t *testing.T) { handlerFails(inSkeleton(t, "Fail")) },
		proxy:    func(t *testing.T) { handlerFails(inProxy(t, "Fail")) },
	},
	"own-7": {
		ours: func(t *testing.T) {
			b := inOurs(t, "Panic").started()
			for range 3 {
				b.want(b.run(`{"message":"%d of secrets"}`), 502, failed(textPanicked))
			}
			if stdout, stderr := b.logs(3); stdout != "" || strings.Count(stderr, "%d of secrets") != 3 {
				t.Errorf("stdout %q, stderr %q", stdout, short(stderr))
			}
		},
		skeleton: func(t *testing.T) { panicIsAnApplicationError(inSkeleton(t, "Panic")) },
		proxy:    func(t *testing.T) { panicIsAnApplicationError(inProxy(t, "Panic")) },
	},
	"own-8": {
		ours: func(t *testing.T) {
			b := inOurs(t, "main", "OWGEN_PLATFORM=openwhisk").started()
			for _, path := range []string{"/", "/_/health", "/run/"} {
				if r := b.post(path, `{}`); r.Err != nil || r.Status != 404 || !strings.HasPrefix(r.Body, `{"error":`) {
					t.Errorf("POST %s: %+v", path, r)
				}
			}
			for _, path := range []string{"/init", "/run"} {
				r, err := b.Request("GET", path, "")
				if err != nil || r.Err != nil || r.Status != 405 || r.Header.Get("Allow") != "POST" {
					t.Errorf("GET %s: %+v, %v", path, r, err)
				}
			}
			b.wantLogs(0, "", "")
		},
	},
	"own-9": {ours: atOnce},
	"own-10": {
		ours: func(t *testing.T) {
			b, running, finish := drain(t)
			if r := b.run(`{}`); r.Status != 503 {
				t.Errorf("a new activation gets %d %s", r.Status, r.Body)
			}
			nap := finish()
			b.want(<-running, 200, nap)
			if exit, err := b.Process().Wait(); exit != 0 || err != nil {
				t.Errorf("exit code %d, %v", exit, err)
			}
		},
	},
	"own-11": {
		ours:  func(t *testing.T) { printsInTime(inOurs(t, "Print")) },
		proxy: func(t *testing.T) { printsInTime(inProxy(t, "Print")) },
	},
	"own-12": {
		proxy: func(t *testing.T) {
			for _, env := range [][]string{{}, {"OW_WAIT_FOR_ACK=1"}, {"OW_EXECUTION_ENV=go"}, {"OW_WAIT_FOR_ACK=1", "OW_EXECUTION_ENV=go"}} {
				b := inProxy(t, "main", env...)
				b.code = zipFor(t, "go")
				succeeds(b)
			}
		},
	},
	"own-13": {
		skeleton: func(t *testing.T) {
			for n, arguments := range map[int]int{skeleton.MaxArgument: 1, skeleton.MaxArgument + 1: 0} {
				b := inSkeleton(t, "Where", "KUBERNETES_SERVICE_HOST=10.0.0.1").started() // which would make a server of others
				value := `{"arg":"` + strings.Repeat("a", n-len(`{"arg": ""}`)) + `"}`    // the proxy adds a space
				if got := decode[place](t, b.run(value).Body); got.Arguments != arguments {
					t.Errorf("%d characters: %+v", n, got)
				}
			}
		},
	},
	"own-14": {
		skeleton: func(t *testing.T) {
			b := inSDK(t, "main")
			b.want(b.post("/init", `{}`), 200, ``)
			b.want(b.run(`{"a":"❄"}`), 200, `{"a":"❄"}`)
			b = inSDK(t, "Fail")
			b.want(b.run(`{"message":"wrong"}`), 200, failed("wrong"))
		},
	},
	"own-15": {
		skeleton: func(t *testing.T) {
			b := inSDK(t, "Print")
			b.want(b.run(`{}`), 502, failed("result must be of type object but has type undefined"))
		},
	},
	"own-16": {
		ours:     func(t *testing.T) { webActionFails(inOurs(t, "Fail")) },
		skeleton: func(t *testing.T) { webActionFails(inSkeleton(t, "Fail")) },
		proxy:    func(t *testing.T) { webActionFails(inProxy(t, "Fail")) },
	},
	"own-17": {
		ours: func(t *testing.T) {
			for _, b := range []*box{inOurs(t, "", "OWGEN_ACTION=Fail"), inOurs(t, "", "OWGEN_ACTION=fail").started()} {
				b.want(b.run(`{"message":"wrong"}`), 200, failed("wrong"))
			}
			b := inOurs(t, "").started(map[string]any{"OWGEN_ACTION": "Fail"})
			b.want(b.run(`{"message":"wrong"}`), 200, failed("wrong"))
		},
		skeleton: func(t *testing.T) { handlerFails(inSkeleton(t, "Fail")) },
		proxy:    func(t *testing.T) { handlerFails(inProxy(t, "Fail")) },
	},
}

func numericDeadline(b *box) {
	b.t.Helper()
	b.started()
	r := b.run(`{}`, "deadline", 4102444800000, "activation_id", "iii", "unknown", []int{1})
	report := decode[struct{ ID, Deadline string }](b.t, r.Body)
	if report.ID != "iii" || report.Deadline[:4] != "2100" {
		b.t.Errorf("the handler sees %+v", report)
	}
}

func emptyBodies(b *box, more ...string) {
	b.t.Helper()
	b.started()
	bodies := append(more, `{}`, `null`, `{"value":{}}`)
	for _, body := range bodies {
		b.want(b.post("/run", body), 200, `{}`)
	}
	b.wantLogs(len(bodies), "", "")
}

// handlerFails checks that the error of a handler costs no container.
func handlerFails(b *box) {
	b.t.Helper()
	b.started()
	for range 2 {
		a := b.activate(`{"message":"100%d \"wrong\""}`)
		b.wantUser(a, invoker.ApplicationError, failed(`100%d "wrong"`))
		if !a.Kept || a.Reply.Status != 200 {
			b.t.Errorf("kept %t, %+v", a.Kept, a.Reply)
		}
	}
}

// webActionFails checks that the controller finds the status of an error where it looks for it.
func webActionFails(b *box) {
	b.t.Helper()
	b.started()
	want := `{"error":{"statusCode":404,"body":{"error":"gone"}}}`
	b.want(b.run(`{"__ow_method":"get","__ow_headers":{},"__ow_path":"","message":"gone","status":404}`), 200, want)
	b.want(b.run(`{"message":"gone","status":404}`), 200, failed("gone"))
}

// printsInTime checks that all output was written before the process was frozen, which it is with the last byte of each
// response.
func printsInTime(b *box) {
	b.t.Helper()
	b.started()
	for k := range 50 {
		a := b.activate(toJSON(map[string]int{"number": k}))
		stdout, stderr := strings.TrimSpace(a.Stdout), strings.TrimSpace(a.Stderr)
		if !a.Kept || stdout != "hello stdout" || stderr != "hello stderr" {
			b.t.Fatalf("run %d: kept %t, stdout %q, stderr %q", k, a.Kept, a.Stdout, a.Stderr)
		}
	}
}

// inSDK starts the Docker SDK of 2016 with the program as its action.
func inSDK(t *testing.T, action string) *box {
	t.Helper()
	s := &skeleton.SDK{Exec: fixture.Binary, Env: []string{"OWGEN_ACTION=" + action}}
	c := kinds.Attach(t, s, still{}, invoker.Options{Blackbox: true}, func(*invoker.Logs) {})
	return &box{Container: c, t: t}
}

// still is the body of a container in which nothing runs between requests.
type still struct{}

func (still) Freeze() error { return nil }
func (still) Thaw() error   { return nil }
func (still) Kill()         {}

// atOnce has callers call at once: first so that each waits for all others, and then each with metadata of its own.
func atOnce(t *testing.T) {
	const callers, calls = 20, 20
	program := watched(t)
	b := startConcurrent(t, program, "Meet")
	each(callers, func(int) {
		a, err := b.Run(fmt.Sprintf(`{"expected":%d,"patience":20000}`, callers), nil)
		if err != nil || !strings.Contains(a.Result, `"complete":true`) {
			t.Errorf("%+v, %v", a, err)
		}
	})
	b.wantLogs(callers, "", "") // a data race would be reported on stderr
	b = startConcurrent(t, program, "Inspect")
	each(callers, func(i int) {
		for k := range calls {
			id := fmt.Sprintf("%d.%d", i, k)
			a, err := b.Run(`{}`, map[string]any{"activation_id": id})
			if err != nil || a.Status != invoker.Success || !strings.Contains(a.Result, `"id":"`+id+`"`) {
				t.Errorf("activation %s: %+v, %v", id, a, err)
			}
		}
	})
	b.wantLogs(callers*calls, "", "")
}

func startConcurrent(t *testing.T, program, action string) *box {
	t.Helper()
	c, err := invoker.Start(program, invoker.Options{Concurrent: true, Pooled: true}, "__OW_ALLOW_CONCURRENT=true")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return (&box{Container: c, t: t, action: action, code: ""}).started()
}

// each calls do n times at once.
func each(n int, do func(i int)) {
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() { do(i) })
	}
	wait.Wait()
}
