package main

import (
	"bytes"
	"io"
	"os"
	"testing"
)

// A calmWriter leaves out the one line of owgen's that depends on how fast the machine is, so that tests can compare all the
// others.
type calmWriter struct{ io.Writer }

func (w calmWriter) Write(b []byte) (int, error) {
	if string(b) == "owgen: compiling dependencies…\n" {
		return len(b), nil
	}
	return w.Writer.Write(b)
}

// calm is main without that line.
func calm() {
	os.Exit(run(os.Args[1:], os.Stdout, calmWriter{os.Stderr}))
}

func TestOnlyNewsOfSlownessAreLeftOut(t *testing.T) {
	var b bytes.Buffer
	for _, line := range []string{"owgen: wrote a\n", "owgen: compiling dependencies…\n", "compiling dependencies…\n", "owgen: wrote b\n"} {
		if n, err := io.WriteString(calmWriter{&b}, line); n != len(line) || err != nil {
			t.Errorf("%q: %d, %v", line, n, err)
		}
	}
	if got, want := b.String(), "owgen: wrote a\ncompiling dependencies…\nowgen: wrote b\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
