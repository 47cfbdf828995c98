package ow

import "github.com/owgen/owgen/runtime/codec"

// EventOf is for a handler that takes an Event. Only POST and PUT carry one.
func EventOf[T any](data In[T]) In[Event[T]] {
	return In[Event[T]]{needs: needs{allow: "POST, PUT", event: true}, read: func(c *call, e *Event[T]) error {
		var inPlace decodeFunc
		if data.decode != nil && !(c.web && mayBeReserved(c.text)) { // such names are dropped from a body
			inPlace = func(d *codec.Dec, s string, i int) int {
				e.Data = *new(T) // data may stand twice
				return data.decode(d, s, i, &e.Data)
			}
		}
		h, decoded, err := c.readEvent(inPlace)
		c.follow(h.Extensions["traceparent"], h.Extensions["tracestate"])
		if err == nil && !decoded {
			e.Data = *new(T) // as above
			err = data.read(c, &e.Data)
		}
		*e = Event[T]{
			h.ID, h.Source, h.Type, h.Subject, h.DataSchema, h.DataContentType, h.Time, h.Extensions, e.Data,
		}
		return err
	}}
}

// readEvent reads the event that the request of c is. Its data is then the body of the request, unless decode, which may
// be nil, has decoded it where it stands.
func (c *call) readEvent(decode decodeFunc) (h eventHead, decoded bool, err error) {
	c.query, c.bound, c.parsed, c.merged = "", "", false, false // an event has no parameters
	document := true
	if c.web {
		if document, err = isDocument(c.header.Get("Content-Type")); err != nil {
			return h, false, err
		}
	}
	if !document {
		return h, false, h.readHeaders(c.header.Fields())
	}
	e := eventDocument{decode: decode}
	s := c.text
	if isBlank(s) {
		s = emptyObject
	}
	if i := e.read(&c.dec, s, 0); i < 0 || c.dec.Document(s, i) < 0 {
		return h, false, c.notEvent(s)
	}
	if !e.decoded {
		c.text = codec.Text(e.body())
	}
	return e.eventHead, e.decoded, e.check("")
}

// EventResult is for a handler that gives an Event.
func EventResult[T any](data Out[T]) Out[Event[T]] {
	return Out[Event[T]]{give: func(c *call, e *Event[T]) error {
		h := eventHead{attributes: attributes{
			e.ID, e.Source, e.Type, e.Subject, e.DataSchema, e.DataContentType, e.Time, e.Extensions, struct{}{},
		}}
		if err := h.complete(); err != nil {
			return err
		}
		if err := data.give(c, &e.Data); err != nil {
			return err
		}
		if c.web && !c.headless {
			return c.replyWith(0, h.header())
		}
		return c.replyDocument(&h)
	}}
}

// replyDocument makes the reply of c, which is the data of an event, the event itself.
func (c *call) replyDocument(h *eventHead) error {
	body := c.reply.body(c.out)
	kind := c.reply.kind
	if len(body) == 0 {
		kind = kindNone
	}
	if kind == kindText && h.DataContentType == "" {
		h.DataContentType = kind.contentType() // or it would be JSON
	}
	isJSONData := isJSONType(h.DataContentType)
	if kind == kindText && isJSONData && !isJSON(codec.Text(body)) {
		return badReply("the handler answered with an event whose Data is not JSON, but that is its DataContentType")
	}
	c.reply = reply{}
	c.out = h.append(&c.enc, nil, func(b []byte) []byte {
		switch {
		case kind == kindNone:
			return b
		case kind == kindBytes:
			return codec.AppendBytes(&c.enc, codec.AppendKey(&c.enc, b, "data_base64"), &body)
		case isJSONData && kind == kindText: // it may have line breaks, and the document must be one line
			return append(codec.AppendKey(&c.enc, b, "data"), compact(string(body))...)
		case isJSONData:
			return append(codec.AppendKey(&c.enc, b, "data"), body...)
		}
		text := string(body)
		return codec.AppendString(&c.enc, codec.AppendKey(&c.enc, b, "data"), &text)
	})
	return nil
}
