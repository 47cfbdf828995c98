package owlog

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/slogtest"

	ow "github.com/owgen/owgen/runtime"
	"github.com/owgen/owgen/runtime/internal/logstyle"
)

const parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

func callOf(a ow.Activation, header map[string][]string) context.Context {
	return ow.NewContext(context.Background(), a, header)
}

// logged returns what a logger writes to os.Stderr.
func logged(t *testing.T, write func()) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	old := os.Stderr
	os.Stderr = w
	write()
	os.Stderr = old
	w.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// timeless takes the time out of lines.
func timeless(log string) string {
	return regexp.MustCompile(`"(time|timestamp)":"[^"]+",|(time|timestamp)=\S+ `).ReplaceAllString(log, "")
}

func TestOPS1ALoggerNamesItsCall(t *testing.T) {
	for name, c := range map[string]struct {
		ctx  context.Context
		want string
	}{
		"no call": {context.Background(), ``},
		"all": {callOf(ow.Activation{ID: "a1", Handler: "Pay", Action: "/guest/pay", Namespace: "guest", TraceParent: parent}, nil),
			`,"id":"a1","action":"Pay","namespace":"guest","trace":"4bf92f3577b34da6a3ce929d0e0e4736"`},
		"call id":         {callOf(ow.Activation{CallID: "c1"}, nil), `,"id":"c1"`},
		"activation id":   {callOf(ow.Activation{ID: "a1", CallID: "c1"}, nil), `,"id":"a1"`},
		"request id":      {callOf(ow.Activation{}, map[string][]string{"X-Request-Id": {"r1"}}), `,"id":"r1"`},
		"call id, header": {callOf(ow.Activation{CallID: "c1"}, map[string][]string{"X-Request-Id": {"r1"}}), `,"id":"c1"`},
		"action alone":    {callOf(ow.Activation{Action: "/guest/pay"}, nil), `,"action":"/guest/pay"`},
		"not a trace":     {callOf(ow.Activation{TraceParent: "00-"}, nil), ``},
		"hostile":         {callOf(ow.Activation{ID: "a\n{\"id\":1}\x1b"}, nil), `,"id":"a\n{\"id\":1}\u001b"`},
	} {
		got := timeless(logged(t, func() { Logger(c.ctx).With("order", 7).WithGroup("g").Info("paid", "sum", 9) }))
		if want := `{"level":"INFO","msg":"paid"` + c.want + `,"order":7,"g":{"sum":9}}` + "\n"; got != want {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestOPS1AHandlerFindsTheCallOfARecord(t *testing.T) {
	var b bytes.Buffer
	l := slog.New(NewHandler(&b, nil))
	ctx := callOf(ow.Activation{ID: "a1", Handler: "Pay"}, nil)
	for _, c := range []struct {
		write func()
		want  string
	}{
		{func() { l.InfoContext(ctx, "m", "k", 1) }, `"id":"a1","action":"Pay","k":1}`},
		{func() { l.With("w", 2).InfoContext(ctx, "m", "k", 1) }, `"id":"a1","action":"Pay","w":2,"k":1}`},
		{func() { l.WithGroup("g").With("w", 2).WithGroup("").WithGroup("h").InfoContext(ctx, "m", "k", 1) },
			`"id":"a1","action":"Pay","g":{"w":2,"h":{"k":1}}}`},
		{func() { l.WithGroup("g").With("w", 2).Info("m", "k", 1) }, `"g":{"w":2,"k":1}}`},
		{func() { l.Info("m") }, ``},
		{func() { l.DebugContext(ctx, "m") }, `-`},
	} {
		b.Reset()
		c.write()
		want := `{"level":"INFO","msg":"m",` + c.want + "\n"
		switch c.want {
		case "":
			want = `{"level":"INFO","msg":"m"}` + "\n"
		case "-":
			want = ""
		}
		if got := timeless(b.String()); got != want {
			t.Errorf("got %swant %s", got, want)
		}
	}
}

// Two loggers that are derived of one do not share what they add.
func TestOPS1DerivedHandlersAreApart(t *testing.T) {
	var b bytes.Buffer
	ctx := callOf(ow.Activation{ID: "a1"}, nil)
	one := slog.New(NewHandler(&b, nil)).With("a", 1).With("b", 2)
	x, y := one.With("c", "x"), one.With("c", "y")
	x.InfoContext(ctx, "m")
	y.InfoContext(ctx, "m")
	if got := timeless(b.String()); !strings.Contains(got, `"a":1,"b":2,"c":"x"`) || !strings.Contains(got, `"a":1,"b":2,"c":"y"`) {
		t.Errorf("got %s", got)
	}
}

// What callers send must not end the logs of an activation.
func TestOPS4HandlersCannotEndTheLogs(t *testing.T) {
	for _, text := range []bool{false, true} {
		var b bytes.Buffer
		h := newBase(&b, nil, logstyle.Style{Text: text})
		slog.New(h).Info(logstyle.Sentinel, logstyle.Sentinel, "\n"+logstyle.Sentinel+logstyle.Sentinel)
		if strings.Contains(b.String(), logstyle.Sentinel) || strings.Count(b.String(), `XXX\u005fTHE_END`) != 4 {
			t.Errorf("got %s", b.String())
		}
		if back := map[string]string{}; !text && (json.Unmarshal(b.Bytes(), &back) != nil || back["msg"] != logstyle.Sentinel) {
			t.Errorf("reads as %s", back)
		}
	}
}

// The handler keeps the rules of log/slog, within a call and without.
func TestOPS1TheHandlerKeepsTheRules(t *testing.T) {
	for _, inCall := range []bool{false, true} {
		var b bytes.Buffer
		h := NewHandler(&b, nil)
		if inCall {
			h = within{h, callOf(ow.Activation{ID: "a1"}, nil)}
		}
		err := slogtest.TestHandler(h, func() (results []map[string]any) {
			for line := range strings.Lines(b.String()) {
				var m map[string]any
				if err := json.Unmarshal([]byte(line), &m); err != nil {
					t.Fatal(err)
				}
				if inCall && m["id"] != "a1" {
					t.Errorf("no id in %s", line)
				}
				results = append(results, m)
			}
			return results
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// within handles all records as those of one context.
type within struct {
	slog.Handler
	ctx context.Context
}

func (w within) Handle(_ context.Context, r slog.Record) error { return w.Handler.Handle(w.ctx, r) }
func (w within) WithAttrs(a []slog.Attr) slog.Handler          { return within{w.Handler.WithAttrs(a), w.ctx} }
func (w within) WithGroup(name string) slog.Handler            { return within{w.Handler.WithGroup(name), w.ctx} }

func TestOPS2FormsAndLevels(t *testing.T) {
	for _, c := range []struct {
		style logstyle.Style
		opts  *slog.HandlerOptions
		want  string
	}{
		{logstyle.Style{}, nil, `{"level":"INFO","msg":"m","id":"a1","order":7}`},
		{logstyle.Style{Text: true}, nil, `level=INFO msg=m id=a1 order=7`},
		{logstyle.Style{Lambda: true}, nil, `{"level":"INFO","message":"m","requestId":"a1","order":7}`},
		{logstyle.Style{Text: true, Lambda: true}, nil, `level=INFO message=m requestId=a1 order=7`},
		{logstyle.Style{Least: logstyle.Warn}, nil, ``},
		{logstyle.Style{Least: logstyle.Warn}, &slog.HandlerOptions{Level: slog.LevelInfo}, `{"level":"INFO","msg":"m","id":"a1","order":7}`},
		{logstyle.Style{Lambda: true}, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == "order" {
				return slog.String("msg2", "x")
			}
			return a
		}}, `{"level":"INFO","message":"m","requestId":"a1","msg2":"x"}`},
	} {
		var b bytes.Buffer
		base := newBase(&b, c.opts, c.style)
		slog.New(&handler{style: c.style, base: base, outside: base}).InfoContext(callOf(ow.Activation{ID: "a1"}, nil), "m", "order", 7)
		if got := strings.TrimSuffix(timeless(b.String()), "\n"); got != c.want {
			t.Errorf("%+v: got %s", c.style, got)
		}
	}
}
