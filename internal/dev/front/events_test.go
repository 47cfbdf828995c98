package front

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/dev/record"
)

// A pipeWriter is a ResponseWriter whose body can be read while it is written.
type pipeWriter struct {
	*io.PipeWriter
	header http.Header
}

func (w pipeWriter) Header() http.Header { return w.header }
func (w pipeWriter) WriteHeader(int)     {}
func (w pipeWriter) FlushError() error   { return nil }

// listenTo returns what reads a line of a stream of events, without its blank line.
func listenTo(ctx context.Context, f *Front) func() string {
	r, w := io.Pipe()
	go func() {
		f.serveEvents(pipeWriter{w, http.Header{}}, (&http.Request{}).WithContext(ctx))
		w.Close()
	}()
	lines := bufio.NewReader(r)
	return func() string {
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				return err.Error()
			}
			if line != "\n" {
				return strings.TrimSuffix(line, "\n")
			}
		}
	}
}

func TestDEV36AStreamOfEventsTellsWhatChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		p := &fake{dir: t.TempDir(), changed: make(chan struct{})}
		f := New(Options{Program: p, History: record.Open("", nil), Saved: record.Saved{Dir: p.dir}})
		next := listenTo(ctx, f)
		if name, data := next(), next(); name != "event: state" || !strings.HasPrefix(data, `data: {"owgen":`) || !strings.Contains(data, `"handlers":[]`) {
			t.Fatalf("at once there is %s, %s", name, data)
		}
		p.change(gen.Handler{Name: "order"})
		if name, data := next(), next(); name != "event: state" || !strings.Contains(data, `"name":"order"`) {
			t.Errorf("after a change there is %s, %s", name, data)
		}
		f.Log("stderr", "a\nb")
		if name, data := next(), next(); name != "event: log" || data != `data: {"stream":"stderr","text":"a\nb"}` {
			t.Errorf("for a line there is %s, %s", name, data)
		}
		began := time.Now()
		if line := next(); line != ": " || time.Since(began) > alive {
			t.Errorf("after %v of silence there is %s", time.Since(began), line)
		}
		f.hub.changedSaved()
		if name, _ := next(), next(); name != "event: state" {
			t.Errorf("after a call is saved there is %s", name)
		}
	})
}

func TestRowsOfTheHistoryComeTenASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		p := &fake{dir: t.TempDir(), changed: make(chan struct{})}
		f := New(Options{Program: p, History: record.Open("", nil), Saved: record.Saved{Dir: p.dir}})
		next := listenTo(ctx, f)
		next()
		next()
		began := time.Now()
		for range 500 {
			f.begin("http", "order", "POST", "/order", nil).end(ctx, record.Message{}, nil, nil)
		}
		rows := 0
		for time.Since(began) < 3*time.Second {
			if name, data := next(), next(); name != "event: call" || !strings.Contains(data, `"outcome":"ok"`) {
				t.Fatalf("there is %s, %s", name, data)
			}
			rows++
		}
		if rows < 25 || rows > 30 {
			t.Errorf("in 3 s there are %d rows", rows)
		}
	})
}
