package loop

import (
	"context"
	"sync"
	"time"
)

// NoProgram means that nothing can answer a call.
type NoProgram struct{ Text string }

func (e *NoProgram) Error() string { return e.Text }

// Acquire returns a program for one call, as new as the files are now: if they have changed, it waits for the build, at most 30
// seconds. Then, and if that build fails, it is the program before. The caller has to release it. The error is *NoProgram, or
// that of the context.
func (l *Loop) Acquire(ctx context.Context) (*Lease, error) {
	w := &waiter{answer: make(chan answer, 1)}
	select {
	case l.arrivals <- w:
	case <-l.ended:
		return nil, errEnding
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	select {
	case a := <-w.answer:
		return a.lease, a.err
	case <-ctx.Done():
		l.post(w.giveUp)
		return nil, ctx.Err()
	}
}

var errEnding = &NoProgram{"owgen dev is ending"}

// A Lease is a program that stays for a call.
type Lease struct {
	loop    *Loop
	program *program
	failed  int
	release sync.Once
}

// Build is the number of the build.
func (e *Lease) Build() int { return e.program.n }

// Failed is the number of a newer build that failed; 0 if there is none.
func (e *Lease) Failed() int { return e.failed }

// Address is where the program listens, as host:port.
func (e *Lease) Address() string { return e.program.process.Address() }

// Binary is the file of the program, which stays until the lease is released.
func (e *Lease) Binary() string { return e.program.bin }

// Ended is closed when the program has ended.
func (e *Lease) Ended() <-chan struct{} { return e.program.process.Ended() }

// Death says how it ended, such as "signal: killed". It is to be called after Ended.
func (e *Lease) Death() string { return e.program.process.Death() }

// Release says that the call has ended. Only the first one counts.
func (e *Lease) Release() {
	e.release.Do(func() { e.loop.post(e.program.leave) })
}

// A capture is one whose end is awaited.
type capture struct {
	shared bool // another call was in the program meanwhile
}

// Capture gives each line that the program prints from now on to each, one at a time, until stop is called; stop returns when all
// lines before have come, and reports whether another call was in the program meanwhile, so that some may be of that one.
// Captures of one program take turns. The call of a capture must not begin before Capture returns.
func (e *Lease) Capture(ctx context.Context, each func(Line)) (stop func() (shared bool), err error) {
	p := e.program
	select {
	case p.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	c := new(capture)
	e.loop.call(func() { p.begin(c) })
	end, err := p.process.Capture(ctx, each)
	if err != nil {
		e.loop.call(p.endCapture)
		<-p.turn
		return nil, err
	}
	return func() bool {
		ctx, cancel := context.WithTimeout(context.Background(), captureTime)
		defer cancel()
		end(ctx)
		e.loop.call(p.endCapture)
		<-p.turn
		return c.shared
	}, nil
}

// captureTime is how long the lines of a call are waited for, should the terminal be too slow for them.
const captureTime = 2 * time.Second
