package invoker

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/owgen/owgen/internal/ways/sentinel"
)

// Logs are the two streams of a container. The process in it inherits the ends for writing, which it must not share
// with the test's own output; whoever else gets them must not close them.
type Logs struct {
	Stdout, Stderr *os.File // the ends for writing

	mu      sync.Mutex
	told    func(stream int, text string) // of each line as it comes; it may be nil
	changed chan struct{}                 // closed with the next change
	streams [2]stream
	pending []line // not yet part of an activation
}

// A stream is what has come through one of the pipes.
type stream struct {
	text  strings.Builder
	marks int // seen
	blank int // lines that were not told of yet
}

// A line is one of a stream, with its line feed if it has one.
type line struct {
	stream int // 0: stdout, 1: stderr
	text   string
}

// mark is written into a pipe to find out whether everything before it was read. No program prints it.
const mark = "\x00read so far\x00\n"

// NewLogs opens the pipes.
func NewLogs() (*Logs, error) {
	l := &Logs{changed: make(chan struct{})}
	for i, write := range []**os.File{&l.Stdout, &l.Stderr} {
		r, w, err := os.Pipe()
		if err != nil {
			return nil, fmt.Errorf("pipe for a log stream: %w", err)
		}
		*write = w
		go l.follow(i, r)
	}
	return l, nil
}

// Tell tells a function of each line that comes from now on, one at a time, without its line feed and without sentinels.
func (l *Logs) Tell(told func(stream int, text string)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.told = told
}

// follow reads a stream to its end, whether anybody asks for it or not: a container must not wait for its reader.
func (l *Logs) follow(stream int, from *os.File) {
	defer from.Close()
	r := bufio.NewReader(from)
	for {
		text, err := r.ReadString('\n')
		text, marked := strings.CutSuffix(text, mark)
		l.add(line{stream, text}, marked)
		if err != nil {
			return
		}
	}
}

func (l *Logs) add(n line, marked bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if n.text != "" {
		l.streams[n.stream].text.WriteString(n.text)
		l.pending = append(l.pending, n)
		l.tell(n)
	}
	if marked {
		l.streams[n.stream].marks++
	}
	close(l.changed)
	l.changed = make(chan struct{})
}

// tell tells of a line. What a program prints without a line feed stands before the sentinel, on its line. Our runtime writes
// a line feed before it, so one empty line may be a part of it.
func (l *Logs) tell(n line) {
	if l.told == nil {
		return
	}
	text := strings.TrimSuffix(n.text, "\n")
	before, _, ended := strings.Cut(text, sentinel.Text)
	blank := &l.streams[n.stream].blank
	if text == "" {
		*blank++
		return
	}
	if ended && before == "" {
		*blank = max(0, *blank-1)
	}
	l.tellBlank(n.stream)
	if !ended || before != "" {
		l.told(n.stream, before)
	}
}

// tellBlank tells of the empty lines that were held back.
func (l *Logs) tellBlank(stream int) {
	for ; l.streams[stream].blank > 0; l.streams[stream].blank-- {
		l.told(stream, "")
	}
}

// errSilent says that what was waited for was not printed.
var errSilent = errors.New("it was not printed in time")

// until waits until the condition, called with l.mu held, is met.
func (l *Logs) until(condition func() bool, within time.Duration) error {
	late := time.After(within)
	for {
		l.mu.Lock()
		met, changed := condition(), l.changed
		l.mu.Unlock()
		if met {
			return nil
		}
		select {
		case <-changed:
		case <-late:
			return errSilent
		}
	}
}

// patience bounds waits that take no time if all is well.
const patience = 20 * time.Second

// flush returns when all that was written before has been read.
func (l *Logs) flush() error {
	l.mu.Lock()
	want := [2]int{l.streams[0].marks + 1, l.streams[1].marks + 1}
	l.mu.Unlock()
	for _, w := range []*os.File{l.Stdout, l.Stderr} {
		if _, err := w.WriteString(mark); err != nil {
			return err
		}
	}
	return l.until(func() bool {
		return l.streams[0].marks >= want[0] && l.streams[1].marks >= want[1]
	}, patience)
}

// Flush waits until all that was written before has been heard.
func (l *Logs) Flush() error {
	err := l.flush()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.told != nil {
		l.tellBlank(0)
		l.tellBlank(1)
	}
	return err
}

// Text returns all that was ever written, with the sentinels.
func (l *Logs) Text() (stdout, stderr string, err error) {
	err = l.flush()
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.streams[0].text.String(), l.streams[1].text.String(), err
}

// Await waits until the text has been written to one of the streams.
func (l *Logs) Await(text string) error {
	err := l.until(func() bool {
		return strings.Contains(l.streams[0].text.String(), text) || strings.Contains(l.streams[1].text.String(), text)
	}, patience)
	if err != nil {
		return fmt.Errorf("%q: %w", text, err)
	}
	return nil
}

// collect takes the logs of an activation: what was written since the last one, up to the second line with a sentinel.
// Such lines are not part of the logs, whatever else is on them. complete says whether there were two.
// (apache/openwhisk: DockerContainer.scala, CompleteAfterOccurrences)
func (l *Logs) collect() (stdout, stderr string, complete bool, err error) {
	if err := l.flush(); err != nil {
		return "", "", false, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	var text [2]strings.Builder
	found := 0
	for len(l.pending) > 0 && found < 2 {
		next := l.pending[0]
		l.pending = l.pending[1:]
		if strings.Contains(next.text, sentinel.Text) {
			found++
		} else {
			text[next.stream].WriteString(next.text)
		}
	}
	return text[0].String(), text[1].String(), found == 2, nil
}

// Close ends the streams, once no process writes to them any more.
func (l *Logs) Close() {
	l.Stdout.Close()
	l.Stderr.Close()
}
