package dev

import (
	"strings"
	"sync"
)

// A transcript is what a process has written so far. It can be read while it grows.
type transcript struct {
	mu   sync.Mutex
	text strings.Builder
	more chan struct{} // closed by the next write; nil while nobody waits
}

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.more != nil {
		close(t.more)
		t.more = nil
	}
	return t.text.Write(p)
}

// read returns the text, and a channel that is closed when there is more.
func (t *transcript) read() (string, <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.more == nil {
		t.more = make(chan struct{})
	}
	return t.text.String(), t.more
}
