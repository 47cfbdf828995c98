package program

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

func TestATranscriptIsWaitedFor(t *testing.T) {
	var o Transcript
	running, ended := make(chan struct{}), make(chan struct{})
	close(ended)
	contains := func(part string) func(string) bool {
		return func(text string) bool { return strings.Contains(text, part) }
	}
	go func() {
		for _, letter := range "some text" {
			o.Write([]byte(string(letter)))
		}
	}()
	if !o.Await(contains("some text"), running, time.Minute) {
		t.Errorf("what is printed is not seen: %q", o.String())
	}
	if o.Await(contains("more"), ended, time.Minute) || o.Await(contains("more"), running, time.Millisecond) {
		t.Error("what is not printed is seen")
	}
	if !o.Await(contains("text"), ended, time.Minute) {
		t.Error("what a program printed before its end is not seen")
	}
}

func TestInputOfAnySizeIsThereFromTheBeginning(t *testing.T) {
	cat, err := exec.LookPath("cat")
	if err != nil {
		t.Skip(err)
	}
	for _, size := range []int{1, 1 << 10, 1<<10 + 1, 1 << 20} {
		text := strings.Repeat("x", size)
		if out, err := Run(cat, text, nil); err != nil || out.Stdout != text {
			t.Errorf("%d bytes: %d came back, %v", size, len(out.Stdout), err)
		}
	}
	if out, err := Run(cat, strings.Repeat("x", 1<<20), nil, os.DevNull); err != nil || out.Stdout != "" || out.Exit != 0 {
		t.Errorf("input that nobody reads: %+v, %v", out, err)
	}
}
