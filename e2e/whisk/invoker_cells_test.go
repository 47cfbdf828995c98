package whisk

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/e2e/internal/ci"
	"github.com/owgen/owgen/internal/ways/invoker"
)

var invokerCells = map[string]cells{
	"invoker-1": {
		// The emptiest answers there are have a body and a length.
		ours: func(t *testing.T) {
			b := inOurs(t, "Typed").started()
			for _, body := range []string{`{}`, `null`, ``, `{"value":{}}`} {
				if r := b.post("/run", body); r.Err != nil || r.Status != 200 || r.Length != 2 || r.Body != `{}` {
					t.Errorf("%q: %+v", body, r)
				}
			}
		},
	},
	"invoker-2": {
		ours: func(t *testing.T) {
			b := inOurs(t, "main") // the process exists, and does not listen yet
			b.wantUser(b.initialise(), invoker.Success, `{"ok":true}`)
		},
	},
	"invoker-3": {
		ours: func(t *testing.T) {
			const limit, n = 1 << 20, 1<<20 + 1
			b := inOurs(t, "Big").started()
			a := b.activate(toJSON(map[string]int{"bytes": n}))
			b.wantUser(a, invoker.ApplicationError, failed(
				"The action produced a response that exceeded the allowed length: 1048577 > 1048576 bytes. "+
					`The truncated response was: {"text":"`+strings.Repeat("x", limit-len(`{"text":"`)-1)+`"`))
			b.wantUser(b.activate(`{"bytes":11}`), invoker.Success, `{"text":""}`) // the container is kept
		},
	},
	"invoker-4": {
		ours:     func(t *testing.T) { succeeds(inOurs(t, "main")) },
		skeleton: func(t *testing.T) { succeeds(inSkeleton(t, "main")) },
		proxy:    func(t *testing.T) { succeeds(inProxy(t, "main")) },
	},
	"invoker-5": {
		ours:     func(t *testing.T) { fails(inOurs(t, "main")) },
		skeleton: func(t *testing.T) { fails(inSkeleton(t, "main")) },
		proxy:    func(t *testing.T) { fails(inProxy(t, "main")) },
	},
	"invoker-6": {
		ours: func(t *testing.T) {
			b := inOurs(t, "Panic").started()
			a := b.activate(`{"message":"boom"}`)
			b.wantUser(a, invoker.DeveloperError, failed(textPanicked))
			if a.Kept || !strings.Contains(a.Stderr, "boom") || !strings.Contains(a.Stderr, "fixture.Panic") {
				t.Errorf("kept %t, stderr %q", a.Kept, a.Stderr)
			}
		},
		// The proxies make 200 of a line that is an object.
		skeleton: func(t *testing.T) { panicIsAnApplicationError(inSkeleton(t, "Panic")) },
		proxy:    func(t *testing.T) { panicIsAnApplicationError(inProxy(t, "Panic")) },
	},
	"invoker-7": {
		ours: func(t *testing.T) {
			b, _, _ := drain(t)
			if a := b.activate(`{}`); !a.Rescheduled || a.Reply.Status != 503 || a.Kept {
				t.Errorf("%+v", a)
			}
		},
	},
	"invoker-8": {
		ours: func(t *testing.T) {
			b := inOurs(t, "main")
			b.want(b.post("/init", `{"value":{"name":"b","binary":false,"main":"main"}}`), 200, `{"ok":true}`)
			b.want(b.run(`{"a":1}`), 200, `{"a":1}`)
		},
	},
	"invoker-9": {
		ours: func(t *testing.T) {
			b := inOurs(t, "main").started()
			for range 3 {
				if state := processState(t, b.Process().PID()); state != "T" { // stopped
					t.Errorf("at rest the process is in state %s", state)
				}
				b.wantUser(b.activate(`{"a":1}`), invoker.Success, `{"a":1}`)
			}
		},
		proxy: func(t *testing.T) { succeeds(inProxy(t, "main")) },
	},
	"invoker-10": {
		ours: func(t *testing.T) {
			b := inOursWith(t, invoker.Options{Pooled: true, Awake: true}, "main").started()
			for range 3 {
				b.wantUser(b.activate(`{"a":1}`), invoker.Success, `{"a":1}`)
			}
		},
	},
}

const textPanicked = "The action panicked. See logs for details."

func succeeds(b *box) {
	b.t.Helper()
	b.started()
	for _, value := range []string{`{"a":1}`, `[1]`, `{}`} {
		a := b.activate(value)
		b.wantUser(a, invoker.Success, value)
		if !a.Kept || strings.TrimSpace(a.Stdout+a.Stderr) != "" {
			b.t.Errorf("%s: kept %t, stdout %q, stderr %q", value, a.Kept, a.Stdout, a.Stderr)
		}
	}
}

// fails makes the program return what the platform takes for an error.
func fails(b *box) {
	b.t.Helper()
	b.started()
	for _, value := range []string{`null`, `"wrong"`, `{"statusCode":404}`} {
		a := b.activate(`{"other":1,"error":` + value + `}`)
		b.wantUser(a, invoker.ApplicationError, `{"error":`+value+`}`)
		if !a.Kept {
			b.t.Errorf("%s: the container is destroyed", value)
		}
	}
}

func panicIsAnApplicationError(b *box) {
	b.t.Helper()
	b.started()
	for range 2 {
		a := b.activate(`{"message":"boom"}`)
		b.wantUser(a, invoker.ApplicationError, failed(textPanicked))
		if !a.Kept || a.Stdout != "" || !strings.Contains(a.Stderr, "fixture.Panic") {
			b.t.Errorf("kept %t, stdout %q, stderr %q", a.Kept, a.Stdout, a.Stderr)
		}
	}
}

// drain tells a warm container to end while an activation runs, and returns when the container takes no other
// activation. finish lets the activation end, whose result is nap.
func drain(t *testing.T) (b *box, running <-chan invoker.Reply, finish func() (nap string)) {
	t.Helper()
	b = inOursWith(t, invoker.Options{Awake: true}, "Sleep").started()
	b.wantUser(b.activate(`{"millis":0}`), invoker.Success, `{"millis":0}`)
	answer := make(chan invoker.Reply, 1)
	file := filepath.Join(t.TempDir(), "file")
	nap := toJSON(map[string]any{"millis": 1, "until": file})
	go func() {
		r, _ := b.Post("/run", `{"value":`+nap+`}`)
		answer <- r
	}()
	if err := b.Await("sleeping for 1 ms"); err != nil {
		t.Fatal(err)
	}
	if err := b.Process().Terminate(); err != nil {
		t.Fatal(err)
	}
	// An /init, refused before and after, does not wait for its turn as a /run does.
	for late := time.After(time.Minute); b.init(nil).Status == 403; {
		select {
		case <-late:
			t.Fatal("the container takes new activations")
		default:
		}
	}
	return b, answer, func() string {
		if err := os.WriteFile(file, nil, 0o666); err != nil {
			t.Error(err)
		}
		return nap
	}
}

// processState is the state that Linux gives a process.
func processState(t *testing.T, pid int) string {
	t.Helper()
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		ci.Skip(t, "the state of a process: %v", err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	return rest[:1]
}
