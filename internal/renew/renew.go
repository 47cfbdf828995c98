// Package renew brings generated files up to date, or says which are not. It is what the commands that generate, pack and
// serve have in common: it knows what a request makes owgen write, prints what was done, and says what to type where
// something is in the way.
//
//	renew.go     what runs: this owgen, and where it prints
//	package.go   one package, with the flags that are typed
//	directed.go  one package, as its own directives say
//	several.go   many packages, by their directives
//	directory.go one package, as go generate would
//	job.go       the request of one directive
//	embed.go     the copy of the runtime in a module
//	survey.go    what is in the way of a file, and what to do about it
//	look.go      what is in the places of all files of a program
//	check.go     which files are stale
//	uptodate.go  whether a program may be packed
//	terminal.go  messages
package renew

import (
	"fmt"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/claims"
	"github.com/owgen/owgen/internal/place"
)

// A Tool is the owgen that runs.
type Tool struct {
	Terminal
	Version string                   // a copy of the runtime carries it
	IsOther func(args []string) bool // whether the arguments of a directive run another command than the one that generates
	Writing func([]place.Output)     // is told what is written, before it is; may be nil
	Warn    func(gen.Diagnostics)    // is told what does not prevent generating; nil: it is printed
	Waiting func(line string)        // is told what takes long; nil: it is printed
}

// wait says what takes long.
func (t Tool) wait(line string) {
	if t.Waiting != nil {
		t.Waiting(line)
		return
	}
	t.Say("%s", line)
}

// warn says what is worth reading.
func (t Tool) warn(warnings gen.Diagnostics) {
	switch {
	case t.Warn != nil:
		t.Warn(warnings)
	case len(warnings) > 0:
		fmt.Fprintln(t.Stderr, warnings.Error())
	}
}

// Claims returns Claims that know nothing yet.
func (t Tool) Claims() *claims.Claims { return claims.New(t.IsOther) }

// A Fault lists what users have to fix in their own files.
type Fault struct {
	Found   gen.Diagnostics
	Verdict string // what it means for this run, in a line
}

func (e *Fault) Error() string { return e.Verdict }
