package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// A step does the work of a command. It ends soon after its context, and leaves nothing unfinished behind.
type step func(ctx context.Context, args []string, stdout, stderr io.Writer) error

// untilEnd runs a step whose context ends with the first signal that asks this process to end, or when nobody reads stdout any
// more. Then the process ends as if nobody had caught the signal, so that a shell sees it. A second signal does not wait.
func (do step) untilEnd(args []string, stdout, stderr io.Writer) error {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	signals := make(chan os.Signal, 1)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) { // as nohup ignores one
			signal.Notify(signals, s)
		}
	}
	defer signal.Stop(signals)
	unread := make(chan os.Signal, 1) // a write says more: of which stream it is
	signal.Notify(unread, syscall.SIGPIPE)
	defer signal.Stop(unread)
	go func() {
		select {
		case s := <-signals:
			signal.Stop(signals)
			cancel(caught{s})
		case <-ctx.Done():
		}
	}()
	err := do(ctx, args, &pipe{stdout, func() { cancel(caught{syscall.SIGPIPE}) }}, stderr)
	end, ok := errors.AsType[caught](context.Cause(ctx))
	if !ok {
		return err
	}
	signal.Reset(end.Signal)
	if end.Signal == syscall.SIGPIPE {
		stdout.Write([]byte("\n")) // ends the process
		return err
	}
	if self, err := os.FindProcess(os.Getpid()); err == nil && self.Signal(end.Signal) == nil {
		time.Sleep(time.Second) // the signal is on its way
	}
	return end
}

// caught is why a context has ended.
type caught struct{ os.Signal }

func (c caught) Error() string { return c.String() }

// A pipe is a stream that may have a reader, who may go away.
type pipe struct {
	to   io.Writer
	gone func()
}

func (p *pipe) Write(b []byte) (int, error) {
	n, err := p.to.Write(b)
	if errors.Is(err, syscall.EPIPE) {
		p.gone()
	}
	return n, err
}
