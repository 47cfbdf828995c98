package renew

import (
	"fmt"
	"go/token"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/place"
)

// check returns a *Fault that lists the stale outputs, each with the first line that differs, or nil if there are
// none. The remedy is the command that updates them.
func check(outputs []place.Output, remedy string) error {
	var found gen.Diagnostics
	for _, o := range outputs {
		switch {
		case !o.Stale():
		case o.Info == nil:
			found = append(found, diagnose(o, 1, "missing"))
		case o.Obsolete:
			found = append(found, diagnose(o, 1, "obsolete"))
		case o.IsBinary():
			found = append(found, diagnose(o, 1, "stale"))
		default:
			line, have, want := o.Difference()
			found = append(found, diagnose(o, line, "stale", "have "+have, "want "+want))
		}
	}
	if len(found) == 0 {
		return nil
	}
	verdict := fmt.Sprintf("%d of %d generated files are not up to date; run %s", len(found), len(outputs), remedy)
	return &Fault{found, verdict}
}

// diagnose says something about a line of an output, with notes below it.
func diagnose(o place.Output, line int, message string, notes ...string) gen.Diagnostic {
	return gen.Diagnostic{
		Pos:   token.Position{Filename: o.Name, Line: line, Column: 1},
		Msg:   message,
		Notes: notes,
	}
}
