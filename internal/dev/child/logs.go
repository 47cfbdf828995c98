package child

import (
	"context"
	"crypto/rand"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/owgen/owgen/internal/ways/sentinel"
)

// A Line is one that the program has printed.
type Line struct {
	Stream string // stdout or stderr
	Text   string
	At     time.Time
}

// How many lines of stderr are kept for a program that does not come up.
const (
	firstLines = 400 // the position of a panic is among them
	lastLines  = 40
)

// logs are the two streams of a program.
type logs struct {
	stdout, stderr *stream
	closed         chan struct{} // everything has been read

	mu          sync.Mutex
	outside     func(Line)
	diverted    map[*stream]func(Line) // by a capture
	first, last []string
}

// newLogs opens the pipes.
func newLogs(o Options) (*logs, error) {
	l := &logs{outside: o.Line, diverted: map[*stream]func(Line){}, closed: make(chan struct{})}
	mark := []byte("\x00" + rand.Text() + "\x00") // which no program prints
	var err error
	if l.stdout, err = newStream(mark); err != nil {
		return nil, err
	}
	if l.stderr, err = newStream(mark); err != nil {
		l.stdout.r.Close()
		l.stdout.w.Close()
		return nil, err
	}
	l.stdout.out, l.stderr.out = o.Stdout, o.Stderr
	l.stdout.line = func(text string) { l.add(l.stdout, Line{"stdout", text, time.Now()}) }
	l.stderr.line = func(text string) { l.add(l.stderr, Line{"stderr", text, time.Now()}) }
	go l.stdout.follow()
	go l.stderr.follow()
	return l, nil
}

func newStream(mark []byte) (*stream, error) {
	r, w, err := os.Pipe()
	return &stream{r: r, w: w, mark: mark}, err
}

// add passes a line on.
func (l *logs) add(s *stream, n Line) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if strings.Contains(n.Text, sentinel.Text) {
		return
	}
	if s == l.stderr {
		if len(l.first) < firstLines {
			l.first = append(l.first, n.Text)
		}
		if l.last = append(l.last, n.Text); len(l.last) > lastLines {
			l.last = l.last[1:]
		}
	}
	if each := l.diverted[s]; each != nil {
		each(n)
	} else if l.outside != nil {
		l.outside(n)
	}
}

// edges returns the first and the last lines on stderr.
func (l *logs) edges() (first, last []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.first[:len(l.first):len(l.first)], append([]string(nil), l.last...)
}

// divert makes what is printed from now on go to each, or outside if that is nil. It returns when all that was printed before
// has been passed on. If that takes longer than the context, all goes outside.
func (l *logs) divert(ctx context.Context, each func(Line)) error {
	passed := make(chan struct{}, 2)
	givenUp := false
	for _, s := range []*stream{l.stdout, l.stderr} {
		action := func() {
			l.mu.Lock()
			defer l.mu.Unlock()
			if !givenUp {
				l.diverted[s] = each
			}
			passed <- struct{}{}
		}
		go s.at(action) // which blocks while nobody reads what this process prints
	}
	for range cap(passed) {
		select {
		case <-passed:
		case <-l.closed:
			return nil
		case <-ctx.Done():
			l.mu.Lock()
			defer l.mu.Unlock()
			givenUp = true // whenever the marks come, nobody waits for them
			clear(l.diverted)
			return ctx.Err()
		}
	}
	return nil
}

// patience is how long the output of a program that is gone may take to be passed on.
const patience = 2 * time.Second

// close ends the streams of a program that is gone, after all that it has printed was passed on.
func (l *logs) close() {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	l.divert(ctx, nil)
	close(l.closed)
	for _, s := range []*stream{l.stdout, l.stderr} {
		s.w.Close()
	}
}
