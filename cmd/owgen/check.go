package main

import (
	"bytes"
	"fmt"
	"go/token"
	"strings"

	"github.com/owgen/owgen/gen"
)

// check returns a *faultError that lists the stale outputs, each with the first line that differs, or nil. The remedy is
// the command to run then.
func check(outputs []output, remedy string) error {
	var found gen.Diagnostics
	for _, o := range outputs {
		switch {
		case !o.stale():
		case o.info == nil:
			found = append(found, diagnose(o, 1, "missing"))
		case o.obsolete:
			found = append(found, diagnose(o, 1, "obsolete"))
		case o.binary():
			found = append(found, diagnose(o, 1, "stale"))
		default:
			line, have, want := firstDifference(o.have, o.Data)
			found = append(found, diagnose(o, line, "stale", "have "+have, "want "+want))
		}
	}
	if len(found) == 0 {
		return nil
	}
	verdict := fmt.Sprintf("%d of %d generated files are not up to date; run %s", len(found), len(outputs), remedy)
	return &faultError{found, verdict}
}

// firstDifference returns the number of the first line in which two texts differ, and that line in both as it can be
// shown: quoted where it holds something that cannot be seen.
func firstDifference(have, want []byte) (line int, inHave, inWant string) {
	for line = 1; ; line++ {
		h, hrest, hmore := bytes.Cut(have, []byte("\n"))
		w, wrest, wmore := bytes.Cut(want, []byte("\n"))
		if !bytes.Equal(h, w) || hmore != wmore {
			return line, show(h, hmore), show(w, wmore)
		}
		if !hmore {
			return line, "", "" // equal texts
		}
		have, want = hrest, wrest
	}
}

// show returns a line for a message; more says whether a newline ends it.
func show(line []byte, more bool) string {
	switch {
	case len(line) == 0 && !more:
		return "end of file"
	case !more:
		return fmt.Sprintf("%q without a newline", line)
	}
	// Indentation says nothing here, but what cannot be seen at the end of a line may be all the difference.
	text := strings.TrimLeft(string(line), " \t")
	if text == "" || text != strings.TrimSpace(text) {
		return fmt.Sprintf("%q", line)
	}
	return text
}

// diagnose says something about a line of an output, with notes below it.
func diagnose(o output, line int, message string, notes ...string) gen.Diagnostic {
	return gen.Diagnostic{
		Pos:   token.Position{Filename: o.name, Line: line, Column: 1},
		Msg:   message,
		Notes: notes,
	}
}
