package program

import (
	"strings"
	"sync"
	"time"
)

// A Transcript is what a program has printed so far. It can be read, and waited for, while it grows.
type Transcript struct {
	mu   sync.Mutex
	text strings.Builder
	more chan struct{} // closed by the next write; nil while nobody waits
}

// Write adds to the transcript.
func (t *Transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.more != nil {
		close(t.more)
		t.more = nil
	}
	return t.text.Write(p)
}

// String returns the text.
func (t *Transcript) String() string {
	text, _ := t.read()
	return text
}

// read returns the text, and a channel that is closed when there is more.
func (t *Transcript) read() (text string, more <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.more == nil {
		t.more = make(chan struct{})
	}
	return t.text.String(), t.more
}

// Await waits until the text meets a condition, until the program has ended, or for so long. It reports whether the condition
// is met.
func (t *Transcript) Await(met func(text string) bool, ended <-chan struct{}, d time.Duration) bool {
	late := time.After(d)
	for {
		text, more := t.read()
		if met(text) {
			return true
		}
		select {
		case <-more:
		case <-ended: // with all of its output read
			return met(t.String())
		case <-late:
			return false
		}
	}
}
