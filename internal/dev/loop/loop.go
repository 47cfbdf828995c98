// Package loop keeps a package built and running while its files change, and hands calls to the program that is as new as the
// files were when the call came.
//
// One goroutine owns the state, and takes turns:
//
//	a look at the files ─change─▶ 30 ms of quiet ─▶ build ─▶ start, healthy ─▶ switch ─▶ the old program ends with its last call
//	                                 ▲    │ newer change: cancelled, but never twice in a row
//	                                 └────┘
//
// What takes time (builds, starts, ends) is done by other goroutines, each of which posts what came of it. A call waits in a list
// for the build that has what it saw.
//
//	loop.go      the face: New, Run, State, Changed
//	state.go     what is shown of a state
//	lease.go     Acquire, and what a call has of a program
//	machine.go   the goroutine: turns, looks, quiet
//	pace.go      how often to look while nobody calls
//	building.go  builds
//	running.go   starts, the switch, crashes, ends
//	waiting.go   calls that wait
//	messages.go  what is said on the terminal
//	temp*.go     the directory for programs, and what others left of theirs
package loop

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/owgen/owgen/internal/dev/child"
	"github.com/owgen/owgen/internal/dev/compile"
	"github.com/owgen/owgen/internal/dev/watch"
	"github.com/owgen/owgen/internal/gocmd"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/renew"
	"github.com/owgen/owgen/internal/workspace"
)

// Options say what to keep running.
type Options struct {
	Dir     string // where Pattern was typed, absolute: messages name files relative to it
	Pattern string // of one package; "" is the one in Dir
	Tool    renew.Tool
	// Stdout and Stderr get what the program prints, as it is.
	Stdout, Stderr io.Writer
	// Log gets the lines that the program prints outside of captures; it may be nil.
	Log func(Line)
	// Hurry, once closed, ends the wait for running calls after the context of Run has ended; it may be nil.
	Hurry <-chan struct{}
}

// A Line is one that the program has printed.
type Line = child.Line

// A Loop keeps a package built and running.
type Loop struct {
	options     Options
	arrivals    chan *waiter
	posts       chan func()   // to be done by the goroutine that owns the state
	ended       chan struct{} // that goroutine takes no more
	environment []string      // of the program

	shown // what State returns
}

// New returns a Loop that does nothing before Run. The error is that there is nothing which could be built, ever.
func New(o Options) (*Loop, error) {
	if err := gocmd.Find(); err != nil {
		return nil, err
	}
	if workspace.Several([]string{o.Pattern}) {
		return nil, fmt.Errorf("%s names several packages; one at a time", o.Pattern)
	}
	if o.Log == nil {
		o.Log = func(Line) {}
	}
	messages := &oneByOne{w: o.Tool.Stderr}
	o.Tool.Stderr = messages
	o.Tool.Waiting = func(string) {} // the loop itself says that the first build takes long
	return &Loop{
		options: o, environment: child.Environment(), arrivals: make(chan *waiter), posts: make(chan func()), ended: make(chan struct{}),
		shown: shown{changed: make(chan struct{}), state: State{Build: Build{State: Building, Files: []string{}, Diagnostics: []Diagnostic{}}}},
	}, nil
}

// Run builds and runs the package until the context ends. Then it gives running calls two seconds, and leaves no process and no
// file behind.
func (l *Loop) Run(ctx context.Context) error {
	temp, remove, err := makeTemp()
	if err != nil {
		return err
	}
	defer remove()
	defer keepGoFiles(temp)()
	w := watch.New()
	tool := l.options.Tool
	tool.Writing = func(outputs []place.Output) { l.call(func() { tell(w, outputs) }) }
	builder := compile.New(tool, l.options.Dir, l.options.Pattern)
	undo, err := builder.Snapshot(ctx, temp)
	if err != nil {
		return err
	}
	defer undo()
	l.serve(ctx, w, builder, l.startChild, temp, usual)
	return nil
}

// tell tells the watcher what owgen itself is about to write.
func tell(w watcher, outputs []place.Output) {
	for _, o := range outputs {
		switch {
		case o.Obsolete:
			w.Removed(o.Path)
		case o.Stale():
			w.Wrote(o.Path, o.Data)
		}
	}
}

// startChild starts a program for the loop.
func (l *Loop) startChild(ctx context.Context, bin string) (process, error) {
	return child.Start(ctx, child.Options{
		Bin: bin, Dir: l.options.Dir, Env: l.environment, Stdout: l.options.Stdout, Stderr: l.options.Stderr, Line: l.options.Log,
	})
}

// post has something done by the goroutine that owns the state, soon. After the end of the loop it is not done.
func (l *Loop) post(f func()) {
	select {
	case l.posts <- f:
	case <-l.ended:
	}
}

// call has something done by that goroutine, and returns when it is. It reports false after the end of the loop.
func (l *Loop) call(f func()) bool {
	done := make(chan struct{})
	l.post(func() {
		f()
		close(done)
	})
	select {
	case <-done:
		return true
	case <-l.ended:
	}
	select {
	case <-done: // just before the end
		return true
	default:
		return false
	}
}

// oneByOne lets one goroutine at a time write.
type oneByOne struct {
	mu sync.Mutex
	w  io.Writer
}

func (o *oneByOne) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.w.Write(p)
}

// times say how long things take at most, and how long they may.
type times struct {
	every    time.Duration // a look at the files while nobody calls
	calm     time.Duration // without a change before a build
	restless time.Duration // of changes without such a pause, after which there is a build all the same
	patience time.Duration // of a call for a newer program
	drain    time.Duration // for calls in an old program before it is asked to end
	end      time.Duration // after that, before it is killed
	leave    time.Duration // for calls at the end of the loop
	first    time.Duration // before a word about the first build
	backoff  time.Duration // before the second restart of a program that crashes; then doubled
	longest  time.Duration // before a restart
	steady   time.Duration // of life after which a crash is the first one again
	again    time.Duration // before a build is repeated that failed for a reason outside of the files; then doubled
	seldom   time.Duration // before it is, at most
}

var usual = times{
	every: 250 * time.Millisecond, calm: 30 * time.Millisecond, restless: 500 * time.Millisecond,
	patience: 30 * time.Second, drain: 10 * time.Second, end: 20 * time.Second, leave: 2 * time.Second, first: 2 * time.Second,
	backoff: 250 * time.Millisecond, longest: 5 * time.Second, steady: 10 * time.Second,
	again: 2 * time.Second, seldom: time.Minute,
}
