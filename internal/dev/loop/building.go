package loop

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/owgen/owgen/internal/dev/compile"
	"github.com/owgen/owgen/internal/place"
)

// A job is a build under way.
type job struct {
	attempt int
	n       int
	spared  bool // not to be cancelled
	again   bool // the last one failed for a reason that may have passed
	began   time.Time
	cancel  context.CancelFunc
}

// begin begins to build the files as they are now.
func (m *machine) begin() {
	m.lull = 0
	m.beginAs(&job{n: m.n + 1})
}

// repeat builds again what failed for a reason that may have passed. Nobody is told unless something else comes of it.
func (m *machine) repeat() {
	if m.look(); m.job != nil || m.dirty {
		m.again.Reset(m.lull) // a change may be undone
		return
	}
	m.beginAs(&job{n: m.n, again: true})
}

// beginAs begins a build.
func (m *machine) beginAs(j *job) {
	began := time.Now()
	m.watcher.Look()
	changed := m.watcher.Changes()
	m.watcher.Mark(began)
	m.dirty, m.owed, m.since = false, false, time.Time{}
	m.quiet.Stop()
	m.again.Stop()
	for _, path := range changed {
		if !slices.Contains(m.files, path) {
			m.files = append(m.files, path)
		}
	}
	m.attempt++
	building, cancel := context.WithCancel(m.ctx)
	j.attempt, j.spared, j.began, j.cancel = m.attempt, m.spared, began, cancel
	m.job = j
	if !j.again {
		m.show(func(s *State) {
			s.Build.N, s.Build.State, s.Build.MS, s.Build.Files = j.n, Building, 0, m.named(m.dir)
		})
	}
	into := filepath.Join(m.temp, strconv.Itoa(j.attempt))
	m.work.Go(func() {
		defer cancel()
		o, err := m.builder.Build(building, into, changed)
		m.post(func() { m.built(j, o, err) })
	})
}

// named returns the files that have changed, relative to a directory.
func (m *machine) named(dir string) []string {
	names := []string{}
	for _, path := range m.files {
		names = append(names, place.Display(dir, path))
	}
	return names
}

// built follows the end of a build.
func (m *machine) built(j *job, o compile.Outcome, err error) {
	m.job = nil
	if err != nil { // cancelled
		m.spared = true
		m.begin()
		return
	}
	m.spared = false
	if o.Watch != nil {
		m.watcher.Watch(*o.Watch)
	}
	m.since = time.Time{}
	m.look() // what has changed meanwhile waits for a pause, too
	if m.dirty && (o.Bin == "" || o.Torn) {
		m.owed = true // it may have met files that were half saved: nobody wants to know, and the next build is on its way
		return
	}
	m.n, m.dir = j.n, o.Dir
	m.show(func(s *State) {
		s.Program, s.Package, s.Dir, s.Handlers = o.Catalog.Program, o.Catalog.Package, o.Dir, o.Catalog.Handlers
		s.Build.MS = time.Since(j.began).Milliseconds()
	})
	r := &release{attempt: j.attempt, n: j.n, bin: o.Bin, began: j.began, files: m.named(m.options.Dir), dir: o.Dir, modules: o.Modules}
	m.files = nil
	if o.Bin == "" {
		known := j.again && slices.EqualFunc(o.Diagnostics, m.verdict.Diagnostics, func(a, b Diagnostic) bool { return a.String() == b.String() })
		m.fail(r, Build{State: Failed, Diagnostics: o.Diagnostics})
		if !known {
			m.sayFailed(r, o.Diagnostics)
		}
		if o.Passing {
			m.lull = min(max(2*m.lull, m.times.again), m.times.seldom)
			m.again.Reset(m.lull)
		}
	} else {
		m.launchNow(r)
	}
}

// fail notes that a build gives no program. Calls are answered by the one before, unless there is a newer text to wait for.
func (m *machine) fail(r *release, verdict Build) {
	if r.attempt >= m.gaveUp { // a start may take longer than the next build that fails
		m.failed, m.verdict, m.gaveUp = r.n, verdict, r.attempt
	}
	m.showVerdict()
	m.look()
}

// showVerdict shows what came of the last build, unless the next one is on its way.
func (m *machine) showVerdict() {
	if m.job != nil {
		return
	}
	m.show(func(s *State) {
		s.Build.State, s.Build.Diagnostics, s.Build.Log = m.verdict.State, m.verdict.Diagnostics, m.verdict.Log
	})
}
