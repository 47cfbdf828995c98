package loop

import (
	"strings"
	"testing"
	"time"
)

// A disk that was full has room again: nobody has to save a file for that to be noticed, and nobody is told of each attempt.
func TestDEV24ABuildThatFailedForAReasonOutsideOfTheFilesIsRepeated(t *testing.T) {
	w := newWorld(t, quick)
	w.up("1")
	w.passing = true
	w.save("2")
	for range 4 {
		w.next("2").finish <- false
	}
	failed := w.next("2")
	if s := w.State().Build; s.State != Failed || s.N != 2 {
		t.Errorf("while it is repeated the state is %s %d", s.State, s.N)
	}
	text := w.stderr.has("build 2 failed")
	if n := strings.Count(text, "build 2 failed"); n != 1 {
		t.Errorf("it is said %d times: %s", n, text)
	}
	failed.finish <- true
	(<-w.launched).healthy <- true
	if s := w.await(func(s State) bool { return s.Build.State == Ready }); s.Build.N != 2 || s.Build.Served != 2 {
		t.Errorf("the state is %+v", s.Build)
	}
}

// What the compiler says of the files stays true until they change.
func TestDEV24ABuildOfFilesThatDoNotCompileIsNotRepeated(t *testing.T) {
	w := newWorld(t, quick)
	w.next("1").finish <- false
	select {
	case <-w.begun:
		t.Error("it is built again")
	case <-time.After(10 * quick.again):
	}
}
