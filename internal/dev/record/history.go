package record

import (
	"slices"
	"sync"
	"time"
)

// What a History has at most.
const (
	maxCalls = 200
	maxBytes = 16 << 20
)

// A History has the last calls. It is safe for use by several goroutines.
type History struct {
	file    *file // nil if it is in memory only
	note    func(error)
	writing sync.Mutex // held from taking pending calls to having written them

	mu      sync.Mutex
	calls   []*Call // the oldest first
	bytes   int
	pending []*Call // those that are not in the file yet
	wake    chan struct{}
	closing chan struct{} // closed when nothing more is added
	done    chan struct{} // closed when all is written
}

// batch is how long a call may wait for others that are written with it.
const batch = 200 * time.Millisecond

// Open returns the history that is kept in a directory, which is made if need be. If it cannot be read or written, note is told,
// once, and the history is one of this process. An empty dir is a history in memory.
func Open(dir string, note func(error)) *History {
	h := &History{note: note, wake: make(chan struct{}, 1), closing: make(chan struct{}), done: make(chan struct{})}
	if dir != "" {
		var err error
		if h.file, err = openFile(dir); err == nil {
			var old []*Call
			if old, err = h.file.read(); err == nil {
				h.calls, h.bytes = bounded(old, maxBytes)
			}
		}
		h.tell(err)
	}
	if h.file == nil {
		close(h.done)
	} else {
		go h.write()
	}
	return h
}

// tell says what keeps the history from being read or written, the first time.
func (h *History) tell(err error) {
	if err == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.note != nil {
		h.note(err)
		h.note = nil
	}
}

// Add adds a call that has ended. The History keeps c.
func (h *History) Add(c *Call) {
	h.mu.Lock()
	h.calls = append(h.calls, c)
	h.bytes += c.weight()
	for len(h.calls) > maxCalls || h.bytes > maxBytes {
		h.bytes -= h.calls[0].weight()
		h.calls[0] = nil
		h.calls = h.calls[1:]
	}
	if h.file != nil {
		if len(h.pending) == maxCalls { // the oldest would be gone from the file at once
			h.pending = h.pending[1:]
		}
		h.pending = append(h.pending, c)
	}
	h.mu.Unlock()
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

// write brings calls to the file, many at a time, so that a caller does not wait for a disk.
func (h *History) write() {
	defer close(h.done)
	for closing := false; !closing; {
		select {
		case <-h.wake:
		case <-h.closing:
		}
		select {
		case <-time.After(batch):
		case <-h.closing:
			closing = true
		}
		h.writePending()
	}
}

func (h *History) writePending() {
	h.writing.Lock()
	defer h.writing.Unlock()
	h.mu.Lock()
	calls := h.pending
	h.pending = nil
	h.mu.Unlock()
	if len(calls) > 0 {
		h.tell(h.file.append(calls))
	}
}

// Rows returns the calls, the newest first.
func (h *History) Rows() []Row {
	h.mu.Lock()
	defer h.mu.Unlock()
	rows := make([]Row, 0, len(h.calls))
	for _, c := range slices.Backward(h.calls) {
		rows = append(rows, c.Row)
	}
	return rows
}

// Find returns the call of that ID, which must not be changed.
func (h *History) Find(id string) (*Call, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range h.calls {
		if c.ID == id {
			return c, true
		}
	}
	return nil, false
}

// Clear forgets all calls.
func (h *History) Clear() error {
	h.writing.Lock() // or what is being written would be in the file again
	defer h.writing.Unlock()
	h.mu.Lock()
	h.calls, h.bytes, h.pending = nil, 0, nil
	h.mu.Unlock()
	if h.file == nil {
		return nil
	}
	return h.file.clear()
}

// Close writes what is not written yet.
func (h *History) Close() {
	close(h.closing)
	<-h.done
	if h.file != nil {
		h.tell(h.file.trim())
		h.file.close()
	}
}

// bounded returns the newest calls that a history may have, and how many bytes they are.
func bounded(calls []*Call, most int) ([]*Call, int) {
	slices.SortStableFunc(calls, func(a, b *Call) int { return a.At.Compare(b.At) })
	sum, first := 0, len(calls)
	for first > 0 && len(calls)-first < maxCalls && sum+calls[first-1].weight() <= most {
		first--
		sum += calls[first].weight()
	}
	return calls[first:], sum
}
