package http1

import (
	"errors"
	"syscall"
	"time"
)

// failures are those of a listener, one behind the other.
type failures struct {
	pause  time.Duration
	logged time.Time
}

// isTemporary reports whether accepting may succeed later: when there are descriptors again, or when the connection that
// was given up is out of the way.
func isTemporary(err error) bool {
	t, ok := err.(interface{ Temporary() bool })
	return ok && t.Temporary() || errors.Is(err, syscall.ECONNABORTED)
}

// wait waits a little longer with each failure, up to a second, and logs one a second at most.
func (f *failures) wait(err error, log func(line string)) {
	if now := time.Now(); now.Sub(f.logged) >= time.Second {
		f.logged = now
		log("accepting a connection: " + err.Error())
	}
	f.pause = min(max(2*f.pause, 5*time.Millisecond), time.Second)
	time.Sleep(f.pause)
}

func (f *failures) end() { f.pause = 0 }
