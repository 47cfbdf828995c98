package loop

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/dev/compile"
	"github.com/owgen/owgen/internal/dev/watch"
	"github.com/owgen/owgen/internal/renew"
)

// A world has a file, of which the text says what comes of a build, and a compiler and programs that do as they are told.
type world struct {
	*testing.T
	*Loop
	stop   func() // ends the loop, and waits for its end
	hurry  chan struct{}
	stderr *terminal

	mu       sync.Mutex
	text     string // of the file
	seen     string // by the last look
	marked   string // at the begin of the last build
	looks    int
	builds   []string // the texts that were built to the end
	begun    chan *fakeBuild
	launched chan *fakeProgram
	running  map[*fakeProgram]bool
	passing  bool // builds fail for a reason outside of the file
	torn     bool // what is built is not what was there when the build began
}

// A fakeBuild goes on when it is told to.
type fakeBuild struct {
	text      string
	finish    chan bool // whether it compiles
	cancelled chan struct{}
}

// quick are times in which a test can wait.
var quick = times{
	every: 2 * time.Millisecond, calm: 5 * time.Millisecond, restless: 50 * time.Millisecond, patience: time.Hour, drain: time.Hour,
	end: time.Hour, leave: time.Millisecond, first: time.Hour, backoff: 20 * time.Millisecond, longest: 40 * time.Millisecond, steady: time.Hour,
	again: 5 * time.Millisecond, seldom: 20 * time.Millisecond,
}

// newWorld starts a loop over the text "1". Its first build has begun.
func newWorld(t *testing.T, times times) *world {
	t.Helper()
	w := &world{
		T: t, text: "1", hurry: make(chan struct{}), stderr: &terminal{T: t}, begun: make(chan *fakeBuild), launched: make(chan *fakeProgram), running: map[*fakeProgram]bool{},
	}
	l, err := New(Options{Dir: "/shop", Tool: renew.Tool{Terminal: renew.Terminal{Stderr: w.stderr}}, Stdout: io.Discard, Stderr: io.Discard, Hurry: w.hurry})
	if err != nil {
		t.Fatal(err)
	}
	w.Loop = l
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	temp := t.TempDir()
	go func() {
		l.serve(ctx, w, w, w.start, temp, times)
		close(done)
	}()
	w.stop = func() {
		cancel()
		<-done
	}
	t.Cleanup(w.stop)
	return w
}

// save saves the file.
func (w *world) save(text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.text = text
}

// saveDuring saves the file while a build ends, which so has met the text before. A save that the loop sees earlier would cancel it.
func (w *world) saveDuring(b *fakeBuild, compiles bool, text string) {
	w.mu.Lock() // the loop waits with its next look
	defer w.mu.Unlock()
	w.text = text
	b.finish <- compiles
}

// build lets the next build, which must be of the text, go well, and returns the program that is started then.
func (w *world) build(text string) *fakeProgram {
	w.Helper()
	b := w.next(text)
	b.finish <- true
	p := <-w.launched
	if p.text != text {
		w.Errorf("%s is started, want %s", p.text, text)
	}
	return p
}

// next returns the next build, which must be of the text.
func (w *world) next(text string) *fakeBuild {
	w.Helper()
	b := <-w.begun
	if b.text != text {
		w.Errorf("%s is built, want %s", b.text, text)
	}
	return b
}

// up builds a text and lets it run.
func (w *world) up(text string) *fakeProgram {
	w.Helper()
	p := w.build(text)
	p.healthy <- true
	w.await(func(s State) bool { return s.Build.State == Ready })
	return p
}

// await waits for a state.
func (w *world) await(is func(State) bool) State {
	for {
		changed := w.Changed()
		if s := w.State(); is(s) {
			return s
		}
		<-changed
	}
}

// call calls, and returns the text of the program that would answer, or the error.
func (w *world) call() string {
	lease, err := w.Acquire(context.Background())
	if err != nil {
		return "error: " + err.Error()
	}
	defer lease.Release()
	return lease.program.process.(*fakeProgram).text
}

// calling is a call that the loop knows of when calling returns.
func (w *world) calling() <-chan string {
	a := &waiter{answer: make(chan answer, 1)}
	w.arrivals <- a
	w.Loop.call(func() {}) // after the call was taken in
	text := make(chan string, 1)
	go func() {
		answer := <-a.answer
		if answer.err != nil {
			text <- "error: " + answer.err.Error()
			return
		}
		answer.lease.Release()
		text <- answer.lease.program.process.(*fakeProgram).text
	}()
	return text
}

// The watcher.

func (w *world) Watch(watch.List)     {}
func (w *world) Wrote(string, []byte) {}
func (w *world) Removed(string)       {}

func (w *world) Look() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.looks++
	moved := w.seen != w.text && w.text != w.marked
	w.seen = w.text
	return moved
}

func (w *world) Changes() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.seen == w.marked {
		return nil
	}
	return []string{"/shop/order.go"}
}

func (w *world) Mark(time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.marked = w.seen
}

// The builder.

func (w *world) Build(ctx context.Context, into string, _ []string) (compile.Outcome, error) {
	w.mu.Lock()
	b, torn := &fakeBuild{w.marked, make(chan bool), make(chan struct{})}, w.torn
	w.mu.Unlock()
	select {
	case w.begun <- b:
	case <-ctx.Done():
		return compile.Outcome{}, ctx.Err()
	}
	o := compile.Outcome{Dir: "/shop", Catalog: gen.Catalog{Program: "order"}, Torn: torn}
	select {
	case ok := <-b.finish:
		if ok {
			o.Bin = filepath.Join(into, b.text)
			w.put(o.Bin)
		} else {
			o.Diagnostics = []Diagnostic{{File: "order.go", Line: 31, Col: 9, Text: "undefined: foo"}}
			w.mu.Lock()
			o.Passing = w.passing
			w.mu.Unlock()
		}
		w.mu.Lock()
		w.builds = append(w.builds, b.text)
		w.mu.Unlock()
		return o, nil
	case <-ctx.Done():
		close(b.cancelled)
		return o, ctx.Err()
	}
}

func (w *world) put(path string) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		panic(err)
	}
	if err := os.WriteFile(path, nil, 0o777); err != nil {
		panic(err)
	}
}
