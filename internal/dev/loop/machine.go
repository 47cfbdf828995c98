package loop

import (
	"context"
	"sync"
	"time"

	"github.com/owgen/owgen/internal/dev/compile"
	"github.com/owgen/owgen/internal/dev/watch"
)

// What the machine does not do itself. Tests have others.
type (
	watcher interface {
		Watch(watch.List)
		Look() (moved bool)
		Changes() []string
		Mark(began time.Time)
		Wrote(path string, data []byte)
		Removed(path string)
	}
	builder interface {
		Build(ctx context.Context, into string, changed []string) (compile.Outcome, error)
	}
	process interface {
		Address() string
		Ended() <-chan struct{}
		Death() string
		Last() []string
		Stop(within time.Duration, hurry <-chan struct{})
		Capture(ctx context.Context, each func(Line)) (stop func(context.Context), err error)
	}
)

// A machine is the state of a loop. Only the goroutine that runs it touches it.
type machine struct {
	*Loop
	ctx     context.Context // of Run
	watcher watcher
	builder builder
	start   func(ctx context.Context, bin string) (process, error)
	temp    string
	times   times

	dirty bool        // files are other than when the last build began, or a build is owed
	owed  bool        // what came of the last build says nothing
	quiet *time.Timer // runs while a change waits for a pause
	since time.Time   // of the first change that does; zero: none
	tick  *time.Timer
	pace  pace

	attempt int // the last build that was begun; a cancelled one is an attempt, too
	settled int // the last attempt that no call has to wait for any more
	gaveUp  int // the last attempt that gave no program
	n       int // the number of the last build that was not cancelled
	job     *job
	again   *time.Timer   // runs while a build that failed may go well the next time
	lull    time.Duration // that it ran for
	spared  bool          // the next build is not to be cancelled, since the last one was
	files   []string      // that changed since the last build that was not cancelled
	dir     string        // of the package
	verdict Build         // on the last build: State, Diagnostics and Log

	launch  *launch
	live    *release // the newest that was healthy
	serving *program // that of live, unless it has crashed
	first   *release // the newest that ended at start, while none was ever healthy
	failed  int      // the number of a build newer than live that failed
	death   string   // how the last program ended
	pause   time.Duration
	restart *time.Timer

	waiters []*waiter
	expiry  *time.Timer // when the first of them has waited enough

	work sync.WaitGroup // goroutines that have something to end
	over chan struct{}  // closed at the end
	late chan struct{}  // closed when that has been waited for long enough
}

// serve runs the state until the context ends.
func (l *Loop) serve(ctx context.Context, w watcher, b builder, start func(context.Context, string) (process, error), temp string, t times) {
	m := &machine{
		Loop: l, ctx: ctx, watcher: w, builder: b, start: start, temp: temp, times: t, dir: l.options.Dir,
		tick: time.NewTimer(t.every), quiet: stopped(), again: stopped(), restart: stopped(), expiry: stopped(),
		over: make(chan struct{}), late: make(chan struct{}),
	}
	word := time.NewTimer(t.first)
	m.begin()
	for {
		select {
		case w := <-m.arrivals:
			m.arrive(w)
		case f := <-m.posts:
			f()
		case <-m.tick.C:
			m.tick.Reset(m.pace.took(m.look(), m.times.every))
		case <-m.quiet.C:
			m.calm()
		case <-m.again.C:
			m.repeat()
		case <-m.restart.C:
			m.relaunch()
		case <-m.expiry.C:
			m.answerWaiters()
		case <-word.C:
			m.sayFirst()
		case <-ctx.Done():
			m.end()
			return
		}
	}
}

// stopped returns a timer that does not run.
func stopped() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

// look looks at the files, and returns how long that took.
func (m *machine) look() time.Duration {
	began := time.Now()
	moved := m.watcher.Look()
	m.judge(moved)
	return time.Since(began)
}

// judge lets a change wait for a pause. A change that was undone is none.
func (m *machine) judge(moved bool) {
	m.dirty = m.owed || len(m.watcher.Changes()) > 0
	switch {
	case !m.dirty:
		m.quiet.Stop()
		m.since = time.Time{}
		m.relax()
	case m.since.IsZero():
		m.since = time.Now()
		m.quiet.Reset(m.times.calm)
	case moved && time.Since(m.since) < m.times.restless:
		m.quiet.Reset(m.times.calm)
	}
}

// calm follows a pause: if there was no change in it, the files are built.
func (m *machine) calm() {
	moved := m.watcher.Look()
	if m.judge(moved); !m.dirty || moved && time.Since(m.since) < m.times.restless {
		return
	}
	switch {
	case m.job == nil:
		m.begin()
	case !m.job.spared:
		m.job.cancel()
	}
}

// end ends everything.
func (m *machine) end() {
	close(m.Loop.ended)
	m.refuseWaiters()
	if m.job != nil {
		m.job.cancel()
	}
	if m.launch != nil {
		m.launch.cancel()
	}
	close(m.over)
	if m.serving != nil {
		m.retire(m.serving)
	}
	done := make(chan struct{})
	go func() {
		m.work.Wait()
		close(done)
	}()
	patience := time.NewTimer(m.times.leave)
	defer patience.Stop()
	select {
	case <-done:
	case <-patience.C:
	case <-m.options.Hurry:
	}
	close(m.late)
	<-done
}
