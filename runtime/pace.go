package ow

import (
	"context"
	"sync"
	"time"
)

// A pace bounds the time to the first piece of an answer, and then between its pieces.
type pace struct {
	mu     sync.Mutex // held while a piece is sent, and when time is up
	limit  time.Duration
	timer  *time.Timer
	cancel context.CancelCauseFunc
	failed func(body []byte) // ends the answer, if it has begun
	over   bool
}

// keepPace lets the answer of c keep to a pace, whose clock has been started.
func (c *call) keepPace(limit time.Duration, timer *time.Timer) {
	p := &pace{limit: limit, timer: timer}
	c.parent, p.cancel = context.WithCancelCause(c.context())
	c.pace = p
}

// pause stops the clock while a piece is sent, which is the caller's time. It reports false if time was up before.
func (p *pace) pause() bool {
	p.mu.Lock()
	if p.over {
		p.mu.Unlock()
		return false
	}
	p.timer.Stop()
	return true
}

// resume must follow pause.
func (p *pace) resume() {
	p.timer.Reset(p.limit)
	p.mu.Unlock()
}

// end says that time is up. It reports whether the answer had begun, and has ended with an error now.
func (p *pace) end(body []byte) (begun bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.over = true
	defer p.cancel(context.DeadlineExceeded) // behind the error: the handler sees that, and wants to go on
	if p.failed == nil {
		return false
	}
	p.failed(body)
	return true
}
