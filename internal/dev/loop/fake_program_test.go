package loop

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/dev/child"
)

// A fakeProgram is a program that has been built from a text.
type fakeProgram struct {
	text    string
	ended   chan struct{}
	once    sync.Once
	death   string
	asked   chan struct{} // SIGTERM
	healthy chan bool
	each    func(Line)
}

func (w *world) start(ctx context.Context, bin string) (process, error) {
	if _, err := os.Stat(bin); err != nil {
		w.Errorf("the program was removed: %v", err)
	}
	p := &fakeProgram{
		text: filepath.Base(bin), ended: make(chan struct{}), asked: make(chan struct{}), healthy: make(chan bool),
	}
	select {
	case w.launched <- p:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	select {
	case up := <-p.healthy:
		if !up {
			return nil, &child.Failed{Death: "exit status 2", First: []string{"panic: no"}, Last: []string{"panic: no"}}
		}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	w.mu.Lock()
	w.running[p] = true
	w.mu.Unlock()
	go func() {
		<-p.ended
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.running, p)
	}()
	return p, nil
}

// die ends the program.
func (p *fakeProgram) die(death string) {
	p.once.Do(func() {
		p.death = death
		close(p.ended)
	})
}

func (p *fakeProgram) Address() string        { return "127.0.0.1:1" }
func (p *fakeProgram) Ended() <-chan struct{} { return p.ended }
func (p *fakeProgram) Death() string          { return p.death }
func (p *fakeProgram) Last() []string         { return []string{"bye"} }

// Stop is that of a program which ends only when it is killed.
func (p *fakeProgram) Stop(within time.Duration, hurry <-chan struct{}) {
	close(p.asked)
	select {
	case <-p.ended:
	case <-time.After(within):
	case <-hurry:
	}
	p.die("signal: killed")
}

func (p *fakeProgram) Capture(_ context.Context, each func(Line)) (func(context.Context), error) {
	p.each = each
	return func(context.Context) { p.each = nil }, nil
}

// A terminal keeps what is printed.
type terminal struct {
	*testing.T
	mu sync.Mutex
	b  bytes.Buffer
}

func (t *terminal) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.Write(p)
}

// has waits until a line was printed, and returns all of them.
func (t *terminal) has(line string) string {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(time.Millisecond) {
		t.mu.Lock()
		text := t.b.String()
		t.mu.Unlock()
		if strings.Contains(text, line) {
			return text
		}
		if time.Now().After(end) {
			t.Fatalf("the terminal does not say %q but %q", line, text)
		}
	}
}
