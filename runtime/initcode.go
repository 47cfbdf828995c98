package ow

import "io"

// A codeFilter reads the body of an /init request without the text of value.code: {"value":{"code":"","main":"main"}}.
// The code, in the image already, can be 64 MB long, and containers have 128 MB. (OW-7)
//
// It follows the nesting of the document just far enough to know where it is, and leaves errors to the decoder. A key
// that spells code with escapes is not recognised, and its value counts like any other text.
type codeFilter struct {
	r       io.Reader
	dropped bool // code was there

	depth    int
	quoted   bool // inside a string
	escaped  bool // after a backslash in it
	dropping bool // inside the code
	name     [8]byte
	length   int  // of the latest string, whose start is in name; counted up to 8, which is too long to matter
	isValue  bool // the latest key was value, in the document itself
	isCode   bool // the latest key was code, in value
	inValue  bool // the object open at depth 2 is value
}

// Read implements io.Reader.
func (f *codeFilter) Read(p []byte) (int, error) {
	for {
		n, err := f.r.Read(p)
		n = f.keep(p[:n])
		if n > 0 || err != nil || len(p) == 0 {
			return n, err
		}
	}
}

// keep moves the bytes to keep to the front of p and returns their number.
func (f *codeFilter) keep(p []byte) int {
	n := 0
	for _, c := range p {
		if f.quoted {
			f.inString(c)
			if f.quoted && f.dropping {
				f.dropped = true
				continue
			}
		} else {
			f.betweenStrings(c)
		}
		p[n] = c
		n++
	}
	return n
}

// inString notes the next byte of a string.
func (f *codeFilter) inString(c byte) {
	switch {
	case f.escaped:
		f.escaped = false
	case c == '\\':
		f.escaped = true
	case c == '"':
		f.quoted = false
		return
	}
	if f.length < len(f.name) {
		f.name[f.length] = c
		f.length++
	}
}

// betweenStrings notes the next byte outside of strings.
func (f *codeFilter) betweenStrings(c byte) {
	switch c {
	case '"':
		f.quoted = true
		f.dropping = f.isCode
		f.length = 0
	case ':':
		key := string(f.name[:f.length])
		f.isValue = f.depth == 1 && key == "value"
		f.isCode = f.depth == 2 && f.inValue && key == "code"
	case '{':
		f.depth++
		if f.depth == 2 {
			f.inValue = f.isValue
		}
		f.isCode = false
	case '[':
		f.depth++
		if f.depth == 2 {
			f.inValue = false
		}
		f.isCode = false
	case '}', ']':
		f.depth--
		f.isCode = false
	case ',':
		f.isValue, f.isCode = false, false
	}
}
