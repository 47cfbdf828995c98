//go:build unix

package lambda

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/ways/runtimeapi"
)

func TestAWS23SIGTERM(t *testing.T) {
	api := runtimeapi.New(t)
	idle := start(t, many, api, "_HANDLER=Meet")
	receive(t, "next", api.Next)
	idle.cmd.Process.Signal(syscall.SIGTERM)
	if code := idle.exit(); code != 0 || idle.log() != "" {
		t.Errorf("idle: exit code %d, log %s", code, idle.log())
	}

	// Nothing outside tells that a process has seen a signal. One that has not in the first time has in a longer one.
	more := 1
	for _, pause := range []time.Duration{200 * time.Millisecond, 2 * time.Second, 10 * time.Second} {
		if more > 0 {
			more = terminateBusy(t, api, pause)
		}
	}
	if more > 0 {
		t.Errorf("busy: %d more asked for", more)
	}

	stubborn := start(t, many, api, "_HANDLER=Meet")
	receive(t, "next", api.Next)
	api.Send(&runtimeapi.Event{ID: "slow", Body: document(map[string]string{"file": "/nowhere/at/all"})})
	stubborn.awaitLog("waiting for")
	for ended := false; !ended; {
		stubborn.cmd.Process.Signal(syscall.SIGTERM)
		select {
		case <-stubborn.done:
			ended = true
		case <-time.After(10 * time.Millisecond):
		}
	}
	if code := stubborn.exit(); code == 0 {
		t.Errorf("twice: exit code %d", code)
	}
}

// terminateBusy sends SIGTERM to a program in a call, which it has answered some time later, and returns how many more calls
// it has asked for.
func terminateBusy(t *testing.T, api *runtimeapi.API, pause time.Duration) (more int) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "file")
	busy := start(t, many, api, "_HANDLER=Meet")
	receive(t, "next", api.Next)
	done := api.Send(&runtimeapi.Event{ID: "slow", Body: document(map[string]string{"file": file})})
	busy.awaitLog("waiting for")
	busy.cmd.Process.Signal(syscall.SIGTERM)
	time.Sleep(pause)
	touch(t, file)
	want(t, "the call in flight", string(receive(t, "answer", done).Body), `{"Met":"`+file+`"}`)
	if code := busy.exit(); code != 0 {
		t.Errorf("busy: exit code %d", code)
	}
	for ; len(api.Next) > 0; more++ {
		<-api.Next
	}
	return more
}

func TestAWS23TheExtension(t *testing.T) {
	api := runtimeapi.New(t)
	p := start(t, many, api, "_HANDLER=Plain", "OWGEN_SIGTERM=1")
	r := receive(t, "registration", api.Registered)
	head := []string{"Host: " + api.Addr, "User-Agent: owgen/devel", "Content-Type: application/json", "Lambda-Extension-Name: owgen", "Content-Length: 13"}
	if !slices.Equal(r.Head, head) || string(r.Body) != `{"events":[]}` {
		t.Errorf("%q %s", r.Head, r.Body)
	}
	w := receive(t, "request for events", api.Waiting)
	if head := []string{"Host: " + api.Addr, "User-Agent: owgen/devel", "Lambda-Extension-Identifier: 9e3c"}; !slices.Equal(w.Head, head) {
		t.Errorf("%q", w.Head)
	}
	if a := p.invoke(`{}`); a.Conn == w.Conn {
		t.Error("events of both come over one connection")
	}
	want(t, "log", p.log(), "")
	p.cmd.Process.Signal(syscall.SIGTERM)
	if code := p.exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}

	api = runtimeapi.New(t)
	api.Register = func() string {
		return "HTTP/1.1 403 Forbidden\r\nContent-Length: 44\r\n\r\n{\"errorType\":\"Extension.RegistrationClosed\"}"
	}
	p = start(t, many, api, "_HANDLER=Plain", "OWGEN_SIGTERM=1")
	want(t, "after a refusal", p.result(p.invoke(`{}`)), `{"name":"","tags":null,"n":0}`)
	if log := p.log(); strings.Count(log, "\n") != 1 || !strings.Contains(log, "level=WARN") || !strings.Contains(log, "Extension.RegistrationClosed") {
		t.Errorf("log %s", log)
	}
	without := start(t, many, runtimeapi.New(t), "_HANDLER=Plain")
	without.invoke(`{}`)
	if len(without.api.Registered) > 0 {
		t.Error("nobody asked for an extension")
	}
}

// ticks returns the CPU time that a process has used, in units of the kernel.
func ticks(t *testing.T, pid int) int {
	t.Helper()
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		t.Skip("the system does not tell how much time a process has used")
	}
	_, after, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(after)
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return user + system
}

// A freeze may take any time, and the connection with it.
func TestAWS25FreezesAndRest(t *testing.T) {
	for _, reset := range []bool{false, true} {
		api := runtimeapi.New(t)
		p := start(t, many, api, "_HANDLER=Examine")
		for range 50 {
			p.result(p.invoke(`{}`))
		}
		for len(api.Next) > 0 {
			<-api.Next
		}
		p.cmd.Process.Signal(syscall.SIGSTOP)
		if reset {
			api.Reset()
		}
		done := api.Send(&runtimeapi.Event{ID: "frozen", Body: `{}`})
		p.cmd.Process.Signal(syscall.SIGCONT)
		body := p.result(receive(t, "answer", done))
		// The handler's, the one that waits for it, those of signals, and of the runtime of Go: none more than at the beginning.
		for late := time.Now().Add(patience); !strings.HasPrefix(body, `{"Goroutines":3,`); body = p.result(p.invoke(`{}`)) {
			if time.Now().After(late) {
				t.Fatalf("after a freeze: %s", body)
			}
		}
		want(t, "log", p.log(), "")
	}
}

// Who waits uses no time, but for what the runtime of Go may still have to do at first.
func TestAWS25RestingUsesNoTime(t *testing.T) {
	api := runtimeapi.New(t)
	p := start(t, many, api, "_HANDLER=Examine", "AWS_LAMBDA_MAX_CONCURRENCY=4")
	for range 50 {
		p.result(p.invoke(`{}`))
	}
	used := 0
	for range 3 {
		before := ticks(t, p.cmd.Process.Pid)
		time.Sleep(700 * time.Millisecond)
		if used = ticks(t, p.cmd.Process.Pid) - before; used <= 1 {
			return
		}
	}
	t.Errorf("%d ticks at rest", used)
}

func TestAWS26TheMemoryLimit(t *testing.T) {
	for words, limit := range map[string]string{
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=128":                  "120795948",
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=10240":                "9663676416",
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=x":                    "9223372036854775807",
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=128 GOMEMLIMIT=64MiB": "67108864",
	} {
		p := start(t, many, runtimeapi.New(t), append(strings.Fields(words), "_HANDLER=Examine")...)
		if got := p.result(p.invoke(`{}`)); !strings.HasSuffix(got, `"MemoryLimit":`+limit+`}`) {
			t.Errorf("%s: %s", words, got)
		}
	}
}
