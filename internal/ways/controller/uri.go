package controller

import (
	"net/url"
	"strings"
)

// A parameter is one of a query or a form.
type parameter struct {
	name, value string
	bare        bool // without =
}

// parseQuery reads a query as pekko's strict mode does: + is a space, and neither a bad escape nor a semicolon passes.
func parseQuery(raw string) (query []parameter, ok bool) {
	if raw == "" {
		return nil, true
	}
	for part := range strings.SplitSeq(raw, "&") {
		name, value, found := strings.Cut(part, "=")
		n, err1 := url.QueryUnescape(name)
		v, err2 := url.QueryUnescape(value)
		if err1 != nil || err2 != nil || strings.Contains(part, ";") {
			return nil, false
		}
		query = append(query, parameter{n, v, !found})
	}
	return query, true
}

// Bytes that are printed as they are. (CharacterClasses.scala: pchar-base, strict-query-char-np)
const (
	unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
	keptInPath = unreserved + "!$&'()*+,;=@:"
	keptInPair = unreserved + "!$'()*,@:/?"
)

// printQuery prints a parsed query. (UriRendering.renderQuery)
func printQuery(query []parameter) string {
	var b strings.Builder
	for i, p := range query {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(strings.ReplaceAll(escape(p.name, keptInPair+" "), " ", "+"))
		if !p.bare {
			b.WriteByte('=')
			b.WriteString(strings.ReplaceAll(escape(p.value, keptInPair+" "), " ", "+"))
		}
	}
	return b.String()
}

// reprintPath decodes the segments of a path and prints them anew. (UriRendering.renderPath)
func reprintPath(escaped string) (path string, ok bool) {
	segments := strings.Split(escaped, "/")
	for i, s := range segments {
		text, err := url.PathUnescape(s)
		if err != nil {
			return "", false
		}
		segments[i] = escape(text, keptInPath)
	}
	return strings.Join(segments, "/"), true
}

func escape(text, kept string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(text) {
		if c := text[i]; strings.IndexByte(kept, c) >= 0 {
			b.WriteByte(c)
		} else {
			b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
		}
	}
	return b.String()
}
