package ow

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/runtime/transport"
)

// A reply is what a handler answered, before a front end puts it in the terms of a platform. Its zero value is a result
// in JSON, which every platform has a place for.
type reply struct {
	// terms is set by forms that say what an HTTP client gets, and not only a result. It is nil for most.
	terms *terms

	status int               // 0: 200
	fields []transport.Field // the header, checked
	kind   kind
	bytes  []byte // the body, if it is kindBytes; else it is in the buffer of the call

	// run makes the body while it is sent. It is nil for most.
	run    func(c *call, ctx context.Context) error
	length int64 // that the handler has announced for such a body, -1 if it has not

	// overHTTP makes the reply another one for an HTTP client. It is nil for most.
	overHTTP func(*call) error
}

// terms are what a reply is written in. Programs without such forms do not link them.
type terms struct {
	answer   func(r *reply, out []byte) answer // over HTTP; out is the buffer of the call
	document func(r *reply, out []byte) []byte // for OpenWhisk's controller
}

var webTerms = &terms{(*reply).webAnswer, (*reply).webDocument}

// isOwn reports whether the handler says what an HTTP client gets.
func (r *reply) isOwn() bool { return r.terms != nil }

// A kind is what a body is made of. It decides the Content-Type of a reply that has none.
type kind uint8

const (
	kindJSON kind = iota
	kindText
	kindBytes
	kindNone // there is no body
)

// body returns the body. out is the buffer of the call.
func (r *reply) body(out []byte) []byte {
	switch r.kind {
	case kindNone:
		return nil
	case kindBytes:
		return r.bytes
	}
	return out
}

// replyWith gives the reply of c, whose body is there, a status and a header.
func (c *call) replyWith(status int, header Header) error {
	if status != 0 && (status < 200 || status > 599) {
		return badReply("the handler answered with status " + strconv.Itoa(status) + "; want 200 to 599")
	}
	fields, err := fieldsOf(header)
	if err != nil {
		return err
	}
	if c.reply.run != nil {
		if c.reply.length, err = lengthIn(header); err != nil {
			return err
		}
	}
	c.reply.terms, c.reply.status, c.reply.fields = webTerms, status, fields
	if hasNoBody(status) {
		c.reply.kind = kindNone
	}
	return nil
}

// hasNoBody reports whether an answer with the status has no body. (RFC 9110, 15.3.5, 15.3.6, 15.4.5)
func hasNoBody(status int) bool { return status == 204 || status == 205 || status == 304 }

// A badReply is what is wrong with the answer of a handler.
type badReply string

func (e badReply) Error() string { return string(e) }

// fieldsOf returns the lines of a header as they are sent: names in the canonical form, in alphabetical order, and nothing
// that belongs to the transport.
func fieldsOf(h Header) ([]transport.Field, error) {
	if len(h) == 0 {
		return nil, nil
	}
	fields := make([]transport.Field, 0, len(h)+1) // and a Content-Type
	var space [8]string                            // on the stack
	for _, key := range codec.Keys(h, space[:0]) {
		if !isToken(key) {
			return nil, badReply("the handler answered with a header called " + strconv.Quote(key) + ", which cannot be the name of one")
		}
		name := canonical(key)
		if isConnectionField(name) {
			continue
		}
		for _, value := range h[key] {
			switch {
			case !isFieldValue(value):
				return nil, badReply("the handler answered with a header " + name + " that has control characters in it")
			case value == "" && name == "Content-Type":
				continue // it is no type, and OpenWhisk would take it for HTML
			}
			fields = append(fields, transport.Field{Name: name, Value: value})
		}
	}
	slices.SortStableFunc(fields, func(a, b transport.Field) int { return strings.Compare(a.Name, b.Name) })
	return fields, nil
}

// isConnectionField reports whether a field is about a connection or the framing of what goes over it, and so is none of the
// handler's. (RFC 9110, 7.6.1)
func isConnectionField(canonical string) bool {
	switch canonical {
	case "Connection", "Content-Length", "Keep-Alive", "Proxy-Connection", "Te", "Trailer", "Transfer-Encoding", "Upgrade":
		return true
	}
	return false
}

// isFieldValue reports whether s can be sent as the value of a field. (RFC 9110, 5.5)
func isFieldValue(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}

// webAnswer is the reply as an HTTP client gets it.
func (r *reply) webAnswer(out []byte) answer {
	return answer{status: cmp.Or(r.status, 200), body: r.body(out), fields: r.header()}
}

// header returns the fields of the reply, with a Content-Type where there is a body.
func (r *reply) header() []transport.Field {
	switch {
	case len(r.fields) == 0:
		return typeFields[r.kind]
	case slices.ContainsFunc(r.fields, func(f transport.Field) bool { return f.Name == "Content-Type" }):
		return r.fields
	}
	return append(r.fields, typeFields[r.kind]...)
}

// typeFields say what a body of each kind is.
var typeFields = [...][]transport.Field{
	kindJSON:  jsonFields,
	kindText:  plainFields,
	kindBytes: {{Name: "Content-Type", Value: "application/octet-stream"}},
	kindNone:  {},
}

// contentType returns the type of a body that has none of its own, "" where there is no body.
func (k kind) contentType() string {
	if fields := typeFields[k]; len(fields) > 0 {
		return fields[0].Value
	}
	return ""
}
