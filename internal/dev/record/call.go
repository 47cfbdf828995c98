// Package record keeps the calls of owgen dev: the history, over restarts, and the calls that are saved as files of the package.
//
//	call.go       what is kept of a call
//	history.go    the last calls
//	file.go       the file that has them over restarts
//	lock_*.go     two processes that write it
//	saved.go      the files in testdata/calls
//	savedcall.go  what is in such a file
package record

import (
	"crypto/rand"
	"encoding/hex"
	"maps"
	"net/http"
	"time"
	"unicode/utf8"
)

// KeptBody is how much of a body is kept.
const KeptBody = 256 << 10

// A Row is a call in a list of calls.
type Row struct {
	ID      string    `json:"id"`
	At      time.Time `json:"at"`
	From    string    `json:"from"` // "page" or "http"
	Handler string    `json:"handler"`
	Method  string    `json:"method"`
	Path    string    `json:"path"`
	Params  string    `json:"params"`            // the first letters of what was sent
	Status  int       `json:"status"`            // 0 while the call runs, and where it had no answer
	Outcome Outcome   `json:"outcome,omitempty"` // "" while it runs
	MS      float64   `json:"ms"`
	Size    int64     `json:"size"`  // of the answer's body
	Build   int       `json:"build"` // 0 if no program took it
}

// An Outcome is how a call ended.
type Outcome string

const (
	OK        Outcome = "ok"
	Error     Outcome = "error"     // a status of at least 400
	Broken    Outcome = "broken"    // the program ended, or broke off its answer
	Cancelled Outcome = "cancelled" // the caller went away
)

// A Call is all that is kept of a call.
type Call struct {
	Row
	Request Message `json:"request"`
	Answer  Message `json:"answer"`
	Logs    []Line  `json:"logs,omitempty"` // of calls of the page
	Shared  bool    `json:"shared,omitempty"`
}

// A Message is a request or an answer.
type Message struct {
	Header     http.Header `json:"header,omitempty"`
	Body       string      `json:"body,omitempty"`
	BodyBase64 []byte      `json:"bodyBase64,omitempty"` // where the body is no text
	Size       int64       `json:"size"`
	Cut        bool        `json:"cut,omitempty"` // only the first KeptBody bytes are here
}

// A Line is what the program wrote during a call.
type Line struct {
	Stream string  `json:"stream"`
	Text   string  `json:"text"`
	MS     float64 `json:"ms"` // since the call began
}

// NewID returns the ID of a new call.
func NewID() string {
	var b [8]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// NewMessage returns a message of which kept is the beginning of the body, without the secrets in its header.
func NewMessage(header http.Header, kept []byte, size int64) Message {
	m := Message{Header: withoutSecrets(header), Size: size, Cut: size > int64(len(kept))}
	text := kept
	if m.Cut { // the cut may go through a letter
		for k := 1; k < utf8.UTFMax && k <= len(kept); k++ {
			if tail := kept[len(kept)-k:]; utf8.RuneStart(tail[0]) && !utf8.FullRune(tail) {
				text = kept[:len(kept)-k]
			}
		}
	}
	if utf8.Valid(text) {
		m.Body = string(text)
	} else {
		m.BodyBase64 = kept
	}
	return m
}

// Bytes is the body as far as it is kept.
func (m Message) Bytes() []byte {
	if m.BodyBase64 != nil {
		return m.BodyBase64
	}
	return []byte(m.Body)
}

// secret are the fields of a header that let whoever reads them act for someone else.
var secret = [...]string{"Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"}

// withoutSecrets returns the header with "…" in place of secrets. It does not change h.
func withoutSecrets(h http.Header) http.Header {
	cloned := false
	for _, name := range secret {
		if _, ok := h[name]; !ok {
			continue
		}
		if !cloned {
			h, cloned = maps.Clone(h), true
		}
		h[name] = []string{"…"}
	}
	return h
}

// Beginning returns the first letters of what was sent, for a row.
func Beginning(body []byte) string {
	const letters = 60
	text := body[:min(len(body), letters*utf8.UTFMax)]
	n := 0
	for at := range string(text) {
		if n++; n > letters {
			text = text[:at]
			break
		}
	}
	for len(text) > 0 && !utf8.Valid(text) {
		text = text[:len(text)-1]
	}
	return string(text)
}

// weight is about how much memory and room in the file a call takes.
func (c *Call) weight() int {
	n := 512 + len(c.Path) + len(c.Request.Body) + len(c.Request.BodyBase64)*4/3 + len(c.Answer.Body) + len(c.Answer.BodyBase64)*4/3
	for _, l := range c.Logs {
		n += len(l.Text) + 64
	}
	for _, h := range []http.Header{c.Request.Header, c.Answer.Header} {
		for name, values := range h {
			n += len(name) + 64
			for _, v := range values {
				n += len(v) + 16
			}
		}
	}
	return n
}
