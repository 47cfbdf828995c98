package ways

import (
	"context"
	"net"
	"strconv"
	"time"

	"github.com/owgen/owgen/internal/program"
)

// broken is how a call ended whose connection the program has closed, though it lives on.
const broken = "the connection broke"

// plain starts a server, and ends it as platforms do.
func plain(ctx context.Context, s *session) error {
	port, release, err := program.ReservePort()
	if err != nil {
		return err
	}
	defer release()
	vars := []string{"OWGEN_MODE=server", "OWGEN_HOST=127.0.0.1", "PORT=" + strconv.Itoa(port)}
	p, err := s.start(ctx, s.command(nil, vars...))
	if err != nil {
		return err
	}
	defer p.end()
	address := "127.0.0.1:" + strconv.Itoa(port)
	if !p.listens(ctx, address) {
		s.outcome.Ended = p.state()
		return nil
	}
	r, err := s.request(ctx, "http://"+address)
	if err != nil {
		return &Unfit{Plain, err.Error()}
	}
	if r.Host == address {
		r.Host = "localhost" // as in the other ways
	}
	if s.send(r, nil) != nil {
		s.outcome.Ended = p.death()
		return nil
	}
	p.terminate()
	return nil
}

// listens waits until the process accepts connections, and reports whether it did so before it ended.
func (p *process) listens(ctx context.Context, address string) bool {
	const pause = 2 * time.Millisecond
	for {
		var d net.Dialer
		if conn, err := d.DialContext(ctx, "tcp", address); err == nil {
			conn.Close()
			return true
		}
		select {
		case <-p.exited:
			return false
		case <-ctx.Done():
			<-p.exited
			return false
		case <-time.After(pause):
		}
	}
}

// death is how the process ended during a call. Its connections end a moment before it has.
func (p *process) death() string {
	select {
	case <-p.exited:
		return p.state()
	case <-time.After(patience):
		return broken
	}
}
