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
		switch text {
		case "1", "t", "T", "true", "TRUE", "True":
			return append(b, "true"...)
		case "0", "f", "F", "false", "FALSE", "False":
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

// appendNumeral appends a number in decimal as JSON writes it: without a plus and leading zeros, and with digits on both
// sides of a point. Whether it may have a fraction, and how large it may be, the decoder knows.
func appendNumeral(b []byte, text string) ([]byte, bool) {
	if text != "" && text[0] == '-' {
		b = append(b, '-')
	}
	rest := strings.TrimLeft(text, "+-")
	if len(text)-len(rest) > 1 {
		return nil, false
	}
	whole := digitsIn(rest)
	digits := strings.TrimLeft(rest[:whole], "0")
	if digits == "" {
		digits = "0"
	}
	b, rest = append(b, digits...), rest[whole:]
	some := whole > 0
	if rest != "" && rest[0] == '.' {
		n := digitsIn(rest[1:])
		if b = append(b, rest[:1+n]...); n == 0 {
			b = append(b, '0') // so that a decoder sees that this is no integer
		}
		some = some || n > 0
		rest = rest[1+n:]
	}
	if rest != "" && rest[0]|0x20 == 'e' {
		exponent := strings.TrimLeft(rest[1:], "+-")
		if len(rest)-len(exponent) > 2 || exponent == "" || digitsIn(exponent) < len(exponent) {
			return nil, false
		}
		b, rest = append(b, rest...), ""
	}
	return b, some && rest == ""
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
	b = append(b, '"')
	begin := 0
	for i := range len(text) {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, text[begin:i]...)
		begin = i + 1
		if c < ' ' {
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		} else {
			b = append(b, '\\', c)
		}
	}
	return append(append(b, text[begin:]...), '"')
}
