package program

import (
	"strings"
	"sync"
	"time"
)

// An output is what a program has printed so far. It can be read, and waited for, while it grows.
type output struct {
	mu   sync.Mutex
	text strings.Builder
	more chan struct{} // closed by the next write; nil while nobody waits
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.more != nil {
		close(o.more)
		o.more = nil
	}
	return o.text.Write(p)
}

func (o *output) String() string {
	text, _ := o.read()
	return text
}

// read returns the text, and a channel that is closed when there is more.
func (o *output) read() (text string, more <-chan struct{}) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.more == nil {
		o.more = make(chan struct{})
	}
	return o.text.String(), o.more
}

// await waits until the text meets a condition, until the program has ended, or for so long. It reports whether the condition
// is met.
func (o *output) await(met func(text string) bool, ended <-chan struct{}, d time.Duration) bool {
	late := time.After(d)
	for {
		text, more := o.read()
		if met(text) {
			return true
		}
		select {
		case <-more:
		case <-ended: // with all of its output read
			return met(o.String())
		case <-late:
			return false
		}
	}
}
