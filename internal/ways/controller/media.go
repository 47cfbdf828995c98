package controller

import (
	"mime"
	"slices"
	"strings"
)

// A mediaType is a parsed Content-Type.
type mediaType struct {
	name    string            // type/subtype in lower case
	params  map[string]string // without the charset
	charset string            // "" if there is none
}

// parseMediaType parses a Content-Type.
func parseMediaType(text string) (m mediaType, ok bool) {
	name, params, err := mime.ParseMediaType(text)
	if err != nil || !strings.Contains(name, "/") {
		return mediaType{}, false
	}
	charset := params["charset"]
	delete(params, "charset")
	return mediaType{name, params, charset}, true
}

// A nature is what pekko knows about a media type.
type nature int

const (
	binary    nature = iota // no charset
	openText                // text in the charset of the parameter
	fixedText               // text that is always UTF-8
)

// nature is that of the registered type, or else text if there is a charset. (CommonActions.scala, getMediaType)
func (m mediaType) nature() nature {
	if strings.HasPrefix(m.name, "multipart/") {
		return binary
	}
	for n, names := range registered {
		if slices.Contains(names, m.name) {
			return n
		}
	}
	if m.charset != "" {
		return openText
	}
	return binary
}

func (m mediaType) isBinary() bool { return m.nature() == binary }

// value is the type with its parameters, but without the charset.
func (m mediaType) value() string { return mime.FormatMediaType(m.name, m.params) }

// isJSON goes by the end of the value, so that parameters take a type out of the family. (WebActions.scala,
// isJsonFamily)
func (m mediaType) isJSON() bool {
	return m.value() == "application/json" || strings.HasSuffix(m.value(), "+json")
}

// String prints the type as pekko does: a charset only for text that may have another one.
func (m mediaType) String() string {
	if m.charset == "" || m.nature() != openText {
		return m.value()
	}
	return m.value() + "; charset=" + canonicalCharset(m.charset)
}

// canonicalCharset spells the charsets that pekko knows on all systems as it does. (HttpCharset.scala)
func canonicalCharset(name string) string {
	switch strings.ToLower(name) {
	case "utf-8", "utf8":
		return "UTF-8"
	case "utf-16", "utf16":
		return "UTF-16"
	case "iso-8859-1", "iso_8859-1", "latin1", "l1":
		return "ISO-8859-1"
	case "us-ascii", "ascii", "us":
		return "US-ASCII"
	}
	return name
}
