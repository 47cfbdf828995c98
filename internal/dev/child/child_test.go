//go:build unix

package child

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// The test binary is also the program that is run: the variable says what it does.
func TestMain(m *testing.M) {
	switch os.Getenv("CHILD") {
	case "":
		os.Exit(m.Run())
	case "dies":
		fmt.Fprintln(os.Stderr, "no such order")
		os.Exit(3)
	case "sleeps":
		time.Sleep(time.Hour)
	case "parent": // of a program, until it is killed
		c, err := StartProcess(sleeper())
		if err != nil {
			panic(err)
		}
		fmt.Println(c.cmd.Process.Pid)
		select {}
	}
	serve(os.Getenv("CHILD") == "stubborn")
}

// serve prints what the query of /print asks for: a stream, then a text.
func serve(stubborn bool) {
	if stubborn {
		ignoreTermination()
	}
	http.HandleFunc("/_/health", func(http.ResponseWriter, *http.Request) {})
	http.HandleFunc("/print", func(_ http.ResponseWriter, r *http.Request) {
		out := os.Stdout
		if r.FormValue("on") == "stderr" {
			out = os.Stderr
		}
		out.WriteString(r.FormValue("text"))
	})
	http.HandleFunc("/spawn", func(w http.ResponseWriter, _ *http.Request) {
		cmd := sleeper()
		if err := cmd.Start(); err != nil {
			panic(err)
		}
		fmt.Fprint(w, cmd.Process.Pid)
	})
	http.ListenAndServe(net.JoinHostPort(os.Getenv("OWGEN_HOST"), os.Getenv("PORT")), nil)
}

func sleeper() *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "CHILD=sleeps")
	return cmd
}

// A buffer may be written to while it is read.
type buffer struct {
	mu    sync.Mutex
	b     bytes.Buffer
	until chan struct{} // writing blocks; nil: it does not
}

// block lets writing wait until a channel is closed.
func (b *buffer) block(until chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.until = until
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	until := b.until
	b.mu.Unlock()
	if until != nil {
		<-until
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// A running is a child, and what it has printed.
type running struct {
	*testing.T
	*Child
	stdout, stderr buffer
	mu             sync.Mutex
	outside        []string
}

func run(t *testing.T, does string) *running {
	t.Helper()
	r := &running{T: t}
	c, err := Start(t.Context(), Options{
		Bin: os.Args[0], Env: append(os.Environ(), "CHILD="+does), Stdout: &r.stdout, Stderr: &r.stderr,
		Line: func(n Line) { r.note(&r.outside, n) },
	})
	if err != nil {
		t.Fatal(err)
	}
	r.Child = c
	t.Cleanup(func() {
		c.Kill()
		<-c.Ended()
	})
	return r
}

func (r *running) note(lines *[]string, n Line) {
	r.mu.Lock()
	defer r.mu.Unlock()
	*lines = append(*lines, n.Stream+" "+n.Text)
}

// print has the program print a text.
func (r *running) print(stream, text string) {
	r.Helper()
	r.get("/print?on=" + stream + "&text=" + strings.ReplaceAll(strings.ReplaceAll(text, " ", "+"), "\n", "%0A"))
}

func (r *running) get(path string) string {
	r.Helper()
	resp, err := http.Get("http://" + r.Address() + path)
	if err != nil {
		r.Fatal(err)
	}
	defer resp.Body.Close()
	var b bytes.Buffer
	b.ReadFrom(resp.Body)
	return b.String()
}

func TestDEV15TheStreamsArePassedOnAsTheyAre(t *testing.T) {
	r := run(t, "serves")
	text := "a line\r\n\x00 no line\n" + strings.Repeat("long ", 40_000)
	var want strings.Builder
	for range 5 {
		stop, err := r.Capture(t.Context(), func(Line) {})
		if err != nil {
			t.Fatal(err)
		}
		for len(text) > 0 { // in pieces that fit into an address
			n := min(len(text), 4000)
			piece := strings.NewReplacer("\x00", "%00", " ", "+", "\n", "%0A", "\r", "%0D").Replace(text[:n])
			r.get("/print?text=" + piece)
			want.WriteString(text[:n])
			text = text[n:]
		}
		stop(t.Context())
		text = "more"
	}
	if got := r.stdout.String(); got != want.String() {
		t.Errorf("%d bytes came, want %d", len(got), want.Len())
	}
}

func TestDEV25AProgramThatEndsAtStart(t *testing.T) {
	var stderr buffer
	_, err := Start(t.Context(), Options{Bin: os.Args[0], Env: append(os.Environ(), "CHILD=dies"), Stdout: &stderr, Stderr: &stderr})
	failed, ok := errors.AsType[*Failed](err)
	if !ok || failed.Death != "exit status 3" || !slices.Equal(failed.Last, []string{"no such order"}) {
		t.Errorf("the error is %#v", err)
	}
	if got := stderr.String(); got != "no such order\n" {
		t.Errorf("it printed %q", got)
	}
}

func TestDEV23TheProgramIsOnLoopbackOnly(t *testing.T) {
	if r := run(t, "serves"); !strings.HasPrefix(r.Address(), "127.0.0.1:") {
		t.Errorf("it is at %s", r.Address())
	}
}

func TestDEV23AProgramThatDoesNotEndIsKilled(t *testing.T) {
	r := run(t, "stubborn")
	hurry := make(chan struct{})
	close(hurry)
	r.Stop(time.Hour, hurry)
	if got := r.Death(); got != "signal: killed" {
		t.Errorf("it ended with %s", got)
	}
	quick := run(t, "serves")
	quick.Stop(time.Hour, nil)
	if got := quick.Death(); got != "signal: terminated" {
		t.Errorf("it ended with %s", got)
	}
}

func TestAStartThatIsCancelledLeavesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Start(ctx, Options{Bin: os.Args[0], Env: append(os.Environ(), "CHILD=sleeps"), Stdout: new(buffer), Stderr: new(buffer)}); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

func TestDEV26APortThatIsTakenIsNoReasonToFail(t *testing.T) {
	f := &Failed{Last: []string{"level=ERROR msg=\"cannot listen: listen tcp 127.0.0.1:80: bind: address already in use\""}}
	if !f.portTaken() {
		t.Error("another port is not tried")
	}
	if (&Failed{Last: []string{"panic: no"}}).portTaken() {
		t.Error("another port is tried after a panic")
	}
}
