//go:build unix

package child

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"
)

func TestDEV32ExactlyTheLinesBetweenTheMarksBelongToACall(t *testing.T) {
	r := run(t, "serves")
	r.print("stdout", "before\n")
	r.print("stderr", "half")
	var lines []string
	for k := range 50 {
		lines = nil
		stop, err := r.Capture(t.Context(), func(n Line) { r.note(&lines, n) })
		if err != nil {
			t.Fatal(err)
		}
		r.print("stdout", fmt.Sprintf("one %d\ntwo\nXXX_THE_END_OF_A_WHISK_ACTIVATION_XXX\n", k))
		r.print("stderr", "three\nfour")
		stop(t.Context())
		slices.Sort(lines)
		want := []string{"stderr four", "stderr three", fmt.Sprintf("stdout one %d", k), "stdout two"}
		if !slices.Equal(lines, want) {
			t.Fatalf("call %d has %q, want %q", k, lines, want)
		}
	}
	r.print("stdout", "after\n")
	r.Kill()
	<-r.Ended()
	slices.Sort(r.outside)
	if want := []string{"stderr half", "stdout after", "stdout before"}; !slices.Equal(r.outside, want) {
		t.Errorf("outside of calls are %q, want %q", r.outside, want)
	}
}

// A terminal may be too slow for a call that is given up meanwhile.
func TestDEV32ACaptureThatIsGivenUpGetsNoLines(t *testing.T) {
	r := run(t, "serves")
	release := make(chan struct{})
	r.stdout.block(release)
	r.print("stdout", "before\n")
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error)
	go func() {
		_, err := r.Capture(ctx, func(n Line) { t.Errorf("%q is of the call that was given up", n.Text) })
		failed <- err
	}()
	r.marked() // of stdout, which is stuck
	cancel()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	close(release)
	r.print("stdout", "after\n")
	r.print("stderr", "after\n")
	stop, err := r.Capture(t.Context(), func(Line) {})
	if err != nil {
		t.Fatal(err)
	}
	stop(t.Context())
	slices.Sort(r.outside)
	if want := []string{"stderr after", "stdout after", "stdout before"}; !slices.Equal(r.outside, want) {
		t.Errorf("outside of calls are %q, want %q", r.outside, want)
	}
}

// marked waits until a mark is in stdout that was not read.
func (r *running) marked() {
	for r.logs.stdout.pending() == 0 {
		time.Sleep(time.Millisecond)
	}
}

func TestACaptureOfAProgramThatIsGoneLeavesNothingBehind(t *testing.T) {
	r := run(t, "serves")
	r.Kill()
	<-r.Ended()
	for _, s := range []*stream{r.logs.stdout, r.logs.stderr} {
		for _, err := s.r.Stat(); err == nil; _, err = s.r.Stat() { // until nobody reads it
			time.Sleep(time.Millisecond)
		}
	}
	before := runtime.NumGoroutine()
	for range 20 {
		stop, err := r.Capture(t.Context(), func(Line) {})
		if err != nil {
			t.Fatal(err)
		}
		stop(t.Context())
	}
	for deadline := time.Now().Add(time.Minute); runtime.NumGoroutine() > before+2; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("there are %d goroutines, and were %d", runtime.NumGoroutine(), before)
		}
	}
}
