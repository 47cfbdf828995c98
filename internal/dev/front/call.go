package front

import (
	"context"
	"net/http"
	"time"

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
	page := &speaker{lines: f.newLines(w)}
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
	log, began := page.follow(), time.Now() // t.At is set while lines come
	end, err := lease.Capture(ctx, func(stream, text string) {
		if !log.add(record.Line{Stream: stream, Text: text, MS: since(began)}) {
			f.Log(stream, text)
		}
	})
	if err != nil { // the program has gone, which the call will say
		end = func() bool { return false }
	}
	return func() {
		t.Shared = end()
		t.Logs = log.close()
	}
}
