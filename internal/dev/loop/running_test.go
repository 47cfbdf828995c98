package loop

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// hold returns a lease of the program of a text.
func (w *world) hold(text string) *Lease {
	w.Helper()
	lease, err := w.Acquire(context.Background())
	if err != nil {
		w.Fatal(err)
	}
	if got := lease.program.process.(*fakeProgram).text; got != text {
		w.Errorf("the call is answered by %s, want %s", got, text)
	}
	return lease
}

func TestDEV23TheOldProgramEndsWithItsLastCall(t *testing.T) {
	w := newWorld(t, quick)
	old := w.up("1")
	first, second := w.hold("1"), w.hold("1")
	w.save("2")
	w.up("2")
	w.hold("2").Release()
	first.Release()
	first.Release() // which counts once
	select {
	case <-old.asked:
		t.Error("it is asked to end during a call")
	case <-time.After(30 * time.Millisecond):
	}
	second.Release()
	<-old.asked
	old.die("")
}

func TestDEV23TheOldProgramWaitsForItsCallsOnlySoLong(t *testing.T) {
	short := quick
	short.drain, short.end = 20*time.Millisecond, 20*time.Millisecond
	w := newWorld(t, short)
	old := w.up("1")
	lease := w.hold("1")
	w.save("2")
	w.up("2")
	<-old.asked
	<-lease.Ended()
	if got := lease.Death(); got != "signal: killed" {
		t.Errorf("it ended with %s", got)
	}
	lease.Release()
}

func TestDEV25AProgramThatEndsAtStartLeavesTheOldOneAnswering(t *testing.T) {
	w := newWorld(t, quick)
	w.up("1")
	w.save("2")
	call := w.calling()
	w.build("2").healthy <- false
	w.wants(call, "1")
	w.stderr.has("owgen: build 2 ended at start: exit status 2\n")
	b := w.State().Build
	if b.State != Crashed || b.Log != "panic: no" || b.N != 2 || b.Served != 1 || b.Diagnostics[0].Text != "ended at start: exit status 2" {
		t.Errorf("the state is %+v", b)
	}
	w.save("3")
	w.up("3")
	if b := w.State().Build; b.Log != "" || len(b.Diagnostics) != 0 || b.Served != 3 {
		t.Errorf("the state is %+v", b)
	}
}

func TestDEV25TheFirstProgramThatEndsAtStart(t *testing.T) {
	w := newWorld(t, quick)
	call := w.calling()
	w.build("1").healthy <- false
	w.wants(call, "error: build 1 ended at start: exit status 2")
}

func TestDEV26AProgramThatEndsIsStartedAgain(t *testing.T) {
	w := newWorld(t, quick)
	p := w.up("1")
	lease := w.hold("1")
	p.die("signal: killed")
	<-lease.Ended()
	lease.Release()
	again := <-w.launched // at once
	call := w.calling()
	w.waits(call)
	if s := w.await(func(s State) bool { return s.Build.State == Crashed }); s.Build.Diagnostics[0].Text != "ended: signal: killed" || s.Build.Log != "bye" {
		t.Errorf("the state is %+v", s.Build)
	}
	again.healthy <- true
	w.wants(call, "1")
	if s := w.await(func(s State) bool { return s.Build.State == Ready }); s.Build.N != 1 || s.Build.Served != 1 {
		t.Errorf("the state is %+v", s.Build)
	}
	w.stderr.has("owgen: build 1 ended: signal: killed\n")
}

func TestDEV26PausesBetweenRestartsGrow(t *testing.T) {
	w := newWorld(t, quick)
	p := w.up("1")
	var pauses []time.Duration
	for range 5 {
		began := time.Now()
		p.die("exit status 1")
		p = <-w.launched
		pauses = append(pauses, time.Since(began))
		p.healthy <- true
		w.wants(w.calling(), "1")
	}
	for k, least := range []time.Duration{0, quick.backoff, quick.longest, quick.longest, quick.longest} {
		if pauses[k] < least {
			t.Errorf("restart %d came after %v, want at least %v", k+1, pauses[k], least)
		}
	}
	w.save("2") // begins anew
	w.up("2").die("exit status 1")
	<-w.launched
}

func TestDEV26ARestartThatFailsIsTriedAgain(t *testing.T) {
	w := newWorld(t, quick)
	w.up("1").die("exit status 1")
	call := w.calling()
	for range 3 {
		(<-w.launched).healthy <- false
		w.waits(call)
	}
	(<-w.launched).healthy <- true
	w.wants(call, "1")
}

func TestDEV26ANewBuildReplacesAProgramThatCrashes(t *testing.T) {
	w := newWorld(t, quick)
	w.up("1").die("exit status 1")
	<-w.launched // hangs
	w.save("2")
	call := w.calling()
	w.build("2").healthy <- true
	w.wants(call, "2")
}

func TestDEV26AFailedBuildIsStillToldAfterARestart(t *testing.T) {
	w := newWorld(t, quick)
	p := w.up("1")
	w.save("bad")
	w.next("bad").finish <- false
	w.await(func(s State) bool { return s.Build.State == Failed })
	p.die("signal: killed")
	(<-w.launched).healthy <- true
	s := w.await(func(s State) bool { return s.Build.Served == 1 && s.Build.State != Crashed })
	if s.Build.State != Failed || s.Build.Diagnostics[0].Text != "undefined: foo" {
		t.Errorf("the state is %+v", s.Build)
	}
}

func TestDEV28NothingIsLeftAtTheEnd(t *testing.T) {
	short := quick
	short.leave = 20 * time.Millisecond
	w := newWorld(t, short)
	old := w.up("1")
	lease := w.hold("1")
	w.save("2")
	current := w.up("2")
	w.save("3")
	w.next("3") // which is under way
	waiting := w.calling()
	w.stop()
	w.wants(waiting, "error: owgen dev is ending")
	for _, p := range []*fakeProgram{old, current} {
		select {
		case <-p.ended:
		default:
			t.Errorf("program %s still runs", p.text)
		}
	}
	lease.Release()
	if got := w.call(); got != "error: owgen dev is ending" {
		t.Errorf("a call after the end: %s", got)
	}
}

func TestDEV28RunningCallsHaveSomeTime(t *testing.T) {
	slow := quick
	slow.leave = time.Hour
	w := newWorld(t, slow)
	p := w.up("1")
	go func() {
		<-p.asked
		p.die("exit status 0") // with its last call
	}()
	w.stop()
	if p.death != "exit status 0" {
		t.Errorf("it ended with %s", p.death)
	}
}

func TestDEV28HurrySkipsTheWait(t *testing.T) {
	slow := quick
	slow.leave = time.Hour
	w := newWorld(t, slow)
	p := w.up("1")
	go func() {
		<-p.asked
		close(w.hurry)
	}()
	w.stop()
	if p.death != "signal: killed" {
		t.Errorf("it ended with %s", p.death)
	}
}

func TestAProgramThatIsNotNeededAnyMoreIsRemoved(t *testing.T) {
	w := newWorld(t, quick)
	p := w.up("1")
	bin := w.hold("1")
	w.save("2")
	w.up("2")
	bin.Release()
	<-p.asked
	p.die("")
	for dir := filepath.Dir(bin.program.bin); ; time.Sleep(time.Millisecond) {
		if _, err := os.Stat(dir); err != nil {
			break
		}
	}
	w.hold("2").program.process.(*fakeProgram).die("signal: killed")
	(<-w.launched).healthy <- true // its file is still there
	w.wants(w.calling(), "2")
}

func TestDEV32ACaptureKnowsWhetherAnotherCallWasThere(t *testing.T) {
	w := newWorld(t, quick)
	w.up("1")
	for _, test := range []struct {
		name                 string
		before, during, want bool
	}{
		{"alone", false, false, false}, {"before", true, false, true}, {"meanwhile", false, true, true},
	} {
		var other *Lease
		if test.before {
			other = w.hold("1")
		}
		lease := w.hold("1")
		var lines []string
		stop, err := lease.Capture(t.Context(), func(n Line) { lines = append(lines, n.Text) })
		if err != nil {
			t.Fatal(err)
		}
		if test.during {
			other = w.hold("1")
		}
		lease.program.process.(*fakeProgram).each(Line{Text: "a line"})
		if shared := stop(); shared != test.want {
			t.Errorf("%s: shared is %v", test.name, shared)
		}
		if strings.Join(lines, " ") != "a line" {
			t.Errorf("%s: the lines are %q", test.name, lines)
		}
		lease.Release()
		if other != nil {
			other.Release()
		}
	}
}
