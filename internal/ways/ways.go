package ways

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// A Way is how a program is called.
type Way string

// The ways.
const (
	Plain      Way = "plain"      // POST /NAME
	OpenWhisk  Way = "openwhisk"  // /init and /run
	Argv       Way = "argv"       // the argument
	Stdin      Way = "stdin"      // standard input
	ActionLoop Way = "actionloop" // lines, with results on descriptor 3
	Lambda     Way = "lambda"     // the runtime API
)

// All are the ways in which a call is expected to come out the same. Lambda is none of them, since it has a form of its own
// for errors.
var All = []Way{Plain, OpenWhisk, Argv, Stdin, ActionLoop}

// Parse returns the way of that name.
func Parse(name string) (Way, error) {
	if w := Way(name); w == Lambda || callers[w] != nil {
		return w, nil
	}
	return "", fmt.Errorf("want %s", strings.Join(Names(), ", "))
}

// Names are the names of all ways.
func Names() (names []string) {
	for _, w := range append(All[:len(All):len(All)], Lambda) {
		names = append(names, string(w))
	}
	return names
}

// A Call is what a program is asked. With a method, a path or a header it is a request, which is for handlers that see one,
// and for those of events; without all three its body is parameters, which are JSON.
type Call struct {
	Handler string // "" is the default one
	Method  string // "" is POST
	Path    string // with a query, as it is in a URL; "" is /HANDLER
	Header  http.Header
	Body    []byte

	// Heard, if it is not nil, is told of each line of the logs as it comes.
	Heard func(Line)
	// OneStream joins both streams of the logs in stderr, so that their lines come in the order in which they were printed.
	OneStream bool
	// Copy, if it is not nil, gets an answer over HTTP as it comes, and is closed behind its end. Other answers come whole.
	Copy io.WriteCloser

	values bool // the answer is one value after the other
}

// isRequest reports whether the call says how it came.
func (c *Call) isRequest() bool { return c.Method != "" || c.Path != "" || len(c.Header) > 0 }

// A Line is a line of a program's logs, without its line feed.
type Line struct {
	Stream string `json:"stream"` // stdout or stderr
	Text   string `json:"text"`
}

// An Outcome is what comes of a call.
type Outcome struct {
	Way    Way
	OK     bool // a result, and no error
	Status int  // of HTTP; 0 where a way has none
	Answer []byte
	Logs   []Line // in the order in which they came; of the streams that carry no answer
	Took   time.Duration
	Ended  string // how the program ended, such as "signal: killed", if that was before it had answered

	reprinted bool // the platform has read the answer and written it anew
	values    bool // the answer is one value after the other, as lines or as a list
}

// An Unfit is a call that a way cannot carry.
type Unfit struct {
	Way    Way
	Reason string
}

func (e *Unfit) Error() string { return fmt.Sprintf("%s cannot carry this call: %s", e.Way, e.Reason) }

// A caller makes the call of s with a program.
type caller func(ctx context.Context, s *session) error

var callers = map[Way]caller{
	Plain: plain, OpenWhisk: openWhisk, Argv: argv, Stdin: stdin, ActionLoop: actionLoop, Lambda: lambda,
}

// Run calls a program, which gets the variables of env and those that belong to the way. It has a process of its own, which
// is gone afterwards, with its children. That a program ends without an answer is an outcome; an error says that it could
// not be called, or that ctx has ended.
func Run(ctx context.Context, w Way, bin string, env []string, c Call) (Outcome, error) {
	s := newSession(w, bin, env, c)
	err := callers[w](ctx, s)
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return s.done(), err
}
