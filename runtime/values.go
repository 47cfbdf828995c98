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

// maxParameters is how many parameters a query may have, as in net/url.
const maxParameters = 10_000

// parseQuery reads a query as url.ParseQuery does: a plus sign is a space, and a name without = has the value "". What
// net/url would leave out is an error.
func parseQuery(query string) (Values, error) {
	if query == "" {
		return nil, nil
	}
	if strings.Count(query, "&") >= maxParameters {
		return nil, &refusal{400, "the query has more than " + strconv.Itoa(maxParameters) + " parameters"}
	}
	v := Values{}
	for pair := range strings.SplitSeq(query, "&") {
		if pair == "" {
			continue
		}
		if strings.Contains(pair, ";") {
			return nil, &refusal{400, "the query has a semicolon; separate parameters with &, and write a semicolon as %3B"}
		}
		name, value, _ := strings.Cut(pair, "=")
		name, err := unescape(name)
		if err != nil {
			return nil, err
		}
		if value, err = unescape(value); err != nil {
			return nil, err
		}
		v[name] = append(v[name], value)
	}
	return v, nil
}

// unescape decodes a part of a query.
func unescape(s string) (string, error) {
	if strings.IndexByte(s, '%') < 0 && strings.IndexByte(s, '+') < 0 {
		return s, nil
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '%':
			n, err := strconv.ParseUint(s[min(i+1, len(s)):min(i+3, len(s))], 16, 8)
			if err != nil || i+3 > len(s) {
				return "", &refusal{400, "the query has a percent sign that begins no escape; write it as %25"}
			}
			b = append(b, byte(n))
			i += 2
		case '+':
			b = append(b, ' ')
		default:
			b = append(b, c)
		}
	}
	return string(b), nil
}
