package renew

import (
	"fmt"
	"io"

	"github.com/owgen/owgen/internal/place"
)

// A Terminal is where a command prints data and messages.
type Terminal struct {
	Stdout, Stderr io.Writer
	Verbose        bool
}

// Say prints a message.
func (t Terminal) Say(format string, args ...any) {
	fmt.Fprintf(t.Stderr, "owgen: "+format+"\n", args...)
}

// Tell says what was done to a file.
func (t Terminal) Tell(change place.Change, name string) { t.Say("%s %s", change, name) }

// Chat says what is only of interest with -v.
func (t Terminal) Chat(format string, args ...any) {
	if t.Verbose {
		t.Say(format, args...)
	}
}
