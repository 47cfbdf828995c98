package http1

import (
	"bytes"
	"iter"
	"strings"
)

// A header is the fields of a head. It implements transport.Header.
type header struct{ lines []byte } // with the empty line at the end

func (h *head) header() header { return header{h.text[h.fields:]} }

// Get implements transport.Header.
func (h header) Get(name string) string {
	if isHidden(name) {
		return ""
	}
	return string(h.find(name))
}

// Has implements transport.Header.
func (h header) Has(name string) bool { return !isHidden(name) && h.find(name) != nil }

// Fields implements transport.Header. Names and values are parts of one copy of the lines.
func (h header) Fields() iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for rest := string(h.lines); len(rest) > len("\r\n"); {
			i := strings.IndexByte(rest, '\n')
			name, value, _ := strings.Cut(rest[:i-1], ":")
			if !isHidden(name) && !yield(name, trim(value)) {
				return
			}
			rest = rest[i+1:]
		}
	}
}

// isHidden reports whether a field is for the transport alone.
func isHidden[T string | []byte](name T) bool {
	return len(name) == len("Host") && equalFold(name, "host") ||
		len(name) == len("Transfer-Encoding") && equalFold(name, "transfer-encoding")
}

// find returns the first value of a field, nil if there is none.
func (h header) find(name string) []byte {
	value, _ := h.cut(name)
	return value
}

// cut returns the first value of a field, nil if there is none, and the lines after it.
func (h header) cut(name string) (value []byte, rest header) {
	for rest := h.lines; len(rest) > len("\r\n"); {
		i := bytes.IndexByte(rest, '\n')
		if i > len(name) && rest[len(name)] == ':' && equalFold(rest[:len(name)], name) {
			return trim(rest[len(name)+1 : i-1]), header{rest[i+1:]}
		}
		rest = rest[i+1:]
	}
	return nil, header{}
}

// Joined returns the lines of a field as one. (RFC 9110, 5.3)
func (h header) Joined(name string) string {
	var all []byte
	for value, rest := h.cut(name); value != nil; value, rest = rest.cut(name) {
		all = append(append(all, ','), value...)
	}
	return strings.TrimPrefix(string(all), ",")
}
