//go:build linux

package invoker

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/ways/sentinel"
)

// TestMain makes this test binary a container as well: one that counts its requests.
func TestMain(m *testing.M) {
	if os.Getenv("INVOKER_TEST_SERVE") == "" {
		os.Exit(m.Run())
	}
	requests := 0
	err := http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		requests++
		fmt.Print(sentinel.Line)
		fmt.Fprint(os.Stderr, sentinel.Line)
		fmt.Fprintf(w, `{"requests":%d,"connection":%q}`, requests, r.RemoteAddr)
	}))
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func startServer(t *testing.T, o Options) *Container {
	t.Helper()
	c, err := Start(os.Args[0], o, "INVOKER_TEST_SERVE=1")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	if a, err := c.Init(Action{}); err != nil || !a.Kept {
		t.Fatalf("%+v, %v", a, err)
	}
	return c
}

// state returns the state of a process as Linux has it: T is stopped.
func state(t *testing.T, pid int) string {
	t.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	return rest[:1]
}

func TestProcessIsStoppedBetweenRequests(t *testing.T) {
	c := startServer(t, Options{})
	for range 3 {
		if s := state(t, c.Process().PID()); s != "T" {
			t.Errorf("at rest the state is %s", s)
		}
		if a, err := c.Run(`{}`, nil); err != nil || !a.Kept {
			t.Errorf("%+v, %v", a, err)
		}
	}
	c.Destroy()
	if exit, err := c.Process().Wait(); err != nil || exit != -1 {
		t.Errorf("a destroyed container: exit code %d, %v", exit, err)
	}
}

func TestConnectionsAreOneForEachRequestOrPooled(t *testing.T) {
	connections := func(o Options) int {
		c := startServer(t, o)
		seen := map[string]bool{}
		for range 3 {
			a, err := c.Run(`{}`, nil)
			if err != nil {
				t.Fatal(err)
			}
			_, address, _ := strings.Cut(a.Result, "connection")
			seen[address] = true
		}
		return len(seen)
	}
	for want, o := range map[int]Options{1: {Pooled: true, Awake: true}, 3: {}} {
		if n := connections(o); n != want {
			t.Errorf("%+v: %d connections for three requests, want %d", o, n, want)
		}
	}
	if n := connections(Options{Pooled: true}); n != 3 { // freezing drops them
		t.Errorf("pooled and frozen: %d connections", n)
	}
}
