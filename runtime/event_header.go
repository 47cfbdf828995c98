package ow

import (
	"cmp"
	"iter"
	"strings"
	"time"
	"unicode/utf8"
)

// This file reads and writes events in binary mode: the data is the body, and attributes are headers, ce-id for id.
// (cloudevents/spec: bindings/http-protocol-binding.md, section 3.1)

const eventPrefix = "ce-"

// readHeaders reads the attributes of an event from the header of a request. Of a header that stands twice the first
// line counts.
func (h *eventHead) readHeaders(fields iter.Seq2[string, string]) error {
	seen := map[string]bool{}
	for name, value := range fields {
		if len(name) < len(eventPrefix) || !strings.EqualFold(name[:len(eventPrefix)], eventPrefix) {
			if strings.EqualFold(name, "content-type") {
				h.DataContentType = cmp.Or(h.DataContentType, value)
			}
			continue
		}
		name = lower(name)
		attribute := name[len(eventPrefix):]
		if attribute == "datacontenttype" || seen[name] { // the former is the Content-Type
			continue
		}
		seen[name] = true
		text, ok := attributeOf(value)
		if !ok {
			return &eventError{400, name + ": expected UTF-8"}
		}
		if fault := h.set(attribute, text); fault != "" {
			return &eventError{400, name + ": " + fault}
		}
	}
	return h.check(eventPrefix)
}

// attributeOf decodes the value of a header: it takes it out of quotes first, and then percent-decodes it, once. Senders do
// not agree on either: quotes that are not around all of a value, and a percent sign that begins no escape, stand for
// themselves. (cloudevents/spec: section 3.1.3.2 and issue 1397; cloudevents/sdk-go: issue 1331)
func attributeOf(value string) (text string, ok bool) {
	if strings.HasPrefix(value, `"`) {
		value = unquoted(value)
	}
	if strings.Contains(value, "%") {
		value = percentDecoded(value)
	}
	return value, utf8.ValidString(value)
}

// unquoted returns what is in a value that begins with a quote, if that is a quoted string, or else the value. (RFC 9110,
// section 5.6.4)
func unquoted(value string) string {
	b := make([]byte, 0, len(value))
	for i := 1; i < len(value); i++ {
		switch value[i] {
		case '"':
			if i == len(value)-1 {
				return string(b)
			}
			return value
		case '\\':
			if i++; i == len(value) {
				return value
			}
		}
		b = append(b, value[i])
	}
	return value
}

func percentDecoded(value string) string {
	b := make([]byte, 0, len(value))
	for i := 0; i < len(value); i++ {
		if value[i] == '%' && i+2 < len(value) {
			if high, low := hexDigit(value[i+1]), hexDigit(value[i+2]); high >= 0 && low >= 0 {
				b = append(b, byte(high<<4|low))
				i += 2
				continue
			}
		}
		b = append(b, value[i])
	}
	return string(b)
}

// hexDigit returns the value of a hexadecimal digit, or -1.
func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// header returns the header of an answer that is the event in binary mode.
func (h *eventHead) header() Header {
	header := Header{}
	for _, name := range texts {
		if value := *h.text(name); value != "" {
			header[headerOf(name)] = []string{percentEncoded(value)}
		}
	}
	delete(header, headerOf("datacontenttype"))
	if h.DataContentType != "" {
		header["Content-Type"] = []string{h.DataContentType}
	}
	if !h.Time.IsZero() {
		header[headerOf("time")] = []string{h.Time.Format(time.RFC3339Nano)}
	}
	for name, value := range h.Extensions {
		header[headerOf(name)] = []string{percentEncoded(value)}
	}
	return header
}

// headerOf returns the name of an attribute's header in its canonical form: Ce-Id for id.
func headerOf(attribute string) string {
	return "Ce-" + upper(attribute[:1]) + attribute[1:]
}

// percentEncoded encodes what may not stand in the header of an event: blanks, quotes, percent signs, and all that is
// not printable ASCII. What is not UTF-8 becomes U+FFFD, as in JSON.
func percentEncoded(value string) string {
	const hex = "0123456789ABCDEF"
	isPlain := func(c rune) bool { return 0x21 <= c && c <= 0x7e && c != '"' && c != '%' }
	if strings.IndexFunc(value, func(c rune) bool { return !isPlain(c) }) < 0 {
		return value
	}
	var b []byte
	for _, c := range value {
		if isPlain(c) {
			b = append(b, byte(c))
			continue
		}
		for _, c := range utf8.AppendRune(nil, c) {
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(b)
}
