//go:build linux

package binary

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Ten thousand requests with everything that can go wrong in them, many at once. Each correct request gets its own
// answer and no other, and each faulty one the right status. Afterwards nothing is left of them in the process.
func TestTenThousandFaults(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	if text := os.Getenv("OWGEN_SEED"); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("OWGEN_SEED=%d", seed)
	const requests, callers = 10_000, 32
	s := serve(t, "exec_timeout=5s", "read_timeout=20s")
	container{s}.wantInit("Typed", nil)
	goroutines, files := vitalsOf(t, s)

	storm(s, seed, requests, callers)
	wantAnswer(t, s.post("/typed", `{"string":"after"}`), 200, `{"string":"after"}`)
	wantAnswer(t, s.post("/run", `{"value":{"string":"after"}}`), 200, `{"string":"after"}`)
	deadline := time.Now().Add(time.Minute)
	for {
		g, f := vitalsOf(t, s)
		if g <= goroutines && f <= files {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("before there were %d goroutines and %d files, and now %d and %d", goroutines, files, g, f)
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.wantStop()
}

// vitalsOf returns how many goroutines and open files the server has while it serves no other call.
func vitalsOf(t *testing.T, s *server) (goroutines, files int) {
	t.Helper()
	answer := answers(t, s.URL, []string{call("POST", "/examine", "{}")})
	body, ok := strings.CutPrefix(answer, " 200 ")
	entries, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", s.PID()))
	if !ok || err != nil {
		t.Fatalf("%s, %v", answer, err)
	}
	return decode[vitals](t, body).Goroutines, len(entries)
}

// storm sends requests from many callers at the same time.
func storm(s *server, seed uint64, requests, callers int) {
	var wait sync.WaitGroup
	client := &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: callers}}
	for i := range callers {
		wait.Go(func() {
			for n := i; n < requests; n += callers {
				random := rand.New(rand.NewPCG(seed, uint64(n)))
				p := &attempt{s, client, random, fmt.Sprintf("%d.%x", n, random.Uint64())}
				p.play()
			}
		})
	}
	wait.Wait()
	client.CloseIdleConnections()
}
