package ow

import (
	"strings"

	"github.com/owgen/owgen/runtime/codec"
)

// openEvent lets a body that is an event in a document give way to the data in it: a handler that takes no Event sees the
// same then as if the attributes had come in headers. One that takes a Request gets the document, since it sees headers,
// and would look for attributes there in vain.
//
// The header is not looked at where a short body is no event anyway, because it has no specversion. That is quicker, and
// quickest with a part of the name that begins with a rare letter.
func (c *call) openEvent() error {
	const short = 1 << 10
	if !c.web || c.action.needs.head || c.action.needs.event || len(c.text) < short && !strings.Contains(c.text, `version"`) ||
		mediaType(c.header.Get("Content-Type")) != typeOfEvent {
		return nil
	}
	var data, bytes []byte
	s, parent, state := c.text, "", ""
	i := members(&c.dec, s, 0, func(key string, i int) int {
		switch key {
		case "data":
			return codec.Raw(&c.dec, s, i, &data)
		case "data_base64":
			return codec.Bytes(&c.dec, s, i, &bytes)
		case "traceparent":
			return scalar(&c.dec, s, i, &parent)
		case "tracestate":
			return scalar(&c.dec, s, i, &state)
		}
		return c.dec.Skip(s, i)
	})
	if i < 0 || c.dec.Document(s, i) < 0 {
		return c.notEvent(s)
	}
	if bytes != nil {
		if data != nil && string(data) != "null" {
			return &refusal{400, "event.data_base64: " + twoData}
		}
		data = bytes
	}
	if c.merged { // what seems to be of a query are attributes of the event
		c.query, c.parsed, c.merged = "", false, false
	}
	c.follow(parent, state)
	c.text = codec.Text(data)
	return nil
}

// notEvent says why s, a padded document, is no event.
func (c *call) notEvent(s string) error {
	if err := c.notJSON(s); err != nil {
		return err
	}
	return paramsError{c.dec.Err(s, 0, "event")}
}
