package loop

import (
	"fmt"
	"slices"
	"time"
)

// A waiter is a call that wants a program.
type waiter struct {
	target   int // the attempt whose result it waits for
	deadline time.Time
	answer   chan answer // takes one without blocking

	machine *machine
	given   *Lease
}

// An answer is a lease, or why there is none.
type answer struct {
	lease *Lease
	err   error
}

// arrive takes in a call and all others that have come meanwhile: they share a look at the files, which begins now.
func (m *machine) arrive(w *waiter) {
	came := []*waiter{w}
	for more := true; more; {
		select {
		case w := <-m.arrivals:
			came = append(came, w)
		default:
			more = false
		}
	}
	m.look()
	target := m.attempt
	if m.dirty {
		target++
	}
	for _, w := range came {
		w.machine, w.target, w.deadline = m, target, time.Now().Add(m.times.patience)
	}
	m.waiters = append(m.waiters, came...)
	m.tryAgain()
	m.answerWaiters()
}

// answerWaiters answers the calls that need not wait any more.
func (m *machine) answerWaiters() {
	m.notice()
	rest := m.waiters[:0]
	var next time.Time
	for _, w := range m.waiters {
		late := !time.Now().Before(w.deadline)
		switch {
		case m.serving != nil && (w.target <= m.settled || late):
			w.give(m.serving)
		case m.hopeless(w) || late:
			w.answer <- answer{err: &NoProgram{m.whyNone()}}
		default:
			rest = append(rest, w)
			if next.IsZero() || w.deadline.Before(next) {
				next = w.deadline
			}
		}
	}
	clear(m.waiters[len(rest):])
	m.waiters = rest
	m.expiry.Stop()
	if !next.IsZero() {
		m.expiry.Reset(time.Until(next))
	}
}

// hopeless reports whether no program will come of what w waits for.
func (m *machine) hopeless(w *waiter) bool {
	return m.serving == nil && m.live == nil && m.launch == nil && w.target <= m.settled
}

// whyNone says why there is no program.
func (m *machine) whyNone() string {
	switch b := m.State().Build; {
	case b.State == Building || b.State == Starting:
		return fmt.Sprintf("build %d is not ready after %v; see the terminal of owgen dev", b.N, m.times.patience)
	case m.live != nil:
		return "the program ended: " + m.death
	case b.State == Crashed && len(b.Diagnostics) > 0:
		return fmt.Sprintf("build %d %s", b.N, b.Diagnostics[0].Text)
	case len(b.Diagnostics) > 0:
		return fmt.Sprintf("build %d failed: %s", b.N, b.Diagnostics[0])
	default:
		return fmt.Sprintf("build %d failed", b.N)
	}
}

// give hands a program to the call.
func (w *waiter) give(p *program) {
	w.given = p.enter(w.machine)
	w.answer <- answer{lease: w.given}
}

// giveUp is what the goroutine that owns the state does for a call that does not wait any more.
func (w *waiter) giveUp() {
	if w.given != nil {
		w.given.release.Do(w.given.program.leave)
		return
	}
	m := w.machine
	m.waiters = slices.DeleteFunc(m.waiters, func(other *waiter) bool { return other == w })
}

// refuseWaiters answers all calls that wait at the end of the loop.
func (m *machine) refuseWaiters() {
	for _, w := range m.waiters {
		w.answer <- answer{err: errEnding}
	}
	m.waiters = nil
}

// relax lets calls go that wait for a change which was undone, or for a build that failed: there is no newer text.
func (m *machine) relax() {
	m.settled = max(m.settled, m.gaveUp)
	for _, w := range m.waiters {
		w.target = min(w.target, m.attempt)
	}
	m.answerWaiters()
}
