package front

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"unicode/utf8"

	"github.com/owgen/owgen/internal/dev/record"
)

// A speaker says lines to the page, from several goroutines.
type speaker struct {
	mu    sync.Mutex
	lines *lines
}

func (p *speaker) say(line any) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.lines.send(line)
}

// maxWaiting is how many bytes of a log wait for a page.
const maxWaiting = 8 << 20

// A backlog is what the program has printed and the page has not been told. The program, and with it all who call it, would wait for a
// page that does not read if it was told at once.
type backlog struct {
	mu     sync.Mutex
	lines  []record.Line // which wait
	bytes  int
	lost   int           // lines that found no room
	last   float64       // when the last one came
	kept   []record.Line // for the history
	length int           // of all
	closed bool
	news   chan struct{}
	told   chan struct{} // closed when the page has been told all
}

// follow tells the page what is added to the backlog, until that is closed.
func (p *speaker) follow() *backlog {
	b := &backlog{news: make(chan struct{}, 1), told: make(chan struct{})}
	go func() {
		defer close(b.told)
		for range b.news {
			for _, line := range b.take() {
				p.say(logLine{"log", line.Stream, line.Text, line.MS})
			}
		}
	}()
	return b
}

// add reports whether it was in time.
func (b *backlog) add(line record.Line) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return false
	}
	n := len(line.Text) + 1
	if b.length += n; b.length <= record.KeptBody {
		b.kept = append(b.kept, line)
	}
	if b.last = line.MS; b.bytes+n > maxWaiting {
		b.lost++
	} else {
		b.lines, b.bytes = append(b.lines, line), b.bytes+n
	}
	select {
	case b.news <- struct{}{}:
	default:
	}
	return true
}

// take returns the lines that wait, and says how many were lost behind them.
func (b *backlog) take() []record.Line {
	b.mu.Lock()
	defer b.mu.Unlock()
	lines := b.lines
	if b.lost > 0 {
		lines = append(lines, record.Line{Stream: "stderr", Text: fmt.Sprintf("… and %d lines for which the page was too slow", b.lost), MS: b.last})
	}
	b.lines, b.bytes, b.lost = nil, 0, 0
	return lines
}

// close returns what is kept, after the page has been told all.
func (b *backlog) close() []record.Line {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	close(b.news)
	<-b.told
	return b.kept
}

// problem says what is answered in place of the program.
func (p *speaker) problem(t *taking, status int, text string) http.Header {
	header, body := http.Header{"Content-Type": {"application/json"}}, quoted(text)
	t.Status = status
	t.answer.add(body)
	p.say(headLine{"head", status, header, t.since()})
	p.say(bodyLine{Type: "body", Text: string(body)})
	return header
}

// pass says a body as it comes: as text, as long as it is text.
func (p *speaker) pass(t *taking, body io.Reader) error {
	buf := make([]byte, 32<<10)
	rest, binary := 0, false // the bytes of a letter that has not come whole
	for {
		n, err := body.Read(buf[rest:])
		t.answer.add(buf[rest : rest+n])
		piece := buf[:rest+n]
		rest = 0
		if err == nil && !binary {
			piece, rest = wholeLetters(piece)
		}
		binary = binary || !utf8.Valid(piece)
		line := bodyLine{Type: "body"}
		if binary {
			line.Base64 = buf[:len(piece)+rest]
			rest = 0
		} else {
			line.Text = string(piece)
		}
		if len(piece) > 0 {
			if failed := p.say(line); failed != nil {
				return failed
			}
		}
		copy(buf, buf[len(piece):len(piece)+rest])
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// wholeLetters returns the piece without the beginning of a letter at its end, and how long that is.
func wholeLetters(piece []byte) ([]byte, int) {
	for k := 1; k < utf8.UTFMax && k <= len(piece); k++ {
		if tail := piece[len(piece)-k:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return piece[:len(piece)-k], k
			}
			break
		}
	}
	return piece, 0
}
