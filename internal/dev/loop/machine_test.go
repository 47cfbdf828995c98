package loop

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// wants fails the test unless the call is answered like this.
func (w *world) wants(answer <-chan string, want string) {
	w.Helper()
	if got := <-answer; got != want {
		w.Errorf("the call is answered by %s, want %s", got, want)
	}
}

// waits fails the test if the call is answered already.
func (w *world) waits(answer <-chan string) {
	w.Helper()
	w.Loop.call(func() {})
	select {
	case got := <-answer:
		w.Errorf("the call is answered by %s, and should wait", got)
	default:
	}
}

func TestDEV22ACallWaitsForTheTextThatWasSavedBeforeIt(t *testing.T) {
	w := newWorld(t, quick)
	first := w.calling()
	w.waits(first)
	w.up("1")
	w.wants(first, "1")
	for _, text := range []string{"2", "3", "4"} {
		w.save(text)
		call := w.calling()
		w.waits(call)
		w.build(text).healthy <- true
		w.wants(call, text)
	}
}

func TestDEV22ACallWaitsForABuildThatHasBegun(t *testing.T) {
	w := newWorld(t, quick)
	w.up("1")
	w.save("2")
	b := w.next("2")
	call := w.calling()
	w.waits(call)
	b.finish <- true
	p := <-w.launched
	w.waits(call)
	p.healthy <- true
	w.wants(call, "2")
}

func TestDEV22AChangeThatIsUndoneKeepsNobodyWaiting(t *testing.T) {
	slow := quick
	slow.calm = time.Hour
	w := newWorld(t, slow)
	w.up("1")
	w.save("2")
	call := w.calling()
	w.save("1")
	w.wants(call, "1")
}

func TestDEV22AfterAFailedBuildTheOldProgramAnswersAtOnce(t *testing.T) {
	w := newWorld(t, quick)
	w.up("1")
	w.save("bad")
	call := w.calling()
	w.next("bad").finish <- false
	w.wants(call, "1")
	lease, err := w.Acquire(context.Background())
	if err != nil || lease.Build() != 1 || lease.Failed() != 2 {
		t.Errorf("the lease is of build %d after %d failed (%v), want 1 and 2", lease.Build(), lease.Failed(), err)
	}
	w.save("3")
	w.up("3")
	if lease, _ := w.Acquire(context.Background()); lease.Failed() != 0 || lease.Build() != 3 {
		t.Errorf("build %d of which %d failed, want 3 and 0", lease.Build(), lease.Failed())
	}
}

func TestDEV22ACallThatHasWaitedEnoughGetsTheOldProgram(t *testing.T) {
	short := quick
	short.patience = 20 * time.Millisecond
	w := newWorld(t, short)
	w.wants(w.calling(), "error: build 1 is not ready after 20ms; see the terminal of owgen dev")
	w.up("1")
	w.save("2")
	w.wants(w.calling(), "1")
	w.up("2")
}

func TestDEV24WithoutAProgramCallsAreToldWhy(t *testing.T) {
	w := newWorld(t, quick)
	call := w.calling()
	w.next("1").finish <- false
	w.wants(call, "error: build 1 failed: order.go:31:9: undefined: foo")
	w.wants(w.calling(), "error: build 1 failed: order.go:31:9: undefined: foo")
	if got := w.stderr.has("owgen: build 1 failed; nothing answers yet\n"); !strings.HasPrefix(got, "order.go:31:9: undefined: foo\n") {
		t.Errorf("the terminal says %s", got)
	}
	w.save("2")
	w.up("2")
	w.wants(w.calling(), "2")
	w.save("bad")
	w.next("bad").finish <- false
	if got := w.stderr.has("owgen: build 3 failed; build 2 answers\n"); strings.Count(got, "undefined: foo") != 2 {
		t.Errorf("the terminal says %s", got)
	}
}

func TestDEV21ANewerChangeCancelsABuildButNeverTwiceInARow(t *testing.T) {
	w := newWorld(t, quick)
	w.up("1")
	w.save("2")
	first := w.next("2")
	call := w.calling()
	w.save("3")
	<-first.cancelled
	second := w.next("3")
	w.save("4")
	later := w.calling()
	select {
	case <-second.cancelled:
		t.Error("a build is cancelled after another one was")
	case <-time.After(20 * quick.calm):
	}
	second.finish <- true
	(<-w.launched).healthy <- true
	w.wants(call, "3")
	w.waits(later)
	third := w.next("4")
	w.save("5")
	<-third.cancelled // the build before was not
	w.up("5")
	w.wants(later, "5")
	if want := []string{"1", "3", "5"}; !slices.Equal(w.builds, want) {
		t.Errorf("built are %q, want %q", w.builds, want)
	}
	if n := w.State().Build.N; n != 3 {
		t.Errorf("the last build has number %d, want 3: what was cancelled does not count", n)
	}
}

func TestDEV21ABuildWaitsForAPauseButNotForEver(t *testing.T) {
	restless := quick
	restless.calm, restless.restless = 300*time.Millisecond, 400*time.Millisecond
	w := newWorld(t, restless)
	w.up("1")
	saved := make(chan struct{})
	begun := make(chan *fakeBuild, 1)
	go func() { begun <- <-w.begun }()
	go func() {
		for k := 0; ; k++ {
			select {
			case <-saved:
				return
			case <-time.After(3 * time.Millisecond):
				w.save(strings.Repeat("x", k%50+2))
			}
		}
	}()
	<-begun // although there was no pause
	close(saved)
}

func TestDEV21AStartIsOvertakenByTheNextBuild(t *testing.T) {
	w := newWorld(t, quick)
	w.up("1")
	w.save("2")
	w.build("2") // never healthy
	call := w.calling()
	w.save("3")
	w.build("3").healthy <- true
	w.wants(call, "3")
}

func TestDEV27AWordAboutTheFirstBuildIsSaidOnce(t *testing.T) {
	early := quick
	early.first = time.Millisecond
	w := newWorld(t, early)
	const word = "owgen: building (compiling dependencies)…\n"
	w.stderr.has(word)
	w.up("1")
	w.save("2")
	w.up("2")
	if got := w.stderr.has("build 2 in "); strings.Count(got, word) != 1 {
		t.Errorf("the terminal says %s", got)
	}
	w = newWorld(t, quick)
	(&machine{Loop: w.Loop, n: 1}).sayFirst() // after the first build
	w.up("1")
	if got := w.stderr.has("owgen: build 1 in "); strings.Contains(got, word) {
		t.Errorf("the terminal says %s", got)
	}
}

func TestDEV22ATornBuildIsNotStarted(t *testing.T) {
	w := newWorld(t, quick)
	w.up("1")
	w.mu.Lock()
	w.torn = true
	w.mu.Unlock()
	w.save("2")
	w.saveDuring(w.next("2"), true, "3")
	w.up("3") // and not 2
}

// What brings the generated files up to date has a word of its own about that, which nobody needs to read as well.
func TestDEV27GeneratingSaysNothingOfTheFirstBuild(t *testing.T) {
	w := newWorld(t, quick)
	w.options.Tool.Waiting("compiling dependencies…")
	w.up("1")
	if got := w.stderr.has("owgen: build 1 in "); strings.Contains(got, "compiling") {
		t.Errorf("the terminal says %s", got)
	}
}

func TestDEV15EachBuildIsSaidWithItsFiles(t *testing.T) {
	w := newWorld(t, quick)
	w.up("1")
	w.save("2")
	w.up("2")
	said := regexp.MustCompile(`^owgen: build 1 in \d+\.\ds.*\nowgen: build 2 in \d+\.\ds \(order\.go\)\n$`)
	if got := w.stderr.has("build 2 in "); !said.MatchString(got) {
		t.Errorf("the terminal says %s", got)
	}
	for _, test := range []struct {
		files []string
		want  string
	}{
		{nil, ""}, {[]string{"a", "b", "c"}, " (a, b, c)"}, {[]string{"a", "b", "c", "d", "e"}, " (a, b, c, and 2 more)"},
	} {
		if got := listed(test.files); got != test.want {
			t.Errorf("%q are %q, want %q", test.files, got, test.want)
		}
	}
}

func TestACallThatDoesNotWaitAnyMoreHoldsNothing(t *testing.T) {
	w := newWorld(t, quick)
	ctx, cancel := context.WithCancel(context.Background())
	failed := make(chan error)
	go func() {
		_, err := w.Acquire(ctx)
		failed <- err
	}()
	w.waits(w.calling())
	cancel()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	old := w.up("1")
	w.save("2")
	w.up("2")
	<-old.asked // no call keeps it
}

// An editor that writes in place leaves an empty file for a moment, which a build may meet.
func TestDEV22AFailureOfHalfSavedFilesIsNone(t *testing.T) {
	w := newWorld(t, quick)
	w.up("1")
	w.save("half")
	half := w.next("half")
	call := w.calling()
	w.saveDuring(half, false, "whole")
	w.build("whole").healthy <- true
	w.wants(call, "whole")
	if got := w.stderr.has("owgen: build 2 in "); strings.Contains(got, "failed") {
		t.Errorf("the terminal says %s", got)
	}
}
