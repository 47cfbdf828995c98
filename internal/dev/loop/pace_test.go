package loop

import (
	"testing"
	"time"
)

func TestDEV20LooksTakeAHundredthOfACore(t *testing.T) {
	const every = 250 * time.Millisecond
	for _, c := range []struct{ look, want time.Duration }{
		{400 * time.Microsecond, every},                  // 400 files
		{15 * time.Millisecond, 1500 * time.Millisecond}, // 5,000
		{time.Second, 3 * time.Second},
	} {
		if got := new(pace).took(c.look, every); got != c.want {
			t.Errorf("after a look of %v it waits for %v, want %v", c.look, got, c.want)
		}
	}
	p := new(pace)
	p.took(time.Millisecond, every)
	if got := p.took(50*time.Millisecond, every); got != every {
		t.Errorf("after a look that had to wait it waits for %v", got)
	}
	for range len(p.last) {
		p.took(5*time.Millisecond, every)
	}
	if got := p.took(5*time.Millisecond, every); got != 500*time.Millisecond {
		t.Errorf("of more files it waits for %v", got)
	}
}
