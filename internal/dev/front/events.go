package front

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/owgen/owgen/internal/dev/record"
	"github.com/owgen/owgen/internal/plainjson"
)

const (
	// alive is how often a stream of events says that it is there.
	alive = 15 * time.Second
	// perRow is how long a page has a row for itself before the next one.
	perRow = 100 * time.Millisecond
)

// serveEvents tells a page of what changes, until it goes away.
func (f *Front) serveEvents(w http.ResponseWriter, r *http.Request) {
	l := f.hub.listen()
	defer l.close()
	private(w, "text/event-stream")
	s := &stream{w: f.patient(w), alive: time.NewTicker(alive), paced: time.NewTicker(perRow)}
	defer s.alive.Stop()
	defer s.paced.Stop()
	for {
		changed := f.Program.Changed() // before the state is looked at, so that no change is missed
		if s.event("state", f.state()) != nil || s.follow(r.Context(), f.ending, l, changed) != nil {
			return
		}
	}
}

// errEnding means that owgen dev takes no more calls.
var errEnding = errors.New("owgen dev is ending")

// A stream is the events of a page.
type stream struct {
	w            io.Writer
	alive, paced *time.Ticker
}

// follow tells of calls and logs until the state has changed.
func (s *stream) follow(ctx context.Context, ending <-chan struct{}, l *listener, changed <-chan struct{}) error {
	rows, saved := true, false // some may have come while the state was told
	for {
		var pace <-chan time.Time
		if rows {
			pace = s.paced.C
		}
		var err error
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ending:
			return errEnding
		case <-changed:
			return nil
		case <-s.alive.C:
			_, err = io.WriteString(s.w, ": \n\n")
		case <-pace:
			var row record.Row
			if row, rows = l.nextRow(); rows {
				err = s.event("call", row)
			}
		case <-l.news:
			rows = true
			saved, err = s.logs(l)
			if err == nil && saved {
				return nil
			}
		}
		if err != nil {
			return err
		}
	}
}

// logs tells of the lines that wait, and reports whether calls were saved.
func (s *stream) logs(l *listener) (saved bool, err error) {
	l.mu.Lock()
	logs := l.logs
	l.logs, saved, l.saved = nil, l.saved, false
	l.mu.Unlock()
	for _, line := range logs {
		if err := s.event("log", line); err != nil {
			return false, err
		}
	}
	return saved, nil
}

// nextRow returns the oldest row that waits.
func (l *listener) nextRow() (record.Row, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.rows) == 0 {
		return record.Row{}, false
	}
	row := l.rows[0]
	l.rows = l.rows[1:]
	return row, true
}

// event writes an event, whose data is one line of JSON.
func (s *stream) event(name string, value any) error {
	_, err := fmt.Fprintf(s.w, "event: %s\ndata: %s\n\n", name, plainjson.Must(value))
	return err
}
