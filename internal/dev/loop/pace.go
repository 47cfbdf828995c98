package loop

import (
	"slices"
	"time"
)

// A pace knows what looks at the files cost while nobody calls. The quickest of the last ones tells: others waited for the processor, and
// a busy machine is no reason to look less often.
type pace struct {
	last [8]time.Duration
	n    int
}

// took is told how long a look has taken, and returns the time until the next one: so that they take a hundredth of a core, but a save
// that nobody calls for is not left alone for too long.
func (p *pace) took(look, every time.Duration) time.Duration {
	p.last[p.n%len(p.last)] = look
	p.n++
	cost := slices.Min(p.last[:min(p.n, len(p.last))])
	return min(max(every, 100*cost), 12*every)
}
