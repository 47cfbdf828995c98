package dev

import (
	"os"
	"os/signal"
	"syscall"
)

// A stopping tells of signals to end.
type stopping struct {
	first, second chan struct{} // closed at the first and at the second one
	came          chan os.Signal
}

// signals begins to listen to signals.
func signals() *stopping {
	s := &stopping{make(chan struct{}), make(chan struct{}), make(chan os.Signal, 2)}
	signal.Notify(s.came, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		for _, next := range []chan struct{}{s.first, s.second} {
			if _, ok := <-s.came; !ok {
				return
			}
			close(next)
		}
	}()
	return s
}

// forget gives the signals back.
func (s *stopping) forget() {
	signal.Stop(s.came)
	close(s.came)
}
