package json

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// The functions of this file write the same JSON in other ways.

func verbatim(text []byte) ([]byte, error) { return text, nil }

// sorted puts the keys of all objects in alphabetical order, which is the order of no struct.
func sorted(text []byte) ([]byte, error) {
	var v any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return json.Marshal(v)
}

func indented(text []byte) ([]byte, error) {
	var b bytes.Buffer
	err := json.Indent(&b, text, "", "  ")
	return b.Bytes(), err
}

// spaced puts a space after each comma and colon, as Python does.
func spaced(text []byte) ([]byte, error) {
	var b []byte
	inString := false
	for i, c := range text {
		b = append(b, c)
		switch {
		case c == '"' && (i == 0 || text[i-1] != '\\'):
			inString = !inString
		case !inString && (c == ',' || c == ':'):
			b = append(b, ' ')
		}
	}
	if !json.Valid(b) {
		return nil, fmt.Errorf("a string ends with a backslash, which spaced takes for an escaped quote")
	}
	return b, nil
}

// halfEscaped writes every other letter outside ASCII as \uXXXX, as many encoders do with all of them.
func halfEscaped(text []byte) ([]byte, error) {
	var b []byte
	escape := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r >= utf8.RuneSelf {
			escape = !escape
		}
		switch {
		case r < utf8.RuneSelf || !escape:
			b = append(b, text[i:i+size]...)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			b = fmt.Appendf(b, `\u%04x\u%04x`, high, low)
		default:
			b = fmt.Appendf(b, `\u%04x`, r)
		}
		i += size
	}
	return b, nil
}
