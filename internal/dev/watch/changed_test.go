//go:build linux

package watch

import (
	"os"
	"testing"
	"time"
)

// A tool may give a file that it writes in place the time that it had.
func TestDEV19AnOldFileThatKeepsItsSizeAndTime(t *testing.T) {
	w := newWorld(t, "a.go")
	w.age("a.go")
	w.wants()
	for _, f := range w.files {
		f.settled = true // as after two seconds
	}
	time.Sleep(2 * tick)
	w.put("a.go", "two")
	w.age("a.go")
	w.wants("a.go")
}

// A file of another directory keeps its time when it is moved to where it was not looked at.
func TestDEV22AnOldFileThatIsNewOnTheListAndWasMovedThere(t *testing.T) {
	w := newWorld(t)
	w.put("elsewhere", "one")
	w.age("elsewhere")
	time.Sleep(2 * tick)
	w.Mark(time.Now())
	if err := os.Rename(w.path("elsewhere"), w.path("moved.txt")); err != nil {
		t.Fatal(err)
	}
	w.Watch(List{Files: []string{w.path("moved.txt")}})
	w.wants("moved.txt")
}

// The time of a file may be that of a clock which is ahead: it is not read at each look for that.
func TestDEV20AFileFromTheFutureIsNotReadForEver(t *testing.T) {
	w := newWorld(t, "a.go")
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(w.path("a.go"), later, later); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(w.path("a.go"))
	if err != nil {
		t.Fatal(err)
	}
	if got := changed(info); got.After(time.Now()) {
		t.Errorf("it counts as changed at %v", got)
	}
}
