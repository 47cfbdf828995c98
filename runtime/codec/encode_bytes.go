package codec

import (
	"encoding/base64"
	"time"
	"unsafe"
)

// AppendBytes writes a string in base64, or null for nil.
func AppendBytes[T ~[]byte](e *Enc, b []byte, v *T) []byte {
	if *v == nil {
		return e.Nil(b, `""`)
	}
	b = base64.StdEncoding.AppendEncode(append(b, '"'), *v)
	return append(b, '"')
}

// AppendNamedBytes is AppendBytes for bytes of a type of their own.
func AppendNamedBytes[S ~[]E, E ~uint8](e *Enc, b []byte, v *S) []byte {
	if *v == nil {
		return e.Nil(b, `""`)
	}
	plain := make([]byte, len(*v))
	for k, c := range *v {
		plain[k] = byte(c)
	}
	return AppendBytes(e, b, &plain)
}

// AppendTime writes a time in RFC 3339, which has no years of more than four digits.
func AppendTime(e *Enc, b []byte, v *time.Time) []byte {
	text, err := v.AppendText(append(b, '"'))
	if err != nil {
		return e.Fail(b, "the time is not representable in RFC 3339")
	}
	return append(text, '"')
}

// AppendRaw writes a value that is JSON already, or null for nil, as json.RawMessage is written.
func AppendRaw[T ~[]byte](e *Enc, b []byte, v *T) []byte {
	if *v == nil {
		return append(b, "null"...)
	}
	return appendJSON(e, b, *v)
}

// appendText writes the result of a type's MarshalText as a string.
func appendText(e *Enc, b, text []byte) []byte {
	return e.appendString(b, unsafe.String(unsafe.SliceData(text), len(text)))
}

// appendJSON writes the result of a type's MarshalJSON, without white space and with HTML escaped. It fails if text is
// not JSON.
func appendJSON(e *Enc, b, text []byte) []byte {
	e.scratch = append(append(e.scratch[:0], text...), Padding...)
	s := unsafe.String(&e.scratch[0], len(e.scratch)) // not used any more when scratch is written to again
	var d Dec
	if d.Document(s, d.Skip(s, 0)) < 0 {
		return e.Fail(b, "is not JSON: "+d.msg)
	}
	return e.compact(b, s)
}

// compact writes a checked document without white space, and escapes HTML if that is wanted. It never looks beyond the
// document, since the last byte is not a backslash.
func (e *Enc) compact(b []byte, s string) []byte {
	from := 0 // what is not written yet
	inString := false
	end := len(s) - Pad
	for i := 0; i < end; i++ {
		switch c := s[i]; c {
		case '\\':
			i++
		case '"':
			inString = !inString
		case ' ', '\t', '\r', '\n':
			if !inString {
				b = append(b, s[from:i]...)
				from = i + 1
			}
		case '<', '>', '&':
			var space [6]byte
			b = append(b, s[from:i]...)
			b = append(b, space[:e.escape(space[:], 0, c)]...)
			from = i + 1
		case 0xe2:
			if s[i+1] == 0x80 && s[i+2]&^1 == 0xa8 && !e.RawHTML() {
				b = append(b, s[from:i]...)
				b = append(b, `\u202`...)
				b = append(b, '8'+s[i+2]&1)
				from = i + 3
				i += 2
			}
		}
	}
	return append(b, s[from:end]...)
}
