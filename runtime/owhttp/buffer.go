package owhttp

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	ow "github.com/owgen/owgen/runtime"
)

// A buffer collects an answer as net/http would send it. It implements http.ResponseWriter and http.Flusher.
type buffer struct {
	header http.Header // of the handler
	sent   http.Header // what the header was when the answer began; nil before
	status int
	body   []byte
	length int64 // announced by the handler; -1: none
	left   int64 // of that, to be written
	typed  bool  // the Content-Type has been decided
	isHead bool
}

// Header implements http.ResponseWriter.
func (b *buffer) Header() http.Header { return b.header }

// WriteHeader implements http.ResponseWriter. Informational answers have nowhere to go.
func (b *buffer) WriteHeader(status int) {
	switch {
	case b.sent != nil:
		return
	case status < 100 || status > 999:
		panic(fmt.Sprintf("invalid WriteHeader code %v", status)) // as net/http does
	case status < 200 && status != http.StatusSwitchingProtocols:
		return
	}
	b.status, b.sent, b.length = status, b.header.Clone(), -1
	if n, err := strconv.ParseInt(b.sent.Get("Content-Length"), 10, 64); err == nil && n >= 0 {
		b.length, b.left = n, n
	}
}

// Write implements http.ResponseWriter.
func (b *buffer) Write(p []byte) (int, error) {
	b.WriteHeader(http.StatusOK)
	if !b.hasBody() {
		return 0, http.ErrBodyNotAllowed
	}
	if b.left -= int64(len(p)); b.length >= 0 && b.left < 0 {
		return 0, http.ErrContentLength
	}
	b.body = append(b.body, p...)
	if len(b.body) >= sniffed {
		b.decideType()
	}
	return len(p), nil
}

// hasBody reports whether a body goes with the status.
func (b *buffer) hasBody() bool {
	return b.status >= 200 && b.status != http.StatusNoContent && b.status != http.StatusNotModified
}

// Flush implements http.Flusher. What is flushed stays here, but net/http would guess the type of the body by it.
func (b *buffer) Flush() {
	b.WriteHeader(http.StatusOK)
	b.decideType()
}

// sniffed is how much of a body net/http collects before it guesses the type of it.
const sniffed = 2048

// decideType guesses the Content-Type by what there is of the body, unless the handler has set it, even to nothing.
func (b *buffer) decideType() {
	_, isSet := b.sent["Content-Type"]
	if !b.typed && !isSet && b.hasBody() && b.sent.Get("Content-Encoding") == "" && len(b.body) > 0 {
		b.sent.Set("Content-Type", http.DetectContentType(b.body))
	}
	b.typed = true
}

// response returns the answer when the handler has returned. One that is shorter than announced, which would end the
// connection to a client, is an error.
func (b *buffer) response() (ow.Response[[]byte], error) {
	b.WriteHeader(http.StatusOK)
	if b.length >= 0 && int64(len(b.body)) < b.length && b.hasBody() && !b.isHead {
		return ow.Response[[]byte]{}, fmt.Errorf("the handler announced %d bytes and wrote %d", b.length, len(b.body))
	}
	b.decideType()
	for name := range b.sent {
		if strings.HasPrefix(name, http.TrailerPrefix) {
			delete(b.sent, name)
		}
	}
	if b.status == http.StatusNotModified {
		b.sent.Del("Content-Type")
	}
	if b.isHead {
		b.body = nil
	}
	return ow.Response[[]byte]{Status: b.status, Header: ow.Header(b.sent), Body: b.body}, nil
}
