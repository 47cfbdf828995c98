package front

import (
	"context"
	"io"
	"net/http"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/owgen/owgen/internal/dev/record"
)

// The lines that answer a call of the page.
type (
	startLine struct {
		Type  string `json:"type"` // start
		ID    string `json:"id"`
		Build int    `json:"build"` // 0 if there is no program
		Stale int    `json:"stale,omitempty"`
	}
	headLine struct {
		Type   string      `json:"type"` // head
		Status int         `json:"status"`
		Header http.Header `json:"header"`
		MS     float64     `json:"ms"`
	}
	bodyLine struct {
		Type   string `json:"type"` // body
		Text   string `json:"text,omitempty"`
		Base64 []byte `json:"base64,omitempty"`
	}
	logLine struct {
		Type   string  `json:"type"` // log
		Stream string  `json:"stream"`
		Text   string  `json:"text"`
		MS     float64 `json:"ms"`
	}
	endLine struct {
		Type    string         `json:"type"` // end
		MS      float64        `json:"ms"`
		Size    int64          `json:"size"`
		Outcome record.Outcome `json:"outcome"`
		Cut     bool           `json:"cut"`
		Shared  bool           `json:"shared"`
		Fields  []refusal      `json:"fields"`
	}
)

// serveCall makes a call for the page. Such calls come one after the other, so that each has its own logs.
func (f *Front) serveCall(w http.ResponseWriter, r *http.Request) {
	var c pageCall
	if !take(w, r, &c) {
		return
	}
	request, err := c.request(r.Host)
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	page := &speaker{lines: newLines(w)}
	select {
	case f.turn <- struct{}{}:
		defer func() { <-f.turn }()
	case <-r.Context().Done():
		return
	}
	t := f.begin("page", c.Handler, request.Method, request.RequestURI, c.body())
	t.Request = record.NewMessage(request.Header, c.body()[:min(len(c.body()), record.KeptBody)], int64(len(c.body())))
	header, err := f.perform(r.Context(), request, t, page)
	t.end(r.Context(), t.Request, header, err)
	page.say(endLine{"end", t.MS, t.Size, t.Outcome, t.Request.Cut || t.Answer.Cut, t.Shared, refusals(t.Call)})
}

// perform makes the call, and says what comes of it. It returns the header of the answer.
func (f *Front) perform(ctx context.Context, r *http.Request, t *taking, page *speaker) (http.Header, error) {
	lease, err := f.Program.Acquire(ctx)
	if err != nil && ctx.Err() != nil {
		return nil, err
	}
	if err != nil {
		page.say(startLine{Type: "start", ID: t.ID})
		return page.problem(t, http.StatusServiceUnavailable, err.Error()), nil
	}
	defer lease.Release()
	t.Build = lease.Build()
	page.say(startLine{"start", t.ID, lease.Build(), lease.Failed()})
	defer f.capture(ctx, lease, t, page)()
	t.At = time.Now() // what it waited for a build is not the function's
	out, _ := outgoing(ctx, r, lease.Address())
	res, err := f.transport.RoundTrip(out)
	if err != nil {
		if ctx.Err() != nil {
			return nil, err
		}
		return page.problem(t, http.StatusBadGateway, fate(lease, err)), err
	}
	defer res.Body.Close()
	t.Status = res.StatusCode
	page.say(headLine{"head", res.StatusCode, res.Header, t.since()})
	return res.Header, page.pass(t, res.Body)
}

// capture lets the page hear what the program writes until the func that it returns is called.
func (f *Front) capture(ctx context.Context, lease Lease, t *taking, page *speaker) (stop func()) {
	kept := 0
	heard := func(stream, text string) {
		page.mu.Lock()
		defer page.mu.Unlock()
		line := record.Line{Stream: stream, Text: text, MS: t.since()}
		if kept += len(text) + 1; kept <= record.KeptBody {
			t.Logs = append(t.Logs, line)
		}
		page.lines.send(logLine{"log", line.Stream, line.Text, line.MS})
	}
	end, err := lease.Capture(ctx, heard)
	if err != nil { // the program has gone, which the call will say
		return func() {}
	}
	return func() { t.Shared = end() }
}

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
