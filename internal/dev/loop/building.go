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
	began   time.Time
	cancel  context.CancelFunc
}

// begin begins to build the files as they are now.
func (m *machine) begin() {
	began := time.Now()
	m.watcher.Look()
	changed := m.watcher.Changes()
	m.watcher.Mark(began)
	m.dirty, m.owed, m.since = false, false, time.Time{}
	m.quiet.Stop()
	for _, path := range changed {
		if !slices.Contains(m.files, path) {
			m.files = append(m.files, path)
		}
	}
	m.attempt++
	building, cancel := context.WithCancel(m.ctx)
	j := &job{attempt: m.attempt, n: m.n + 1, spared: m.spared, began: began, cancel: cancel}
	m.job = j
	m.show(func(s *State) {
		s.Build.N, s.Build.State, s.Build.MS, s.Build.Files = j.n, Building, 0, m.named(m.dir)
	})
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
		m.fail(r, Build{State: Failed, Diagnostics: o.Diagnostics})
		m.sayFailed(r, o.Diagnostics)
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
