package invoke

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/owgen/owgen/internal/ways"
)

// one makes a call in one way, and prints the answer as it comes.
func (i *Invocation) one(call ways.Call, run func(ways.Call) (ways.Outcome, error)) error {
	out := &endedWriter{w: i.Stdout}
	call.Heard, call.OneStream, call.Copy = i.heard, true, out
	i.announce(i.Ways[0], &call)
	o, err := run(call)
	if err != nil {
		return err
	}
	if err := out.end(o.Answer); err != nil {
		return fmt.Errorf("printing the answer: %w", err)
	}
	i.sum(&o)
	return verdict(&o)
}

// heard prints what the handler has printed.
func (i *Invocation) heard(l ways.Line) { fmt.Fprintln(i.Stderr, l.Text) }

// verdict says how a call failed, or nothing.
func verdict(o *ways.Outcome) error {
	switch {
	case o.OK:
		return nil
	case o.Ended != "":
		return Failure("the program ended before it had answered: " + o.Ended)
	case o.Status != 0:
		return Failure(fmt.Sprintf("status %d", o.Status))
	}
	return Failure("the function answered with an error")
}

// announce says what is sent.
func (i *Invocation) announce(w ways.Way, call *ways.Call) {
	const most = 2000
	body := string(call.Body)
	if len(body) > most {
		body = body[:most] + "…"
	}
	what := call.Path // of a URL
	if what == "" {
		what = call.Handler
	}
	if w == ways.Plain || call.Method != "" {
		what = "POST /" + strings.TrimPrefix(what, "/")
	}
	i.verbose("%s: %s %s", w, what, strings.TrimSpace(body))
}

// sum says what came back.
func (i *Invocation) sum(o *ways.Outcome) {
	what := "ok"
	switch {
	case o.Ended != "":
		what = o.Ended
	case o.Status != 0:
		what = fmt.Sprintf("status %d", o.Status)
	case !o.OK:
		what = "error"
	}
	i.verbose("%s: %s in %s, %d bytes", o.Way, what, o.Took.Round(10*time.Microsecond), len(o.Answer))
}

// An endedWriter passes on what comes, and then a line feed if it did not end in one.
type endedWriter struct {
	w       io.Writer
	written int
	last    byte
}

func (e *endedWriter) Write(p []byte) (int, error) {
	n, err := e.w.Write(p)
	if n > 0 {
		e.written, e.last = e.written+n, p[n-1]
	}
	return n, err
}

// end writes what has not come yet of the whole, and ends its last line.
func (e *endedWriter) end(whole []byte) error {
	if _, err := e.Write(whole[e.written:]); err != nil {
		return err
	}
	return e.Close()
}

// Close ends the last line, before anything that comes behind the answer in a terminal.
func (e *endedWriter) Close() error {
	if e.written == 0 || e.last == '\n' {
		return nil
	}
	e.last = '\n'
	_, err := e.w.Write([]byte("\n"))
	return err
}
