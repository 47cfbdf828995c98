package loop

import (
	"sync"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/dev/compile"
)

// A State is what the loop is doing, and what there is to call.
type State struct {
	Build                 Build
	Program, Package, Dir string // Dir is that of the package, absolute
	Handlers              []gen.Handler
}

// A Build is the last one, or the one on its way.
type Build struct {
	N           int          `json:"n"`
	Served      int          `json:"served"` // the build that answers; 0: none
	State       string       `json:"state"`
	MS          int64        `json:"ms"`    // how long it took
	Files       []string     `json:"files"` // that changed, relative to the package
	Diagnostics []Diagnostic `json:"diagnostics"`
	Log         string       `json:"log"` // the last lines on stderr of a program that ended
}

// A Diagnostic is why there is no program, or why it does not run.
type Diagnostic = compile.Diagnostic

// What State of a Build can be.
const (
	Building = "building"
	Starting = "starting"
	Ready    = "ready"
	Failed   = "failed"  // it does not compile
	Crashed  = "crashed" // it ended at start or later
)

// shown is the state that others see.
type shown struct {
	mu      sync.Mutex
	state   State
	changed chan struct{}
}

// State returns what the loop is doing. What is in it is not to be changed.
func (s *shown) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

// Changed returns a channel that is closed when State returns something else than at this call.
func (s *shown) Changed() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed
}

// show makes a change of the state.
func (s *shown) show(change func(*State)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.state)
	close(s.changed)
	s.changed = make(chan struct{})
}
