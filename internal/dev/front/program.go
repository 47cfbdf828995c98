package front

import (
	"context"

	"github.com/owgen/owgen/gen"
)

// A Program is what is built and run: package loop in owgen dev, something smaller in tests.
type Program interface {
	// State is what there is to show, and Changed is closed when that changes.
	State() State
	Changed() <-chan struct{}
	// Acquire returns the program that answers a call which begins now. It waits for a build of files that are newer. Its error says
	// why there is no program.
	Acquire(context.Context) (Lease, error)
}

// A Lease is a program that stays until it is released.
type Lease interface {
	Build() int             // the number of its build
	Failed() int            // that of a newer one that failed, or 0
	Address() string        // where it listens
	Binary() string         // its file
	Ended() <-chan struct{} // closed when the process is gone
	Death() string          // how it went
	Release()
	// Capture tells of the lines that the program writes until stop is called, which waits for the last. Shared is whether other calls
	// ran meanwhile.
	Capture(ctx context.Context, line func(stream, text string)) (stop func() (shared bool), err error)
}

// A State is what a Program tells of itself.
type State struct {
	Build    any // the build under way or the last one, as JSON
	Program  string
	Package  string
	Dir      string
	Handlers []gen.Handler
}
