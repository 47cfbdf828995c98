package ow

import (
	"strings"

	"github.com/owgen/owgen/runtime/codec"
)

// This file reads and writes events that are documents:
//
//	{"specversion":"1.0","id":"7","source":"/shop","type":"paid","data":{"order":17}}
//
// (cloudevents/spec: formats/json-format.md)

// A decodeFunc decodes the value at i, and returns the index after it.
type decodeFunc func(d *codec.Dec, s string, i int) (next int)

// An eventDocument is an event while it is read.
type eventDocument struct {
	eventHead
	decode  decodeFunc // for the member data, in its place, unless that is null; it may be nil
	decoded bool       // by decode
	data    string     // the text of the member data; null is one, too
	bytes   []byte     // the member data_base64
	isBytes bool
}

// read reads the event at i and returns the index after it. What is wrong is recorded in d.
func (e *eventDocument) read(d *codec.Dec, s string, i int) (next int) {
	return members(d, s, i, func(key string, i int) int {
		i = skipSpace(s, i)
		switch {
		case key == "data":
			return e.readData(d, s, i)
		case isNull(s, i):
			return d.Skip(s, i) // as good as nothing
		case key == "data_base64":
			return e.readBytes(d, s, i)
		}
		return e.readAttribute(d, s, i, key)
	})
}

const twoData = "expected either data or data_base64"

func (e *eventDocument) readData(d *codec.Dec, s string, i int) (next int) {
	if e.isBytes {
		if isNull(s, i) {
			return d.Skip(s, i)
		}
		return d.ErrorAt(i, twoData)
	}
	if e.decoded = e.decode != nil && !isNull(s, i); e.decoded {
		next = e.decode(d, s, i)
	} else {
		next = d.Skip(s, i)
	}
	if next >= 0 {
		e.data = s[i:next]
	}
	return next
}

func (e *eventDocument) readBytes(d *codec.Dec, s string, i int) (next int) {
	if e.data != "" && e.data != "null" {
		return d.ErrorAt(i, twoData)
	}
	if s[i] != '"' { // codec.Bytes takes an array of numbers, too
		return codec.String(d, s, i, new(string))
	}
	e.isBytes, e.decoded = true, false
	return codec.Bytes(d, s, i, &e.bytes)
}

// body returns the data as it is in the body of an event whose attributes are headers. JSON is its text; a string of
// another type is what is in it, and null is nothing. (cloudevents/spec: section 3.1.2)
func (e *eventDocument) body() []byte {
	if e.isBytes {
		return e.bytes
	}
	if isText := strings.HasPrefix(e.data, `"`) || e.data == "null"; isText && !isJSONType(e.DataContentType) {
		var text string
		codec.String(new(codec.Dec), codec.Text([]byte(e.data)), 0, &text)
		return []byte(text)
	}
	return []byte(e.data)
}

// readAttribute reads the attribute called key. Extensions may be numbers and booleans.
func (e *eventDocument) readAttribute(d *codec.Dec, s string, i int, key string) int {
	if p := e.text(key); p != nil {
		return codec.String(d, s, i, p)
	}
	if key == "time" {
		return codec.Time(d, s, i, &e.Time)
	}
	if s[i] == '{' || s[i] == '[' {
		return d.ErrorAt(i, "expected string, number or bool")
	}
	var value string
	next := scalar(d, s, i, &value)
	if next >= 0 {
		if fault := e.set(key, value); fault != "" {
			return d.ErrorAt(i, fault)
		}
	}
	return next
}

// isJSONType reports whether data of a content type is JSON. Without a type it is. (cloudevents/spec: section 3.1.1)
func isJSONType(contentType string) bool {
	name := mediaType(contentType)
	return name == "" || strings.HasSuffix(name, "/json") || strings.HasSuffix(name, "+json")
}

// append writes the event as a document. data appends the member of the data, with a comma before it.
func (h *eventHead) append(e *codec.Enc, b []byte, data func(b []byte) []byte) []byte {
	open := len(b)
	for _, name := range texts {
		if value := h.text(name); *value != "" {
			b = codec.AppendString(e, codec.AppendKey(e, b, name), value)
		}
	}
	if !h.Time.IsZero() {
		b = codec.AppendTime(e, codec.AppendKey(e, b, "time"), &h.Time)
	}
	for _, name := range codec.Keys(h.Extensions, nil) {
		value := h.Extensions[name]
		b = codec.AppendString(e, codec.AppendKey(e, b, name), &value)
	}
	return codec.Close(data(b), open)
}
