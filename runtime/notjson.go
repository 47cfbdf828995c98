package ow

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/owgen/owgen/runtime/codec"
)

// This file is for callers who send something other than JSON. A syntax error would speak of the first bytes; it helps
// more to name what was sent.

// notJSON returns an error that names what a padded document is instead of JSON. It returns nil if the text is JSON, even of the
// wrong type, or seems to be meant as JSON: then a syntax error says more.
//
// The Content-Type of the body counts for little, since curl calls everything that it sends a form: what begins like
// JSON is JSON.
func (c *call) notJSON(document string) error {
	text, header := document[:max(0, len(document)-codec.Pad)], c.activation.Header
	if isJSON(document) {
		return nil
	}
	if err := refuseEncoded(compression(text, header("Content-Encoding"))); err != nil {
		return err
	}
	if encoding := otherUnicode(text); encoding != "" {
		return &refusal{400, "expected JSON, got " + encoding + "; send UTF-8 without a byte order mark"}
	}
	text = trimLeft(text, " \t\r\n")
	contentType := mediaType(header("Content-Type"))
	first, size := utf8.DecodeRuneInString(text)
	switch {
	case first == '{', first == '[':
		return nil
	case strings.HasPrefix(contentType, "multipart/"), isMultipart(text):
		return multipartRefused
	case contentType == formType && strings.Contains(text, "="), contentType == "" && isForm(text):
		return &refusal{400, "expected JSON, got a form; " + c.insteadOfForm(contentType)}
	case first == '<':
		return &refusal{400, "expected JSON, got " + markup(text)}
	case first == '"', first == '-', '0' <= first && first <= '9':
		return nil
	case unicode.IsControl(first), first == utf8.RuneError && size == 1:
		return &refusal{400, "expected JSON, got binary data"}
	}
	return &refusal{400, "expected JSON, got text that begins with " + strconv.QuoteRune(first)}
}

// refuseEncoded refuses a body that was compressed by the method, unless that is "".
func refuseEncoded(method string) error {
	if method == "" {
		return nil
	}
	return &refusal{415, "expected JSON, got " + method + " data; send it uncompressed, without Content-Encoding"}
}

// isJSON reports whether s, a padded document, is JSON of any type.
func isJSON(s string) bool {
	var d codec.Dec
	return d.Document(s, d.Skip(s, 0)) >= 0
}

// mediaType returns the type in a Content-Type, without its parameters and in lower case.
func mediaType(contentType string) string {
	name, _, _ := strings.Cut(contentType, ";")
	return lower(trimBlanks(name))
}

// compressions lists the first bytes of compressed data. Brotli data has no such mark.
var compressions = []struct{ prefix, method string }{
	{"\x1f\x8b", "gzip"},         // RFC 1952, section 2.3.1
	{"\x28\xb5\x2f\xfd", "zstd"}, // RFC 8878, section 3.1.1
	{"\xfd7zXZ\x00", "xz"},       // The .xz File Format, section 2.1.1.1
	{"PK\x03\x04", "zip"},        // APPNOTE.TXT, section 4.3.7
	{"x\x01", "deflate"},         // RFC 1950, section 2.2: the method, and how hard it tried
	{"x\x9c", "deflate"},
	{"x\xda", "deflate"},
}

// compression returns how a body was compressed, or "" if it was not. It goes by Content-Encoding, or else by the first
// bytes.
func compression(text, contentEncoding string) string {
	const longest = 40 // of a name that is quoted
	if name := lower(trimBlanks(contentEncoding)); name != "" && name != "identity" {
		return name[:min(len(name), longest)]
	}
	for _, c := range compressions {
		if strings.HasPrefix(text, c.prefix) {
			return c.method
		}
	}
	return ""
}

// otherUnicode returns what text is instead of plain UTF-8. It goes by the byte order mark, or by the zeros that UTF-16
// and UTF-32 have beside an ASCII character. (RFC 4627, section 3)
func otherUnicode(text string) string {
	zero := func(k int) bool { return k < len(text) && text[k] == 0 }
	switch {
	case strings.HasPrefix(text, "\xef\xbb\xbf"):
		return "a byte order mark"
	case strings.HasPrefix(text, "\xff\xfe\x00\x00"), strings.HasPrefix(text, "\x00\x00\xfe\xff"),
		zero(0) && zero(1) && zero(2) && !zero(3), !zero(0) && zero(1) && zero(2) && zero(3):
		return "UTF-32"
	case strings.HasPrefix(text, "\xff\xfe"), strings.HasPrefix(text, "\xfe\xff"),
		zero(0) && !zero(1) && len(text) > 1, !zero(0) && zero(1):
		return "UTF-16"
	}
	return ""
}

// isMultipart reports whether text begins with a boundary and the header of a part. (RFC 2046, section 5.1)
func isMultipart(text string) bool {
	boundary, rest, _ := strings.Cut(text, "\n")
	name, _, isHeader := strings.Cut(rest, ":")
	return strings.HasPrefix(boundary, "--") && isHeader && strings.HasPrefix(lower(name), "content-")
}

// isForm reports whether text looks like name=value.
func isForm(text string) bool {
	name, _, found := strings.Cut(text, "=")
	return found && name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return r != '_' && r != '-' && r != '.' && r != '%' && r != '+' && r != '&' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// markup tells a page of HTML, often an error of another server, from other XML.
func markup(text string) string {
	text = lower(text[:min(len(text), len("<!doctype html"))])
	if strings.HasPrefix(text, "<!doctype html") || strings.HasPrefix(text, "<html") {
		return "HTML"
	}
	return "XML"
}
