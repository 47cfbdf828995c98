package ow

import (
	"strconv"
	"strings"
)

// Values are the parameters in a query: for each name its values, in their order. They convert to url.Values and back.
type Values map[string][]string

// Get returns the first value of a name, or "".
func (v Values) Get(name string) string {
	if values := v[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// parseQuery returns the parameters in a query.
func parseQuery(query string) (Values, error) {
	if query == "" {
		return nil, nil
	}
	v := Values{}
	err := eachParameter("query", query, func(name, value string) { v[name] = append(v[name], value) })
	return v, err
}

// maxParameters is how many parameters a query or form may have, as in net/url.
const maxParameters = 10_000

// eachParameter calls found for each parameter in text, which is a query or a form, as what says. It reads as
// url.ParseQuery does: a plus sign is a space, and a name without = has the value "". But what net/url would leave out is
// an error.
func eachParameter(what, text string, found func(name, value string)) error {
	if strings.Count(text, "&") >= maxParameters {
		return badParameters(what, "more than "+strconv.Itoa(maxParameters)+" parameters")
	}
	for text != "" {
		pair, name, escaped := len(text), -1, false // where the two end
	scan:
		for i := range len(text) {
			c := text[i]
			if !parting[c] {
				continue
			}
			switch c {
			case '&':
				pair = i
				break scan
			case ';':
				return badParameters(what, "a semicolon in it; write it as %3B")
			case '=':
				if name < 0 {
					name = i
				}
			default:
				escaped = true
			}
		}
		if pair > 0 {
			key, value := text[:pair], ""
			if name >= 0 {
				key, value = text[:name], text[name+1:pair]
			}
			if escaped {
				var ok, valid bool
				key, ok = unescape(key, ' ')
				if value, valid = unescape(value, ' '); !ok || !valid {
					return badParameters(what, "a percent sign without two hexadecimal digits after it; write it as %25")
				}
			}
			found(key, value)
		}
		text = text[min(pair+1, len(text)):]
	}
	return nil
}

// parting are the bytes that mean something between parameters and in them.
var parting = [256]bool{'&': true, ';': true, '=': true, '%': true, '+': true}

// badParameters refuses parameters for a fault of the query or form that they are in.
func badParameters(what, fault string) error { return &refusal{400, "the " + what + " has " + fault} }

// unescape undoes percent-encoding. A plus sign becomes what plus says: a space in a query, but not in a path.
func unescape(s string, plus byte) (decoded string, ok bool) {
	if indexAny(s, "%+") < 0 {
		return s, true
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch c {
		case '%':
			if len(s)-i < len("%41") {
				return "", false
			}
			high, low := hexDigit(s[i+1]), hexDigit(s[i+2])
			if high < 0 || low < 0 {
				return "", false
			}
			c, i = byte(high<<4|low), i+2
		case '+':
			c = plus
		}
		b.WriteByte(c)
	}
	return b.String(), true
}
