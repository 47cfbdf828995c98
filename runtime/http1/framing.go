package http1

// A framing is what the fields of a head say about the message: where it ends, and what follows.
type framing struct {
	hasLength        bool
	length           int64
	lengthText       []byte
	hosts            int
	codings          int
	chunked          bool
	connections      int
	close, keepAlive bool
	expectations     int
	expect           bool // the first of them has a value
	continues        bool // and that is 100-continue
}

// add reads a field. It returns 0, or the status of a refusal.
func (f *framing) add(line []byte) (status int) {
	name, value, ok := cutField(line)
	if !ok {
		return 400
	}
	switch len(name) {
	case len("Host"):
		if equalFold(name, "host") {
			f.hosts++
			if !only(value, hostByte) {
				return 400
			}
		}
	case len("Expect"):
		if equalFold(name, "expect") {
			f.addExpect(value)
		}
	case len("Trailer"):
		if equalFold(name, "trailer") && announcesFraming(value) {
			return 400
		}
	case len("Connection"):
		if equalFold(name, "connection") {
			f.addConnection(value)
		}
	case len("Content-Length"):
		if equalFold(name, "content-length") {
			return f.setLength(value)
		}
	case len("Transfer-Encoding"):
		if equalFold(name, "transfer-encoding") {
			f.codings++
			f.chunked = equalFold(value, "chunked")
		}
	}
	return 0
}

// addConnection reads Connection, as much of it as net/http: it takes words of the first field for elements of the list.
func (f *framing) addConnection(value []byte) {
	if f.connections++; f.connections == 1 {
		f.keepAlive = hasWord(value, "keep-alive")
		f.close = hasWord(value, "close")
	}
	f.close = f.close || hasToken(value, "close")
}

// addExpect reads Expect, of which net/http looks at the first field.
func (f *framing) addExpect(value []byte) {
	if f.expectations++; f.expectations == 1 {
		f.expect, f.continues = len(value) > 0, hasWord(value, "100-continue")
	}
}

// cutField reads a line of a header. Folded lines have no name.
func cutField(line []byte) (name, value []byte, ok bool) {
	n := 0
	for n < len(line) && classes[line[n]]&tokenByte != 0 {
		n++
	}
	if n == 0 || n == len(line) || line[n] != ':' {
		return nil, nil, false
	}
	value = trim(line[n+1:])
	return line[:n], value, only(value, valueByte)
}

// setLength reads Content-Length. It may come twice, if it says the same.
func (f *framing) setLength(value []byte) (status int) {
	var n int64
	for _, c := range value {
		if !isDigit(c) || n > (1<<63-1-int64(c-'0'))/10 {
			return 400
		}
		n = 10*n + int64(c-'0')
	}
	if len(value) == 0 || f.hasLength && string(value) != string(f.lengthText) {
		return 400
	}
	f.hasLength, f.length, f.lengthText = true, n, value
	return 0
}

// framingFields must not be in a trailer: whoever merged them into the header would read another message.
var framingFields = [...]string{"content-length", "transfer-encoding", "trailer", "host"}

func announcesFraming(list []byte) bool {
	for _, name := range framingFields {
		if hasToken(list, name) {
			return true
		}
	}
	return false
}

// isTrailerField reports whether line may be in a trailer.
func isTrailerField(line []byte) bool {
	name, _, ok := cutField(line)
	for _, f := range framingFields {
		ok = ok && !equalFold(name, f)
	}
	return ok
}

// frame decides where the body ends, and whether another request may follow. (RFC 9112, 6.3 and 9.3)
func (h *head) frame(f *framing) (status int) {
	if f.hosts > 1 || f.hosts == 0 && h.minor > 0 && h.method != "CONNECT" {
		return 400
	}
	h.length = f.length
	if f.codings > 0 {
		switch {
		case h.minor == 0: // who wrote this does not know what it means
			return 400
		case f.codings > 1, !f.chunked:
			return 501
		case f.hasLength: // a proxy in front may have gone by the other one
			return 400
		}
		h.length = -1
	}
	if f.expect && !f.continues {
		return 417
	}
	h.expects = f.continues && h.minor > 0 && h.length != 0
	h.keepAlive = !f.close && (h.minor > 0 || f.keepAlive)
	return 0
}
