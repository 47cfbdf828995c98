package front

import (
	"sync"
	"sync/atomic"

	"github.com/owgen/owgen/internal/dev/record"
)

// A hub tells pages of calls and logs. Who listens too slowly misses some: nobody waits for a page.
type hub struct {
	mu        sync.Mutex
	listeners map[*listener]bool
	any       atomic.Bool // whether there is a listener
}

// What a listener has waiting for it at most.
const (
	waitingRows = 50
	waitingLogs = 1000
)

// A listener is a page.
type listener struct {
	hub   *hub
	news  chan struct{}
	mu    sync.Mutex
	rows  []record.Row
	logs  []logEvent
	saved bool // the list of saved calls has changed
}

// A logEvent is a line that belongs to no call.
type logEvent struct {
	Stream string `json:"stream"`
	Text   string `json:"text"`
}

// listen adds a listener, which is to be closed.
func (h *hub) listen() *listener {
	l := &listener{hub: h, news: make(chan struct{}, 1)}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.listeners == nil {
		h.listeners = map[*listener]bool{}
	}
	h.listeners[l] = true
	h.any.Store(true)
	return l
}

func (l *listener) close() {
	l.hub.mu.Lock()
	defer l.hub.mu.Unlock()
	delete(l.hub.listeners, l)
	l.hub.any.Store(len(l.hub.listeners) > 0)
}

// each changes what waits for the listeners, and wakes them.
func (h *hub) each(change func(l *listener)) {
	if !h.any.Load() {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range h.listeners {
		l.mu.Lock()
		change(l)
		l.mu.Unlock()
		select {
		case l.news <- struct{}{}:
		default:
		}
	}
}

// call tells of a call that begins or ends. Where one that ended still waits as one that begins, only its end is told.
func (h *hub) call(row record.Row) {
	h.each(func(l *listener) {
		for k := range l.rows {
			if l.rows[k].ID == row.ID {
				l.rows[k] = row
				return
			}
		}
		if len(l.rows) == waitingRows {
			l.rows = l.rows[1:]
		}
		l.rows = append(l.rows, row)
	})
}

// log tells of a line.
func (h *hub) log(line logEvent) {
	h.each(func(l *listener) {
		if len(l.logs) == waitingLogs {
			l.logs = l.logs[1:]
		}
		l.logs = append(l.logs, line)
	})
}

// changedSaved tells that calls were saved.
func (h *hub) changedSaved() { h.each(func(l *listener) { l.saved = true }) }

// Log tells the pages of a line that the program wrote outside of the calls of a page.
func (f *Front) Log(stream, text string) { f.hub.log(logEvent{stream, text}) }
