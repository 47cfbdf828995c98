package ow

import "strings"

// This file reads the identity of the trace that a call belongs to, as the W3C defines it. What follows the definition is
// kept, and anything else is dropped, as if it had not been sent: a trace is never the reason why a call fails.
// (w3c/trace-context: spec/20-http_request_header_format.md)

// A trace is a place in a trace: a valid traceparent and the tracestate that goes with it, "" for none.
type trace struct{ parent, state string }

// headerParent returns the valid traceparent in a header, or else that of a CloudEvent, whose fields have a prefix. The
// header is that of the last hop, and the extension that of whoever made the event. (cloudevents/spec:
// cloudevents/extensions/distributed-tracing.md)
func headerParent(h header) (parent, prefix string) {
	for _, f := range [...]struct{ prefix, name string }{{"", "Traceparent"}, {"Ce-", "Ce-Traceparent"}} {
		if parent = traceParent(joined(h, f.name)); parent != "" {
			return parent, f.prefix
		}
	}
	return "", ""
}

// joined returns the lines of a field as one, with commas between them, by which several parents are none. A header that
// can have but one line of a name has no such method. Fields would do, but it would link the Fields of all headers.
func joined(h header, name string) string {
	if h == nil {
		return ""
	}
	value := h.Get(name)
	if j, ok := h.(interface{ Joined(string) string }); ok && value != "" {
		return j.Joined(name)
	}
	return value
}

// traceParent returns a valid traceparent, or "". Of a version that is not known yet, only the part that version 00 knows
// is kept, as version 00.
//
//	00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
func traceParent(s string) string {
	const form = "xx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx-xx"
	if len(s) < len(form) {
		return ""
	}
	for i := range len(form) {
		if form[i] == '-' && s[i] != '-' || form[i] == 'x' && !isAmong(s[i:i+1], "0123456789abcdef") {
			return ""
		}
	}
	version, rest := s[:2], s[len(form):]
	switch {
	case version == "ff", isAmong(s[3:35], "0"), isAmong(s[36:52], "0"),
		rest != "" && (version == "00" || rest[0] != '-'):
		return ""
	case version == "00":
		return s
	case isAmong(s[54:55], "13579bdf"): // the bit that says sampled
		return "00" + s[2:53] + "01"
	}
	return "00" + s[2:53] + "00"
}

// traceID returns the id of the trace in a valid traceparent, 32 hexadecimal digits; "" for "".
func traceID(parent string) string {
	if parent == "" {
		return ""
	}
	return parent[3:35]
}

// isTraceState reports whether s is a valid tracestate. A key that stands twice is let pass: only whoever sent it knows
// which one counts.
//
//	congo=t61rcWkgMzE,rojo@vendor=00f067aa0ba902b7
func isTraceState(s string) bool {
	const most = 32
	for members := 0; s != ""; {
		var member string
		member, s, _ = strings.Cut(s, ",")
		key, value, _ := strings.Cut(trimBlanks(member), "=")
		if key == "" && value == "" && !strings.Contains(member, "=") {
			continue
		}
		if members++; members > most || len(key) > 256 || len(value) > 256 || key == "" || value == "" ||
			!isAmong(key, keyFirst+"_-*/@") || !isAmong(key[:1], keyFirst) || !isPrintable(value) {
			return false
		}
	}
	return true
}

const keyFirst = "abcdefghijklmnopqrstuvwxyz0123456789"

// isPrintable reports whether s can be the value of a member. There are no commas in it.
func isPrintable(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' || s[i] == '=' {
			return false
		}
	}
	return true
}

// xrayParent makes a traceparent of the header in which AWS names a trace, "" if that is not complete.
//
//	Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1
//
// (AWS X-Ray Developer Guide: Concepts, Tracing header)
func xrayParent(header string) string {
	root, span, flags := "", "", "00"
	for part := range strings.SplitSeq(header, ";") {
		key, value, _ := strings.Cut(trimBlanks(part), "=")
		switch {
		case key == "Root" && len(value) == len("1-5759e988-bd862e3fe1be46a994272793") && value[:2] == "1-" && value[10] == '-':
			root = value[2:10] + value[11:]
		case key == "Parent":
			span = value
		case key == "Sampled" && value == "1":
			flags = "01"
		}
	}
	return traceParent("00-" + root + "-" + span + "-" + flags)
}

// follow says that c is an event, which names a trace. It is asked from where the event is decoded, while a line about c
// may be written elsewhere.
func (c *call) follow(parent, state string) {
	if parent = traceParent(parent); parent != "" {
		c.traced.Store(&trace{parent, state})
	}
}

// traceParent returns the traceparent of c: that of the request, else that of the event.
func (c *call) traceParent() string {
	if t := c.traced.Load(); t != nil && c.activation.TraceParent == "" {
		return t.parent
	}
	return c.activation.TraceParent
}

// trace returns the trace that c belongs to. A state that is not valid is left out, and so is one without a parent.
func (c *call) trace() trace {
	t := trace{parent: c.traceParent()}
	if c.activation.TraceParent != "" {
		_, prefix := headerParent(c.activation.header)
		t.state = joined(c.activation.header, prefix+"Tracestate")
	} else if event := c.traced.Load(); event != nil {
		t.state = event.state
	}
	if t.state = trimBlanks(t.state); !isTraceState(t.state) {
		t.state = ""
	}
	return t
}
