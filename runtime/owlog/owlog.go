package owlog

import (
	"cmp"
	"context"
	"io"
	"log/slog"
	"os"
	"slices"
	"sync"

	ow "github.com/owgen/owgen/runtime"
	"github.com/owgen/owgen/runtime/internal/logstyle"
)

// Logger returns a logger for the call that ctx belongs to, which writes to stderr. Where ctx belongs to no call, its
// lines have no keys about one. What the logger is given later may go on being logged when the call is over.
func Logger(ctx context.Context) *slog.Logger {
	h := onStderr()
	if attrs := ofCall(ctx, styleOf(), make([]slog.Attr, 0, most)); len(attrs) > 0 {
		h = h.WithAttrs(attrs)
	}
	return slog.New(h)
}

// NewHandler returns a handler for slog.New and slog.SetDefault. It finds the call of a record in the record's context,
// and writes its keys first, outside of all groups. opts may be nil. Unless opts has a level, the environment decides.
func NewHandler(w io.Writer, opts *slog.HandlerOptions) slog.Handler {
	style := styleOf()
	base := newBase(w, opts, style)
	return &handler{style: style, base: base, outside: base}
}

// styleOf is what the environment asks for, which does not change. A bad value has kept the program from starting.
var styleOf = sync.OnceValue(func() logstyle.Style {
	style, _, _ := logstyle.Choose(os.Getenv, logstyle.IsTerminal(os.Stderr))
	return style
})

// onStderr is what all loggers write through. It is made when the first one is asked for.
var onStderr = sync.OnceValue(func() slog.Handler { return newBase(stderr{}, nil, styleOf()) })

// stderr is os.Stderr as it is at the time of a line.
type stderr struct{}

func (stderr) Write(p []byte) (int, error) { return os.Stderr.Write(p) }

// A guard keeps out of lines what ends the logs of an activation, and what commands a terminal.
type guard struct{ w io.Writer }

func (g guard) Write(p []byte) (int, error) {
	if _, err := g.w.Write(logstyle.Guard(visible(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// newBase returns a handler of log/slog that writes lines in the style.
func newBase(w io.Writer, opts *slog.HandlerOptions, style logstyle.Style) slog.Handler {
	w = guard{w}
	var o slog.HandlerOptions
	if opts != nil {
		o = *opts
	}
	if o.Level == nil {
		o.Level = slog.Level(style.Least)
	}
	if style.Lambda {
		replace := o.ReplaceAttr
		o.ReplaceAttr = func(groups []string, a slog.Attr) slog.Attr {
			if replace != nil {
				a = replace(groups, a)
			}
			if len(groups) == 0 && a.Key != "id" { // ofCall has seen to that one, and others are the handler's
				a.Key = style.Key(a.Key)
			}
			return a
		}
	}
	if style.Text {
		return slog.NewTextHandler(w, &o)
	}
	return slog.NewJSONHandler(w, &o)
}

// most is how many attributes ofCall appends at most.
const most = 4

// ofCall appends what lines say about the call of ctx.
func ofCall(ctx context.Context, style logstyle.Style, attrs []slog.Attr) []slog.Attr {
	a := ow.FromContext(ctx)
	add := func(key, value string) {
		if value != "" {
			attrs = append(attrs, slog.String(style.Key(key), value))
		}
	}
	add("id", a.LogID())
	add("action", cmp.Or(a.Handler, a.Action))
	add("namespace", a.Namespace)
	if len(a.TraceParent) > len("00-")+32 {
		add("trace", a.TraceParent[len("00-"):][:32])
	}
	return attrs
}

// A handler puts the keys of a call before everything else that a record has. log/slog writes the attributes and groups of
// derived loggers into the handlers that it derives. So where there are groups, these are derived once more for a record
// of a call, behind the keys; else the record gets all of them, which costs less.
type handler struct {
	style   logstyle.Style
	base    slog.Handler
	steps   []step
	grouped bool         // there is a group among steps
	outside slog.Handler // base after steps, for records of no call
}

// A step is a WithAttrs or a WithGroup.
type step struct {
	attrs []slog.Attr
	group string
}

func (s step) take(h slog.Handler) slog.Handler {
	if s.group != "" {
		return h.WithGroup(s.group)
	}
	return h.WithAttrs(s.attrs)
}

// Enabled implements slog.Handler.
func (h *handler) Enabled(ctx context.Context, level slog.Level) bool {
	return h.base.Enabled(ctx, level)
}

// Handle implements slog.Handler.
func (h *handler) Handle(ctx context.Context, r slog.Record) error {
	var room [most]slog.Attr
	attrs := ofCall(ctx, h.style, room[:0])
	if len(attrs) == 0 {
		return h.outside.Handle(ctx, r)
	}
	if !h.grouped {
		return h.base.Handle(ctx, h.complete(r, attrs))
	}
	next := h.base.WithAttrs(slices.Clone(attrs)) // which lets room stay on the stack
	for _, s := range h.steps {
		next = s.take(next)
	}
	return next.Handle(ctx, r)
}

// complete returns r with attrs and those of derived loggers before its own.
func (h *handler) complete(r slog.Record, attrs []slog.Attr) slog.Record {
	all := slog.NewRecord(r.Time, r.Level, r.Message, r.PC)
	all.AddAttrs(attrs...)
	for _, s := range h.steps {
		all.AddAttrs(s.attrs...)
	}
	r.Attrs(func(a slog.Attr) bool {
		all.AddAttrs(a)
		return true
	})
	return all
}

// WithAttrs implements slog.Handler.
func (h *handler) WithAttrs(attrs []slog.Attr) slog.Handler { return h.with(step{attrs: attrs}) }

// WithGroup implements slog.Handler.
func (h *handler) WithGroup(name string) slog.Handler {
	if name == "" {
		return h
	}
	return h.with(step{group: name})
}

func (h *handler) with(s step) slog.Handler {
	derived := *h
	derived.steps = append(slices.Clip(h.steps), s)
	derived.grouped = h.grouped || s.group != ""
	derived.outside = s.take(h.outside)
	return &derived
}
