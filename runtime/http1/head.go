package http1

import "bytes"

// A head is a request line and header fields. It is parsed where it lies, and its fields are looked up there: most are
// never asked for.
type head struct {
	text      []byte // all of it, with the empty line at the end
	fields    int    // where in text the fields begin
	method    string
	path      string // of the target, decoded
	query     span   // of the target
	authority span   // of the target
	length    int64  // of the body; -1: in chunks
	minor     byte   // of HTTP/1.minor
	keepAlive bool
	expects   bool // 100 Continue
	asterisk  bool // OPTIONS *: the server itself answers
}

// A span is a part of a head's text, by its limits, so that the text can be moved.
type span struct{ from, to int }

func (h *head) part(s span) []byte { return h.text[s.from:s.to] }

// parse reads a head, with the empty line that ends it. It returns 0, or the status of a refusal.
func (h *head) parse(text []byte) (status int) {
	h.text = text
	line, ok := cutLine(text)
	if !ok {
		return 400
	}
	h.fields = len(line) + len("\r\n")
	target, status := h.parseLine(line)
	if status != 0 {
		return status
	}
	var f framing
	for rest := text[h.fields : len(text)-len("\r\n")]; len(rest) > 0; {
		if line, ok = cutLine(rest); !ok {
			return 400
		}
		if status := f.add(line); status != 0 {
			return status
		}
		rest = rest[len(line)+len("\r\n"):]
	}
	if status := h.frame(&f); status != 0 {
		return status
	}
	if !h.parseTarget(target) {
		return 400
	}
	return 0
}

// cutLine returns what is before the first CR LF. No LF may be without CR.
func cutLine(text []byte) (line []byte, ok bool) {
	i := bytes.IndexByte(text, '\n')
	if i < 1 || text[i-1] != '\r' {
		return nil, false
	}
	return text[:i-1], true
}

// parseLine reads the request line: POST /path HTTP/1.1. The target's place is returned.
func (h *head) parseLine(line []byte) (target span, status int) {
	first, last := bytes.IndexByte(line, ' '), bytes.LastIndexByte(line, ' ')
	if first < 1 || last <= first+1 {
		return span{}, 400
	}
	version := line[last+1:]
	if len(version) != len("HTTP/1.1") || string(version[:5]) != "HTTP/" || version[6] != '.' ||
		!isDigit(version[5]) || !isDigit(version[7]) {
		return span{}, 400
	}
	if method := line[:first]; string(method) != h.method {
		if !only(method, tokenByte) {
			return span{}, 400
		}
		h.method = nameOf(method)
	}
	if bytes.IndexByte(line[first+1:last], ' ') >= 0 {
		return span{}, 400
	}
	if version[5] != '1' {
		return span{}, 505
	}
	h.minor = version[7] - '0'
	return span{first + 1, last}, 0
}

// nameOf makes a string of a method, without memory for most of them.
func nameOf(method []byte) string {
	switch string(method) {
	case "POST":
		return "POST"
	case "GET":
		return "GET"
	case "HEAD":
		return "HEAD"
	case "PUT":
		return "PUT"
	}
	return string(method)
}

// headEnd returns the length of the head that text begins with, 0 while its end has not come. The first known bytes have
// been looked at before.
func headEnd(text []byte, known int) int {
	const emptyLine = "\r\n\r\n"
	for i := known; i < len(text); { // bytes.Index is as fast, and two kilobytes
		k := bytes.IndexByte(text[i:], '\n')
		if k < 0 {
			break
		}
		if i += k + 1; i >= len(emptyLine) && string(text[i-len(emptyLine):i]) == emptyLine {
			return i
		}
	}
	return 0
}

// isHopeless reports whether a head can no longer be made of text, of which the first known bytes have been looked at
// before. Whoever speaks another protocol, or ends lines otherwise, would wait for a timeout without being told why.
func isHopeless(text []byte, known int) bool {
	if len(text) > 0 && classes[text[0]]&tokenByte == 0 {
		return true
	}
	for i := known; i < len(text); i++ {
		switch text[i] {
		case 0:
			return true
		case '\n':
			if i == 0 || text[i-1] != '\r' {
				return true
			}
		}
	}
	return false
}
