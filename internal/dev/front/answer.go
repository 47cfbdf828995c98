package front

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"mime"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/owgen/owgen/internal/plainjson"
)

// maxBody is how long a body of the API may be.
const maxBody = 8 << 20

// answer answers a request of the API.
func answer(w http.ResponseWriter, status int, value any) {
	private(w, "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(value) // an error is that the caller went away
}

// private says in a header that the answer is of a type, whatever a browser makes of its bytes, and that nobody keeps it.
func private(w http.ResponseWriter, contentType string) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
}

// fail answers that something is wrong.
func fail(w http.ResponseWriter, status int, text string) {
	answer(w, status, problem{text})
}

// A problem is what is answered where something is wrong.
type problem struct {
	Error string `json:"error"`
}

// take reads the body of a request into a value. If it returns false, it has answered.
func take(w http.ResponseWriter, r *http.Request, value any) bool {
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	err := d.Decode(value)
	if err == nil {
		if _, more := d.Token(); more != io.EOF {
			err = errors.Join(more, errors.New("there is more than one value"))
		}
	}
	var large *http.MaxBytesError
	switch {
	case err == nil:
		return true
	case errors.As(err, &large):
		fail(w, http.StatusRequestEntityTooLarge, "the body has more than 8 MiB")
	default:
		fail(w, http.StatusBadRequest, "reading the body: "+err.Error())
	}
	return false
}

// isJSON reports whether a Content-Type is that of JSON, which no page of another origin can send without asking.
func isJSON(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && kind == "application/json"
}

// A lines answers a request with lines of JSON, each of which is sent at once.
type lines struct {
	w *patient
}

// newLines begins an answer.
func (f *Front) newLines(w http.ResponseWriter) *lines {
	private(w, "application/x-ndjson")
	l := &lines{f.patient(w)}
	w.WriteHeader(http.StatusOK)
	l.w.rc.Flush()
	return l
}

// send sends a line.
func (l *lines) send(value any) error {
	_, err := l.w.Write(append(plainjson.Must(value), '\n'))
	return err
}

// A patient sends what is written to a page at once. A page that takes nothing for a while is gone: others wait for what it holds.
type patient struct {
	w    http.ResponseWriter
	rc   *http.ResponseController
	most time.Duration
}

func (f *Front) patient(w http.ResponseWriter) *patient {
	return &patient{w, http.NewResponseController(w), f.patience}
}

func (p *patient) Write(data []byte) (int, error) {
	p.rc.SetWriteDeadline(time.Now().Add(p.most))
	defer p.rc.SetWriteDeadline(time.Time{}) // the next request of the connection may be a call
	n, err := p.w.Write(data)
	if err != nil {
		return n, err
	}
	return n, p.rc.Flush()
}

// silent returns a log that says nothing: what a server says of its clients is no news to a developer.
func silent() *log.Logger { return log.New(io.Discard, "", 0) }

// baseContext lets the calls of a server end with ctx.
func baseContext(ctx context.Context) func(net.Listener) context.Context {
	return func(net.Listener) context.Context { return ctx }
}

// quoted returns a problem as JSON.
func quoted(text string) []byte {
	return append(plainjson.Must(problem{strings.ToValidUTF8(text, "\uFFFD")}), '\n')
}
