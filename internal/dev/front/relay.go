package front

import (
	"io"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"slices"
	"strings"
	"sync"
	"time"
)

// relay passes an answer on while it comes: each piece is sent before the next is waited for.
func (f *Front) relay(w http.ResponseWriter, r *http.Request, res *http.Response, by stamp, sent *sentBody, call *taking) error {
	h := w.Header()
	copyHeader(h, res.Header)
	if _, ok := r.Header["Sec-Fetch-Dest"]; ok {
		keepApart(h)
	}
	by.put(h)
	if res.Close || !sent.whole() { // what is left of the request must not be taken for the next one
		h.Set("Connection", "close")
	}
	for name := range res.Trailer {
		h.Add("Trailer", name)
	}
	announced := len(res.Trailer)
	w.WriteHeader(res.StatusCode)
	if err := f.pass(w, r, res, call); err != nil {
		return err
	}
	if len(res.Trailer) > 0 {
		http.NewResponseController(w).Flush() // or the server would say how long the body is, and trailers need chunks
	}
	for name, values := range res.Trailer {
		if len(res.Trailer) != announced {
			name = http.TrailerPrefix + name
		}
		h[name] = values
	}
	return nil
}

// copyHeader makes h the header of an answer: where the program sends no Content-Type, net/http must not guess one.
func copyHeader(h, from http.Header) {
	clear(h)
	for name, values := range from {
		h[name] = values
	}
	endToEnd(h)
	for _, name := range []string{"Content-Type", "Date"} {
		if _, ok := h[name]; !ok {
			h[name] = nil
		}
	}
}

// keepApart keeps the window of an answer out of the group of windows that the page has, when a browser shows it. A document with the
// opener policy of the page could open the page and read the token in it. Of the other policies this is the nearest one. With
// require-corp the browser takes it for one of its own anyway.
func keepApart(h http.Header) {
	const name, loose = "Cross-Origin-Opener-Policy", "same-origin-allow-popups"
	asPage := func(policy string) bool {
		policy = textproto.TrimString(policy)
		return strings.HasPrefix(policy, "same-origin") && policy != loose
	}
	if embeds := h["Cross-Origin-Embedder-Policy"]; slices.ContainsFunc(h[name], asPage) && !(len(embeds) == 1 && embeds[0] == "require-corp") {
		h[name] = []string{loose}
	}
}

// soon is how long a header waits for the first piece of its body, which then goes out with it.
const soon = 2 * time.Millisecond

// pass passes the body of an answer on.
func (f *Front) pass(w http.ResponseWriter, r *http.Request, res *http.Response, call *taking) error {
	if res.ContentLength == 0 || r.Method == http.MethodHead {
		_, err := io.Copy(io.Discard, res.Body) // which brings the trailers
		return err
	}
	rc := http.NewResponseController(w)
	header := &late{rc: rc}
	timer := time.AfterFunc(soon, header.flush)
	defer timer.Stop()
	defer header.stop()
	piece, _ := f.pieces.Get().(*[16 << 10]byte)
	if piece == nil {
		piece = new([16 << 10]byte)
	}
	defer f.pieces.Put(piece)
	buf := piece[:]
	for left := res.ContentLength; ; {
		n, err := res.Body.Read(buf)
		header.stop()
		if n > 0 {
			call.answer.add(buf[:n])
			if _, err := w.Write(buf[:n]); err != nil {
				return err
			}
			if left -= int64(n); left != 0 { // else it goes out with the end of the answer
				rc.Flush()
			}
		}
		if err == io.EOF {
			if left == -1 {
				rc.Flush() // or the server would say how long it is, which the program does not
			}
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// A late is a header that is sent alone, unless it is stopped before.
type late struct {
	mu      sync.Mutex
	rc      *http.ResponseController
	stopped bool
}

func (l *late) flush() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.stopped {
		l.rc.Flush()
	}
}

func (l *late) stop() {
	l.mu.Lock()
	l.stopped = true
	l.mu.Unlock()
}

// An early passes answers on that come before the answer, such as 103. 100 is sent when the body is read.
type early struct {
	mu      sync.Mutex
	w       http.ResponseWriter
	stopped bool
}

func (e *early) hear(out *http.Request) *http.Request {
	return out.WithContext(httptrace.WithClientTrace(out.Context(), &httptrace.ClientTrace{
		Got1xxResponse: func(code int, header textproto.MIMEHeader) error {
			e.mu.Lock()
			defer e.mu.Unlock()
			if e.stopped || code == http.StatusContinue {
				return nil
			}
			h := e.w.Header()
			for name, values := range header {
				h[name] = values
			}
			e.w.WriteHeader(code)
			clear(h)
			return nil
		},
	}))
}

// stop returns when no early answer comes any more.
func (e *early) stop() {
	e.mu.Lock()
	e.stopped = true
	e.mu.Unlock()
}
