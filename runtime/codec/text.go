package codec

import "strings"

// TextsUntil says that what is in a document before i was made of texts of parameters. A type that reads both JSON and text
// reads those as text. It holds until Reset.
func (d *Dec) TextsUntil(i int) { d.texts = i }

type textUnmarshaler interface{ UnmarshalText([]byte) error }

// unmarshalText lets v read the text that has become s[i:end].
func (d *Dec) unmarshalText(s string, i, end int, v textUnmarshaler) int {
	text := s[i:end]
	if text[0] == '"' {
		text, _ = d.quoted(s, i)
	}
	if err := v.UnmarshalText([]byte(text)); err != nil {
		return d.ErrorAt(i, err.Error())
	}
	return end
}

// As says what JSON the text of a parameter becomes. Decoders read that JSON like any other, so text that does not fit is
// left as a string, which they refuse.
type As uint8

// What text becomes.
const (
	AsString  As = iota // a string
	AsAny               // a string, where anything may be
	AsText              // a string that is not empty: time, base64, text that a method reads
	AsBool              // true for what strconv.ParseBool takes for it, or false
	AsNumber            // a number: in decimal, which may have a plus and leading zeros
	AsJSON              // a number, true or false as it is; else a string
	AsNothing           // nothing that would be taken

	Quoted As = 0x40 // a string that holds the JSON: the option string
	List   As = 0x80 // an array, with an element for each parameter of the name
)

// IsAbsent reports whether text stands for nothing: forms send empty text for what was not filled in, and only strings, and
// what may be anything, may be empty.
func (as As) IsAbsent(text string) bool { return text == "" && as&^(Quoted|List) > AsAny }

// Append appends the JSON that text becomes; for a list, that of an element.
func (as As) Append(b []byte, text string) []byte {
	if as&Quoted != 0 {
		return appendLiteral(b, string((as&^(Quoted|List)).Append(nil, text)))
	}
	switch as &^ List {
	case AsBool:
		if v, ok := ParseBool(text); v {
			return append(b, "true"...)
		} else if ok {
			return append(b, "false"...)
		}
	case AsNumber:
		if number, ok := appendNumeral(b, text); ok {
			return number
		}
	case AsJSON:
		if text == "true" || text == "false" || isNumber(text) {
			return append(b, text...)
		}
	}
	return appendLiteral(b, text)
}

// ParseBool is strconv.ParseBool, which would link how strconv tells of errors.
func ParseBool(text string) (value, ok bool) {
	switch text {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, true
	case "0", "f", "F", "false", "FALSE", "False":
		return false, true
	}
	return false, false
}

// appendNumeral appends a number in decimal as JSON writes it: without a plus and leading zeros, and with digits on both
// sides of a point. Whether it may have a fraction, and how large it may be, the decoder knows.
func appendNumeral(b []byte, text string) ([]byte, bool) {
	if isPlainNumber(text) {
		return append(b, text...), true
	}
	sign, rest := "", text
	if strings.HasPrefix(text, "-") {
		sign, rest = "-", text[1:]
	} else if strings.HasPrefix(text, "+") {
		rest = text[1:]
	}
	n := digitsIn(rest)
	whole, rest := rest[:n], rest[n:]
	for len(whole) > 1 && whole[0] == '0' {
		whole = whole[1:]
	}
	after, point := strings.CutPrefix(rest, ".")
	switch fraction := point && digitsIn(after) > 0; {
	case n == 0 && !fraction:
		return nil, false
	case n == 0:
		whole = "0"
	case point && !fraction:
		rest = ".0" + after // so that a decoder sees that this is no integer
	}
	from := len(b)
	b = append(append(append(b, sign...), whole...), rest...)
	return b, isNumber(string(b[from:]))
}

// isPlainNumber reports whether text is digits, perhaps with more of them behind a point, as most numbers are. JSON writes
// those in the same way.
func isPlainNumber(text string) bool {
	n := digitsIn(text)
	switch {
	case n == 0 || n > 1 && text[0] == '0':
		return false
	case n == len(text):
		return true
	}
	fraction := text[n+1:]
	return text[n] == '.' && fraction != "" && digitsIn(fraction) == len(fraction)
}

// digitsIn is how many digits text begins with.
func digitsIn(text string) int {
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	return n
}

// appendLiteral appends text as a string, bytes that are not UTF-8 as they are: the decoder knows what to do with them.
func appendLiteral(b []byte, text string) []byte {
	const hex = "0123456789abcdef"
	if literal, ok := appendPlain(b, text); ok {
		return literal
	}
	b = append(b, '"')
	for {
		n := plain(text)
		b = append(b, text[:n]...)
		if n == len(text) {
			return append(b, '"')
		}
		if c := text[n]; c < ' ' {
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		} else {
			b = append(b, '\\', c)
		}
		text = text[n+1:]
	}
}

// appendPlain appends text as a string if there is nothing to escape in it, and room for it and another word.
func appendPlain(b []byte, text string) (literal []byte, ok bool) {
	n := len(b) + 1
	end := n + len(text)
	if end+8 > cap(b) {
		return nil, false
	}
	b = b[:cap(b)]
	b[n-1] = '"'
	for i := 0; i < len(text); i += 8 {
		var w uint64
		if len(text)-i < 8 {
			w = loadTail(text, i)
		} else {
			w = load(text, i)
		}
		if stops(w) != 0 {
			return nil, false
		}
		put8(b, n+i, w)
	}
	b[end] = '"'
	return b[:end+1], true
}

// plain is how many bytes text begins with that stand for themselves in a string.
func plain(text string) int {
	n := 0
	for len(text)-n >= 8 && stops(load(text, n)) == 0 {
		n += 8
	}
	for n < len(text) && text[n] >= ' ' && text[n] != '"' && text[n] != '\\' {
		n++
	}
	return n
}
