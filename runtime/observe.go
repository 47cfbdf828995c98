package ow

import (
	"strconv"
	"sync/atomic"
	"time"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/runtime/internal/logstyle"
)

// An observer is told how calls go. A program that has been asked for neither an access log nor metrics has none: then
// each of the methods of a call below is one comparison.
type observer struct {
	access  *logger  // nil: no access log
	metrics *metrics // nil: no metrics
	warm    atomic.Bool
	start   time.Time
}

// newObserver returns the observer that the environment asks for, nil for none. m is nil where there are no metrics.
func newObserver(env getenv, log *logger, m *metrics) *observer {
	o := &observer{metrics: m, start: time.Now()}
	if env.flag("OWGEN_ACCESS_LOG") {
		o.access = log
	}
	if o.access == nil && m == nil {
		return nil
	}
	return o
}

// A sighting is what an observer knows about a call that is going on.
type sighting struct {
	observer *observer // nil: nobody looks
	began    time.Time // zero: this is no call, but a probe or an /init
	ended    time.Time // zero: the access log does not have it yet
	ran      bool      // the handler was called
}

// appear says that c is a call: it counts from now on.
func (c *call) appear() {
	if c.seen.observer != nil {
		c.seen.appear()
	}
}

func (s *sighting) appear() {
	start := s.observer.start
	s.began = start.Add(time.Since(start)) // time.Now would read two clocks
	s.observer.metrics.add(httpInFlight, "", 1)
}

// run says that the handler of c is called now, or with -1 that it is over.
func (c *call) run(n int64) {
	if c.seen.observer != nil {
		c.seen.run(c.action.name, n)
	}
}

//go:noinline // since run is inlined
func (s *sighting) run(action string, n int64) {
	s.ran = true
	s.observer.metrics.add(inFlight, action, n)
}

// respond answers c. An observer is told first: after the answer the platform may freeze the process.
func (c *call) respond(a answer) {
	c.end(a.status, len(a.body), a.internal)
	c.wire.respond(a)
}

// end says that c is about to be answered with a body of so many bytes, by the platform's side of the program rather than
// by its action if internal is set: then the handler may still be running, and nothing that it changes is looked at.
func (c *call) end(status, out int, internal bool) {
	if c.seen.observer == nil || c.seen.began.IsZero() {
		return
	}
	if x, ok := c.wire.exchange.(answered); ok && !internal {
		if own, body := x.Answered(); own != 0 { // an http.Handler has answered by itself
			status, out = own, int(body)
		}
	}
	c.record(status, out, internal)
	if m := c.seen.observer.metrics; m != nil {
		action := ""
		if c.action != nil {
			action = c.action.name
		}
		family, outcome := c.outcome(status, internal)
		m.answer(status, methodLabel(c.method), c.seen.ended.Sub(c.seen.began), family, action, outcome)
	}
	c.seen.began = time.Time{}
}

// outcome returns what became of c: the family that counts it, and the label in there; "" if none does.
func (c *call) outcome(status int, internal bool) (family int, label string) {
	switch {
	case internal && status == 504:
		return callsTotal, "timeout"
	case internal:
		return 0, ""
	case c.err == errPanicked, c.err == errVanished:
		return callsTotal, "panic"
	case c.seen.ran && c.err != nil:
		return callsTotal, "error"
	case c.seen.ran:
		return callsTotal, "ok"
	}
	return refusedTotal, whyRefused(c.err)
}

// whyRefused returns why a call did not reach its handler, if it was because of what the caller sent; else "".
func whyRefused(err error) string {
	switch err := err.(type) {
	case paramsError:
		if err.cause.Syntax {
			return "json"
		}
		return "params"
	case invalidError:
		return "params"
	case *refusal:
		switch {
		case err == errGETBody:
			return "params"
		case err == errCutBody:
			return ""
		}
		switch err.status {
		case 400, 415:
			return "json"
		case 413:
			return "size"
		}
	}
	return ""
}

// record writes the line of c into the access log, once. internal is as for end.
func (c *call) record(status, out int, internal bool) {
	if c.seen.observer == nil || c.seen.began.IsZero() || !c.seen.ended.IsZero() {
		return
	}
	c.seen.ended = time.Now()
	cold := !c.seen.observer.warm.Swap(true)
	log := c.seen.observer.access
	if log == nil || logstyle.Info < log.style.Least {
		return
	}
	in := max(c.length, int64(max(len(c.text), len(c.document))-codec.Pad), 0)
	if b, ok := c.stream.(*liveBody); ok && !internal {
		in = b.count.Load() // what the handler has read of it
	}
	ln := log.begin(c.logged, c.seen.ended, logstyle.Info, "call")
	c.nameIn(&ln)
	ln.integer("status", int64(status))
	us := c.seen.ended.Sub(c.seen.began).Microseconds()
	ln.integer("ms", us/1000)
	ln.b = append(ln.b, thousandth(int(us%1000))...)
	ln.integer("in", in)
	ln.integer("out", int64(out))
	ln.member("cold", strconv.FormatBool(cold), true)
	if room := log.end(ln, ""); cap(room) <= largestKept {
		c.logged = room
	}
}
