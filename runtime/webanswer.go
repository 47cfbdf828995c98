package ow

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/runtime/transport"
)

// This file writes the outcome of a call as OpenWhisk's controller reads it, whoever passes it on: the invoker, the Go
// proxy or dockerskeleton.
//
//	{"statusCode":201,"headers":{"Content-Type":"image/png","Set-Cookie":["a","b"]},"body":"iVBORw0K…"}
//
// (apache/openwhisk: WebActions.scala, resultAsHttp)

// asDocument makes c.out what becomes of the outcome of c in a document. Of an activation that is not a web action that is
// the result itself, except for a reply that says what an HTTP client gets: in a sequence, it is the first action that
// knows of the request, and the last one that answers it.
func (c *call) asDocument() {
	switch {
	case c.err != nil && c.web:
		c.out = c.failureDocument()
	case c.err != nil:
	case c.reply.isOwn():
		c.out = c.reply.terms.document(&c.reply, c.out)
	case c.web && !hasStatusCode(c.out):
		// The controller loses a result that has no body. (apache/openwhisk: WebActions.scala, respondWithEmptyEntity)
		const head = `{"statusCode":200,"headers":{"Content-Type":"application/json"},"body":`
		n := len(c.out)
		c.out = append(append(c.out, head...), '}')
		copy(c.out[len(head):], c.out[:n])
		copy(c.out, head)
	}
}

// failureDocument is the error in c.out in the form from which the controller takes the status:
//
//	{"error":{"statusCode":404,"body":{"error":"no such order"}}}
func (c *call) failureDocument() []byte {
	headers := ""
	if wrong, ok := c.err.(*wrongMethod); ok {
		headers = `,"headers":{"Allow":"` + wrong.allow + `"}`
	}
	status := strconv.Itoa(cmp.Or(c.status, 500))
	return []byte(`{"error":{"statusCode":` + status + headers + `,"body":` + string(c.out) + `}}`)
}

// hasStatusCode reports whether a result says itself what an HTTP client gets.
func hasStatusCode(result []byte) (has bool) {
	if !namesStatus(result) {
		return false
	}
	s := codec.Text(result)
	d := new(codec.Dec)
	members(d, s, 0, func(name string, i int) int {
		has = has || name == "statusCode"
		return d.Skip(s, i)
	})
	return has
}

// namesStatus reports whether "statusCode" is in a result. Few results have many capitals.
func namesStatus(result []byte) bool {
	const name, capital = `"statusCode"`, len(`"status`)
	for i := capital; i < len(result); i++ {
		k := bytes.IndexByte(result[i:], 'C')
		if k < 0 {
			break
		}
		if i += k; i+len(name)-capital <= len(result) && string(result[i-capital:i-capital+len(name)]) == name {
			return true
		}
	}
	return false
}

// webDocument is the reply as a document.
func (r *reply) webDocument(out []byte) []byte {
	body := r.body(out)
	contentType := r.contentType()
	t := typeOfAnswer(contentType)
	inBase64 := r.inBase64(t, body)
	b := make([]byte, 0, 256+len(body)*4/3)
	b = strconv.AppendInt(append(b, `{"statusCode":`...), int64(cmp.Or(r.status, 200)), 10)
	if inBase64 && !t.json {
		contentType = withoutCharset(contentType) // which would make text of it
	}
	b = r.appendHeaders(b, contentType)
	switch {
	case len(body) == 0:
	case inBase64:
		b = base64.StdEncoding.AppendEncode(append(b, `,"body":"`...), body)
		b = append(b, '"')
	case r.kind == kindJSON && t.json:
		b = append(append(b, `,"body":`...), body...)
	default:
		text := string(body)
		b = codec.AppendWith(new(codec.Enc), append(b, `,"body":`...), &text, codec.RawHTML, codec.AppendString)
	}
	return append(b, '}')
}

// inBase64 reports whether the body has to be base64. That keeps the bytes of JSON, which the controller would write
// anew, and texts in JSON from being taken for base64. JSON that is an object, an array, a number or a boolean can be a
// member as it is.
func (r *reply) inBase64(t bodyType, body []byte) bool {
	if r.kind == kindJSON && t.json {
		return len(body) > 0 && (body[0] == '"' || body[0] == 'n')
	}
	return t.json || !t.text
}

// appendHeaders appends the header. A field with several lines becomes an array.
func (r *reply) appendHeaders(b []byte, contentType string) []byte {
	var e codec.Enc
	b = append(b, `,"headers":`...)
	open := len(b)
	if contentType != "" {
		b = codec.AppendKey(&e, b, "Content-Type")
		b = codec.AppendString(&e, b, &contentType)
	}
	fields := r.fields
	for len(fields) > 0 {
		name := fields[0].Name
		n := 1
		for n < len(fields) && fields[n].Name == name {
			n++
		}
		if name != "Content-Type" {
			b = codec.AppendKey(&e, b, name)
			b = appendLines(&e, b, fields[:n])
		}
		fields = fields[n:]
	}
	return codec.Close(b, open)
}

// appendLines appends the values of a field: one as it is, several as an array.
func appendLines(e *codec.Enc, b []byte, lines []transport.Field) []byte {
	if len(lines) == 1 {
		return codec.AppendString(e, b, &lines[0].Value)
	}
	for i := range lines {
		b = append(b, "[,"[min(i, 1)])
		b = codec.AppendString(e, b, &lines[i].Value)
	}
	return append(b, ']')
}

// contentType returns the type of the body, "" if there is none.
func (r *reply) contentType() string {
	for _, f := range r.fields {
		if strings.EqualFold(f.Name, "Content-Type") {
			return f.Value
		}
	}
	return r.kind.contentType()
}
