package ow

import "strconv"

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
	for n := 1; text != ""; n++ {
		name, end, special := cutParameter(text)
		switch {
		case special == ';':
			return badParameters(what, "a semicolon in it; write it as %3B")
		case end < len(text) && n == maxParameters:
			return badParameters(what, "more than "+strconv.Itoa(maxParameters)+" parameters")
		}
		if end > 0 {
			key, value := text[:name], text[min(name+1, end):end]
			if special != 0 {
				var ok, valid bool
				key, ok = unescape(key, ' ')
				if value, valid = unescape(value, ' '); !ok || !valid {
					return badParameters(what, "a percent sign without two hexadecimal digits after it; write it as %25")
				}
			}
			found(key, value)
		}
		text = text[min(end+1, len(text)):]
	}
	return nil
}

// cutParameter returns where the name of the parameter that text begins with ends, where the parameter does, and a byte that
// is special in it: a semicolon if there is one, else % or +, else 0. As a function of its own it keeps all it knows in
// registers.
//
//go:noinline
func cutParameter(text string) (int, int, byte) {
	name, special, i := -1, byte(0), 0
	for {
		for i < len(text) && text[i] > '=' { // as letters are
			i++
		}
		if i == len(text) {
			break
		}
		switch c := text[i]; c {
		case '&':
			if name < 0 {
				name = i
			}
			return name, i, special
		case '=':
			if name < 0 {
				name = i
			}
		case '%', '+':
			special = c
		case ';':
			return i, i, c
		}
		i++
	}
	if name < 0 {
		name = i
	}
	return name, i, special
}

// badParameters refuses parameters for a fault of the query or form that they are in.
func badParameters(what, fault string) error { return &refusal{400, "the " + what + " has " + fault} }

// unescape undoes percent-encoding. A plus sign becomes what plus says: a space in a query, but not in a path.
func unescape(s string, plus byte) (decoded string, ok bool) {
	first := 0
	for first < len(s) && s[first] != '%' && s[first] != '+' {
		first++
	}
	if first == len(s) {
		return s, true
	}
	var few [64]byte // most values are short
	b := append(few[:0], s[:first]...)
	for i := first; i < len(s); i++ {
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
		b = append(b, c)
	}
	return string(b), true
}
