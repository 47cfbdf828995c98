package loop

import (
	"os"
	"testing"
	"time"
)

// The first program that ended at start may have wanted something that is there later: there is nothing to edit then.
func TestDEV25ACallTriesTheFirstProgramAgain(t *testing.T) {
	w := newWorld(t, quick)
	w.build("1").healthy <- false
	w.await(func(s State) bool { return s.Build.State == Crashed })
	call := w.calling()
	again := <-w.launched
	w.waits(call)
	again.healthy <- false
	w.wants(call, "error: build 1 ended at start: exit status 2")
	w.save("bad")
	call = w.calling()
	w.next("bad").finish <- false
	w.await(func(s State) bool { return s.Build.State == Failed })
	w.wants(call, "error: build 2 failed: order.go:31:9: undefined: foo")
	call = w.calling()
	(<-w.launched).healthy <- true
	w.wants(call, "1")
	lease := w.hold("1")
	if s := w.State().Build; lease.Failed() != 2 || s.State != Failed || s.Served != 1 || s.N != 2 {
		t.Errorf("the lease says that %d failed, and the state is %+v", lease.Failed(), s)
	}
	lease.Release()
	w.save("3")
	w.up("3")
	w.wants(w.calling(), "3")
}

// A program may take longer to come up than it takes the next build to fail.
func TestDEV24ANewerBuildThatFailedIsNotForgotten(t *testing.T) {
	for name, healthy := range map[string]bool{"healthy": true, "not healthy": false} {
		w := newWorld(t, quick)
		w.up("1")
		w.save("2")
		p := w.build("2")
		w.save("bad")
		w.next("bad").finish <- false
		w.await(func(s State) bool { return s.Build.State == Failed })
		p.healthy <- healthy
		text, said := "2", "owgen: build 2 in "
		if !healthy {
			text, said = "1", "owgen: build 2 ended at start"
		}
		w.stderr.has(said)
		lease := w.hold(text)
		if s := w.State().Build; lease.Failed() != 3 || s.State != Failed || s.N != 3 || len(s.Diagnostics) != 1 || s.Diagnostics[0].Line != 31 {
			t.Errorf("%s: the lease says that %d failed, and the state is %+v", name, lease.Failed(), s)
		}
		lease.Release()
	}
}

func TestTheFileOfAProgramStaysForACallThatOutlivesIt(t *testing.T) {
	short := quick
	short.drain, short.end = time.Millisecond, time.Millisecond
	w := newWorld(t, short)
	old := w.up("1")
	lease := w.hold("1")
	w.save("2")
	w.up("2")
	<-old.ended
	for range 20 {
		if _, err := os.Stat(lease.Binary()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Millisecond)
	}
	lease.Release()
	for ; ; time.Sleep(time.Millisecond) {
		if _, err := os.Stat(lease.Binary()); err != nil {
			break
		}
	}
}
