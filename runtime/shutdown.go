package ow

import (
	"context"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

// A gate counts the calls inside, until it is closed.
type gate struct {
	inside atomic.Int64
	closed atomic.Bool
	empty  chan struct{} // receives one value when the last call has left a closed gate
}

func newGate() *gate { return &gate{empty: make(chan struct{}, 1)} }

// enter reports whether the caller may go in. If so, leave must follow.
func (g *gate) enter() bool {
	g.inside.Add(1)
	if g.closed.Load() {
		g.leave()
		return false
	}
	return true
}

func (g *gate) leave() {
	if g.inside.Add(-1) == 0 && g.closed.Load() {
		g.tell()
	}
}

func (g *gate) tell() {
	select {
	case g.empty <- struct{}{}:
	default:
	}
}

// close closes the gate: enter fails from now on.
func (g *gate) close() {
	g.closed.Store(true)
	if g.inside.Load() == 0 {
		g.tell()
	}
}

// wait waits until a closed gate is empty.
func (g *gate) wait() {
	<-g.empty
}

// stopSignals delivers the signals that ask the process to end.
func stopSignals() chan os.Signal {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	return signals
}

// exitAt ends the process at the next signal.
func exitAt(signals <-chan os.Signal) {
	<-signals
	os.Exit(1)
}

// drain shuts down gracefully. A second signal ends the process at once.
func (s *server) drain(signals <-chan os.Signal) {
	go exitAt(signals)
	s.site.draining.Store(true)
	s.lock.remove()
	if s.site.platform.leavesEndpointsLate() {
		s.drainLate()
		return
	}
	// OpenWhisk: refuse at once, with the listener open, so that the invoker sees 503 and goes elsewhere.
	s.gate.close()
	s.gate.wait()
	ctx, cancel := endsAfter(writeTime)
	defer cancel()
	s.transport.Shutdown(ctx)
}

// drainLate keeps serving for a while, and then gives the running calls the rest of the grace period.
// (openfaas/of-watchdog: pkg/watchdog.go, listenUntilShutdown)
func (s *server) drainLate() {
	ctx, cancel := endsAfter(s.limits.grace)
	defer cancel()
	select {
	case <-time.After(s.limits.interval):
	case <-ctx.Done():
	}
	late := time.AfterFunc(lateTime, s.gate.close)
	defer late.Stop()
	s.transport.Shutdown(ctx)
}

// endsAfter is context.WithTimeout, which would link deadlines into programs whose handlers take no context.
func endsAfter(d time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(d, cancel)
	return ctx, cancel
}

// lateTime is how long calls are still served that come, after the listener was closed, on connections made before: the
// gateway that made one is about to send its call.
const lateTime = time.Second
