//go:build unix

package ways

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// script makes a program of a shell script.
func script(t *testing.T, text string) (bin, dir string) {
	t.Helper()
	dir = t.TempDir()
	bin = filepath.Join(dir, "program")
	if err := os.WriteFile(bin, []byte("#!/bin/sh\ncd "+dir+"\n"+text), 0o755); err != nil {
		t.Fatal(err)
	}
	return bin, dir
}

var path = []string{"PATH=" + os.Getenv("PATH")}

// run is Run where nothing may go wrong.
func run(t *testing.T, w Way, text string, c Call) Outcome {
	t.Helper()
	bin, _ := script(t, text)
	o, err := Run(t.Context(), w, bin, path, c)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// wantDeath waits for the end of the process whose id the program has written to the file pid.
func wantDeath(t *testing.T, dir string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "pid"))
	if err != nil {
		t.Fatal(err)
	}
	pid := 0
	for _, digit := range strings.TrimSpace(string(text)) {
		pid = 10*pid + int(digit-'0')
	}
	for end := time.Now().Add(time.Minute); syscall.Kill(pid, 0) == nil && !isZombie(pid); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("process %d lives on", pid)
		}
	}
}

// isZombie reports whether a process has ended, though nobody has asked how: a child of a child belongs to process 1.
func isZombie(pid int) bool {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	return err == nil && strings.Contains(string(text), ") Z ")
}

func TestChildrenEndWithTheCall(t *testing.T) {
	const text = `sleep 1000 & echo $! >pid; `
	for way, answer := range map[Way]string{
		Argv: `echo '{}'`, Stdin: `echo '{}'`, ActionLoop: `echo '{"ok":true}' >&3; read -r line; echo '{}' >&3`,
	} {
		bin, dir := script(t, text+answer)
		if o, err := Run(t.Context(), way, bin, path, Call{}); err != nil || !o.OK {
			t.Errorf("%s: %+v, %v", way, o, err)
		}
		wantDeath(t, dir)
	}
}

// The end of the context is that of the program, of what it has started, and of the call.
func TestCallsAreCancelled(t *testing.T) {
	for _, w := range append(slices.Clone(All), Lambda) {
		bin, dir := script(t, `sleep 1000 & echo $! >pid; echo waits >&2; wait`)
		ctx, cancel := context.WithCancel(t.Context())
		if _, err := Run(ctx, w, bin, path, Call{Heard: func(Line) { cancel() }}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", w, err)
		}
		wantDeath(t, dir)
		cancel()
	}
}

func TestLogsAreNotTheAnswer(t *testing.T) {
	o := run(t, Argv, `echo '{"a":1}'; echo one >&2; printf two >&2`, Call{})
	if string(o.Answer) != `{"a":1}` || !o.OK || len(o.Logs) != 2 || o.Logs[0] != (Line{"stderr", "one"}) || o.Logs[1].Text != "two" {
		t.Errorf("%+v", o)
	}
	o = run(t, ActionLoop, `echo '{"ok":true}' >&3; read -r line; echo out; echo; echo err >&2; echo '[1]' >&3`, Call{})
	texts := map[string][]string{}
	for _, l := range o.Logs {
		texts[l.Stream] = append(texts[l.Stream], l.Text)
	}
	if string(o.Answer) != "[1]" || !slices.Equal(texts["stdout"], []string{"out", ""}) || !slices.Equal(texts["stderr"], []string{"err"}) {
		t.Errorf("%+v", o)
	}
}

func TestErrorsByLineAndByExitCode(t *testing.T) {
	for _, c := range []struct {
		way    Way
		text   string
		ok     bool
		ended  string
		answer string
	}{
		{Argv, `echo '{"error":"no"}'`, false, "", `{"error":"no"}`},
		{Argv, `echo '{"error":"no"}'; exit 1`, false, "", `{"error":"no"}`},
		{Argv, `echo 5`, false, "", `{"error":"The action did not produce a valid JSON or JSON Array response: 5"}`},
		{Stdin, `echo '{"error":"no"}'`, true, "", `{"error":"no"}` + "\n"},
		{Stdin, `printf no; exit 1`, false, "", `no`},
		{Stdin, `exit 3`, false, "exit status 3", ""},
		{Stdin, `kill -9 $$`, false, "signal: killed", ""},
		{Plain, `exit 4`, false, "exit status 4", ""},
		{Lambda, `exit 5`, false, "exit status 5", ""},
	} {
		o := run(t, c.way, c.text, Call{})
		if o.OK != c.ok || o.Ended != c.ended || string(o.Answer) != c.answer {
			t.Errorf("%s %s: %+v", c.way, c.text, o)
		}
	}
	if o := run(t, OpenWhisk, `exit 6`, Call{}); o.OK || o.Ended != "exit status 6" {
		t.Errorf("%+v", o)
	}
}

// A program gets the variables of the caller, but for those by which the way, or the call, tells it what to do.
func TestVariablesOfTheWayGoFirst(t *testing.T) {
	bin, _ := script(t, `echo '{"mode":"'$OWGEN_MODE'","mine":"'$MINE'","action":"'$OWGEN_ACTION'","port":"'$PORT'"}'`)
	env := append(slices.Clone(path), "OWGEN_MODE=server", "MINE=1", "PORT=7", "OWGEN_ACTION=other")
	o, err := Run(t.Context(), Argv, bin, env, Call{Handler: "order"})
	if want := `{"mode":"oneshot","mine":"1","action":"order","port":""}`; string(o.Answer) != want || err != nil {
		t.Errorf("%s, %v", o.Answer, err)
	}
}

func TestWhatAWayCannotCarry(t *testing.T) {
	for _, c := range []struct {
		way  Way
		body string
		want string
	}{
		{Argv, `5`, "argv cannot carry this call: the argument is an object or an array"},
		{Argv, "{\x00}", "argv cannot carry this call: an argument cannot hold a zero byte"},
		{Argv, `["` + strings.Repeat("a", 131068) + `"]`, "argv cannot carry this call: an argument holds 131071 bytes at most, and these are 131072"},
		{OpenWhisk, `{`, "openwhisk cannot carry this call: the parameters are not JSON"},
		{ActionLoop, `{`, "actionloop cannot carry this call: the parameters are not JSON"},
	} {
		bin, _ := script(t, `exit 1`)
		_, err := Run(t.Context(), c.way, bin, path, Call{Body: []byte(c.body)})
		if err == nil || err.Error() != c.want {
			t.Errorf("%s %.9s: %v", c.way, c.body, err)
		}
	}
}
