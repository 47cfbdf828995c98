package loop

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/owgen/owgen/internal/dev/child"
	"github.com/owgen/owgen/internal/dev/compile"
)

// A release is a program that was compiled.
type release struct {
	attempt, n int
	bin        string
	began      time.Time // of the build
	files      []string  // that changed, for the terminal
	dir        string    // of the package
	modules    compile.Modules
}

// A launch is a start under way.
type launch struct {
	*release
	again  bool // after a crash
	cancel context.CancelFunc
}

// A program is a release that runs. Only the machine touches it, but for what never changes.
type program struct {
	*release
	process process
	began   time.Time
	turn    chan struct{} // holds one element while a capture is on

	leases  int
	capture *capture
	idle    chan struct{} // closed when the last call has left a retired program
	retired bool
}

func newProgram(r *release, p process) *program {
	return &program{release: r, process: p, began: time.Now(), turn: make(chan struct{}, 1), idle: make(chan struct{})}
}

// enter lets a call in.
func (p *program) enter(m *machine) *Lease {
	p.leases++
	if p.capture != nil {
		p.capture.shared = true
	}
	return &Lease{loop: m.Loop, program: p, failed: m.failed}
}

// leave is the end of a call.
func (p *program) leave() {
	if p.leases--; p.leases == 0 && p.retired {
		close(p.idle)
	}
}

// begin begins a capture.
func (p *program) begin(c *capture) { p.capture, c.shared = c, p.leases > 1 }

func (p *program) endCapture() { p.capture = nil }

// launchNow starts a release that was built.
func (m *machine) launchNow(r *release) {
	if old := m.first; old != nil && old != r {
		m.first = nil
		m.remove(old)
	}
	m.show(func(s *State) { s.Build.State = Starting })
	m.launchOne(r, false)
}

// relaunch starts the program again that has crashed.
func (m *machine) relaunch() {
	if m.launch == nil && m.serving == nil && m.live != nil {
		m.launchOne(m.live, true)
	}
}

// tryAgain starts a program again that ended at start, while there is no other: what it needs may be there by now.
func (m *machine) tryAgain() {
	if m.first != nil && m.live == nil && m.launch == nil && m.job == nil && !m.dirty {
		m.first.began = time.Now()
		m.launchNow(m.first)
	}
}

// launchOne starts a release, in place of any other start.
func (m *machine) launchOne(r *release, again bool) {
	if m.launch != nil {
		m.launch.cancel()
	}
	starting, cancel := context.WithCancel(m.ctx)
	l := &launch{r, again, cancel}
	m.launch = l
	m.work.Go(func() {
		p, err := m.start(starting, r.bin)
		if !m.call(func() { m.started(l, p, err) }) && err == nil {
			p.Stop(m.times.leave, m.late) // it came up at the end of the loop
		}
		cancel()
	})
}

// started follows a start.
func (m *machine) started(l *launch, p process, err error) {
	if m.launch != l { // another one was begun
		if err == nil {
			m.retire(newProgram(l.release, p))
		} else {
			m.remove(l.release)
		}
		return
	}
	m.launch = nil
	switch {
	case err == nil:
		m.swap(l, newProgram(l.release, p))
	case m.ctx.Err() != nil: // the end of the loop
	case l.again:
		m.death = err.Error()
		m.crashed(lastOf(err))
	default:
		m.endedAtStart(l.release, err)
		m.relaunch() // the program before may have crashed meanwhile
	}
}

// swap makes a program the one that answers.
func (m *machine) swap(l *launch, p *program) {
	old, before := m.serving, m.live
	m.serving, m.live = p, l.release
	m.work.Go(func() {
		select {
		case <-p.process.Ended():
			m.post(func() { m.died(p) })
		case <-m.over:
		}
	})
	m.settled = max(m.settled, l.attempt)
	newest := !l.again && l.attempt >= m.gaveUp // none has failed while this one was starting
	if newest {
		m.failed, m.verdict = 0, Build{State: Ready, Diagnostics: []Diagnostic{}}
	}
	if !l.again {
		m.pause = 0
	}
	m.show(func(s *State) { s.Build.Served = l.n })
	if m.job == nil {
		if newest {
			m.show(func(s *State) { s.Build.MS = time.Since(l.began).Milliseconds() })
		}
		m.showVerdict()
	}
	m.sayServing(l)
	m.answerWaiters()
	switch {
	case old != nil:
		m.retire(old)
	case before != nil && before != l.release:
		m.remove(before)
	}
}

// endedAtStart notes that a release does not come up.
func (m *machine) endedAtStart(r *release, err error) {
	text := err.Error()
	var trace []string
	failed, ok := errors.AsType[*child.Failed](err)
	if ok {
		trace = failed.First
		if failed.Death != "" {
			text = "ended at start: " + failed.Death
		}
	}
	m.fail(r, Build{State: Crashed, Diagnostics: []Diagnostic{r.blame(trace, text)}, Log: strings.Join(lastOf(err), "\n")})
	m.sayEndedAtStart(r, text)
	if m.live == nil {
		m.first = r
		return
	}
	m.remove(r)
}

// blame returns a diagnostic of a program's end, with the first place in the user's files that its trace names.
func (r *release) blame(trace []string, text string) Diagnostic {
	d, found := r.modules.Position(r.dir, trace, text)
	if !found {
		d = Diagnostic{Text: text, Source: []string{}}
	}
	return d
}

// lastOf returns the last lines of a program that did not come up.
func lastOf(err error) []string {
	if failed, ok := errors.AsType[*child.Failed](err); ok {
		return failed.Last
	}
	return nil
}

// died follows the end of a program that nobody has asked to end.
func (m *machine) died(p *program) {
	if m.serving != p {
		return
	}
	m.serving, m.death = nil, p.process.Death()
	if time.Since(p.began) > m.times.steady {
		m.pause = 0
	}
	m.crashed(p.process.Last())
}

// notice finds out whether the program has ended, before that was posted.
func (m *machine) notice() {
	if m.serving == nil {
		return
	}
	select {
	case <-m.serving.process.Ended():
		m.died(m.serving)
	default:
	}
}

// crashed lets a program be started again: at once, then after pauses that grow.
func (m *machine) crashed(last []string) {
	m.sayCrashed()
	m.show(func(s *State) {
		s.Build.Served = 0
		if m.job == nil && m.launch == nil {
			s.Build.State, s.Build.Log = Crashed, strings.Join(last, "\n")
			s.Build.Diagnostics = []Diagnostic{m.live.blame(last, "ended: "+m.death)}
		}
	})
	pause := m.pause
	m.pause = min(max(2*m.pause, m.times.backoff), m.times.longest)
	if pause == 0 {
		m.relaunch()
		return
	}
	m.restart.Reset(pause)
}

// retire lets a program end after its last call.
func (m *machine) retire(p *program) {
	p.retired = true
	if p.leases == 0 {
		close(p.idle)
	}
	m.work.Go(func() {
		late := time.NewTimer(m.times.drain)
		defer late.Stop()
		select {
		case <-p.idle:
		case <-p.process.Ended():
		case <-late.C:
		case <-m.over:
		}
		p.process.Stop(m.times.end, m.late)
		select { // a call may still need the file
		case <-p.idle:
		case <-m.over:
		}
		m.post(func() { m.remove(p.release) })
	})
}

// remove removes the file of a release that will not be started again.
func (m *machine) remove(r *release) {
	if r != m.live {
		os.RemoveAll(filepath.Dir(r.bin))
	}
}
