package ow

import (
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/owgen/owgen/runtime/codec"
)

// WebResult is Result for an R that has a member statusCode in JSON. OpenWhisk takes such a result of a web action for an
// answer in the terms of HTTP, and over HTTP it is the same answer.
//
//	{"statusCode":302,"headers":{"Location":"/elsewhere"},"body":"…"}
//
// The types of statusCode, headers and body are those that OpenWhisk takes. (apache/openwhisk: WebActions.scala,
// resultAsHttp, interpretHttpResponse)
func WebResult[R any](encode func(*codec.Enc, []byte, *R) []byte) Out[R] {
	return Out[R]{give: func(c *call, r *R) error {
		c.out = encode(&c.enc, c.out[:0], r)
		c.reply.overHTTP = (*call).replyAsResultSays
		return nil
	}}
}

// A webResult is what a result says about the answer.
type webResult struct {
	status string // "" if there is none: then the result is any other
	header Header
	body   string // as JSON
}

// replyAsResultSays makes the reply of c what its result says that it is.
func (c *call) replyAsResultSays() error {
	w, err := readWebResult(codec.Text(c.out))
	if err != nil {
		return err
	}
	if w.status == "" {
		return nil
	}
	status, err := strconv.Atoi(w.status)
	if err != nil {
		return badReply("the handler answered with statusCode " + w.status + "; want a number")
	}
	if hasNoBody(status) {
		w.body = ""
	}
	if err := c.replyWithBody(&w); err != nil {
		return err
	}
	return c.replyWith(status, w.header)
}

// readWebResult reads the members of a result, which is a padded object.
func readWebResult(s string) (w webResult, err error) {
	var d codec.Dec
	w.header = Header{}
	i := members(&d, s, 0, func(key string, i int) int {
		switch key {
		case "statusCode":
			if isNull(s, i) {
				w.status = "null"
				return d.Skip(s, i)
			}
			return scalar(&d, s, i, &w.status)
		case "headers":
			return members(&d, s, i, func(key string, i int) int { return fieldLines(&d, s, i, w.header, key) })
		case "body":
			start := skipSpace(s, i)
			end := d.Skip(s, i)
			w.body = s[start:max(start, end)]
			return end
		}
		return d.Skip(s, i)
	})
	if i < 0 {
		return w, badReply("the handler answered with statusCode and bad headers: " + d.Err(s, 0, "result").Error())
	}
	return w, nil
}

// fieldLines adds the value or the array of values at i to h.
func fieldLines(d *codec.Dec, s string, i int, h Header, name string) int {
	values := make([]string, 1)
	if i = skipSpace(s, i); s[i] == '[' {
		i = codec.Slice(d, s, i, &values, fieldLine)
	} else {
		i = fieldLine(d, s, i, &values[0])
	}
	for _, value := range values {
		h.Add(name, value)
	}
	return i
}

// fieldLine reads a string, a number or a boolean.
func fieldLine(d *codec.Dec, s string, i int, v *string) int {
	if i = skipSpace(s, i); strings.IndexByte("n{[", s[i]) >= 0 {
		return d.ErrorAt(i, "expected a string, a number or a boolean")
	}
	return scalar(d, s, i, v)
}

// replyWithBody makes the body of the reply of c. One that is empty has no type.
func (c *call) replyWithBody(w *webResult) error {
	contentType := w.header.Get("Content-Type")
	t := typeOfAnswer(contentType)
	switch {
	case w.body == "", w.body == "null", w.body == `""`:
		w.header.Del("Content-Type")
		c.reply = reply{kind: kindNone}
		return nil
	case w.body[0] != '"':
		if contentType != "" && !t.json {
			return badReply("the handler answered with a body that is not a string, and Content-Type " + contentType + ", which is not JSON")
		}
		c.reply, c.out = reply{}, append(c.out[:0], w.body...)
		return nil
	}
	var text string
	codec.String(new(codec.Dec), w.body+padding, 0, &text)
	if contentType == "" {
		w.header.Set("Content-Type", "text/html; charset=utf-8")
		t.text = true
	}
	if !t.text || t.json {
		data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
		switch {
		case err == nil && (!t.json || len(text)%4 == 0):
			c.reply = reply{kind: kindBytes, bytes: data}
			return nil
		case !t.json:
			return badReply("the handler answered with a body that is not base64, as it must be with Content-Type " + contentType)
		}
	}
	c.reply, c.out = reply{kind: kindText}, append(c.out[:0], text...)
	return nil
}
