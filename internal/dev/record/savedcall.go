package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/owgen/owgen/internal/plainjson"
)

// A SavedCall is a call, and what came of it if it was made.
type SavedCall struct {
	Handler string
	Plain   bool // method, path and header say nothing: the handler takes parameters only
	Method  string
	Path    string
	Header  http.Header
	Body    []byte
	Status  int // 0 if the call was not made
	Answer  []byte
}

// JSON returns the file:
//
//	{
//	  "handler": "order",
//	  "params": {
//	    "id": 9007199254740993
//	  },
//	  "status": 200,
//	  "result": {
//	    "total": 9.90
//	  }
//	}
//
// A body that is no JSON is a text in "body", or "bodyBase64". A handler that looks at requests has "request" with method, path and
// header. An answer that is no JSON is a text in "result", or "resultBase64". Numbers stay as they were sent.
func (c SavedCall) JSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	member := func(name string, value any) {
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + name + `":`)
		b.Write(plainjson.Must(value))
	}
	member("handler", c.Handler)
	content := func(data []byte, ifJSON, ifText, ifBytes string) {
		switch {
		case len(data) == 0:
		case json.Valid(data):
			member(ifJSON, json.RawMessage(data))
		case utf8.Valid(data):
			member(ifText, string(data))
		default:
			member(ifBytes, data)
		}
	}
	content(c.Body, "params", "body", "bodyBase64")
	if !c.Plain {
		member("request", struct {
			Method string      `json:"method"`
			Path   string      `json:"path"`
			Header http.Header `json:"header,omitempty"`
		}{c.Method, c.Path, Own(c.Header)})
	}
	if c.Status != 0 {
		member("status", c.Status)
		content(c.Answer, "result", "result", "resultBase64")
	}
	b.WriteByte('}')
	var indented bytes.Buffer
	if err := json.Indent(&indented, b.Bytes(), "", "  "); err != nil {
		return nil, err
	}
	indented.WriteByte('\n')
	return indented.Bytes(), nil
}

// ParseSaved reads such a file. Who writes one by hand may leave out what is as usual. Secrets are in none.
func ParseSaved(text []byte) (SavedCall, error) {
	var file struct {
		Handler    string
		Params     json.RawMessage
		Body       string
		BodyBase64 []byte
		Request    *struct {
			Method, Path string
			Header       http.Header
		}
		Status       int
		Result       json.RawMessage
		ResultBase64 []byte
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return SavedCall{}, fmt.Errorf("reading a saved call: %w", err)
	}
	c := SavedCall{Handler: file.Handler, Plain: file.Request == nil, Status: file.Status, Answer: file.ResultBase64, Body: file.BodyBase64}
	if file.Request != nil {
		c.Method, c.Path, c.Header = file.Request.Method, file.Request.Path, file.Request.Header
		for _, name := range secret {
			delete(c.Header, name)
		}
	}
	var b bytes.Buffer
	switch {
	case file.Params != nil:
		if err := json.Indent(&b, file.Params, "", "  "); err != nil {
			return SavedCall{}, err
		}
		c.Body = b.Bytes()
	case file.Body != "":
		c.Body = []byte(file.Body)
	}
	if file.Result != nil {
		c.Answer = file.Result
	}
	return c, nil
}

// clients are the fields that a client adds by itself. They say something of the client, and nothing of the call.
var clients = map[string]bool{
	"Accept": true, "Accept-Encoding": true, "Accept-Language": true, "Cache-Control": true, "Connection": true, "Content-Length": true,
	"Dnt": true, "Expect": true, "Origin": true, "Pragma": true, "Priority": true, "Referer": true, "User-Agent": true,
}

// Own returns the fields that belong to a call, without secrets: the file is one of a repository.
func Own(h http.Header) http.Header {
	kept := http.Header{}
	for name, values := range h {
		if !clients[name] && !strings.HasPrefix(name, "Sec-") && !slices.Contains(secret[:], name) {
			kept[name] = values
		}
	}
	return kept
}
