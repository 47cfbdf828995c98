package main

import (
	"fmt"
	"io"

	"github.com/owgen/owgen/internal/place"
)

// A terminal is where a command prints data and messages.
type terminal struct {
	stdout, stderr io.Writer
	verbose        bool
}

func (t terminal) say(format string, args ...any) {
	fmt.Fprintf(t.stderr, "owgen: "+format+"\n", args...)
}

// tell says what was done to a file.
func (t terminal) tell(change place.Change, name string) { t.say("%s %s", change, name) }

// chat says what is only of interest with -v.
func (t terminal) chat(format string, args ...any) {
	if t.verbose {
		t.say(format, args...)
	}
}
