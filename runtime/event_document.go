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

// An eventDocument is an event while it is read.
type eventDocument struct {
	eventHead
	dataStart, dataEnd int    // of the member data; 0: there is none, or null
	bytes              []byte // the member data_base64
	isBytes            bool
}

// read reads the event at i, and calls data for the member of that name, wherever it stands. Null is as good as
// nothing. What is wrong is recorded in d.
func (e *eventDocument) read(d *codec.Dec, s string, i int, data func(d *codec.Dec, s string, i int) int) (next int) {
	return members(d, s, i, func(key string, i int) int {
		i = skipSpace(s, i)
		if isNull(s, i) {
			return d.Skip(s, i)
		}
		switch key {
		case "data":
			return e.readData(d, s, i, data)
		case "data_base64":
			return e.readBytes(d, s, i)
		}
		return e.readAttribute(d, s, i, key)
	})
}

const twoData = "expected either data or data_base64"

func (e *eventDocument) readData(d *codec.Dec, s string, i int, data func(d *codec.Dec, s string, i int) int) int {
	if e.isBytes {
		return d.ErrorAt(i, twoData)
	}
	e.dataStart = i
	e.dataEnd = data(d, s, i)
	return e.dataEnd
}

func (e *eventDocument) readBytes(d *codec.Dec, s string, i int) int {
	if e.dataStart > 0 {
		return d.ErrorAt(i, twoData)
	}
	if s[i] != '"' { // codec.Bytes takes an array of numbers, too
		var text string
		return codec.String(d, s, i, &text)
	}
	e.isBytes = true
	return codec.Bytes(d, s, i, &e.bytes)
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
