package ow

import "strings"

// accepts returns how much the caller of c wants a type, in thousandths, by what it says in Accept: 0 if it does not, or does
// not name it. (RFC 9110, 12.4.2, 12.5.1)
func (c *call) accepts(want string) int {
	if c.header == nil {
		return 0
	}
	for name, value := range c.header.Fields() {
		if !strings.EqualFold(name, "Accept") {
			continue
		}
		for value != "" {
			var accepted string
			if accepted, value, _ = strings.Cut(value, ","); mediaType(accepted) == want {
				return weight(accepted)
			}
		}
	}
	return 0
}

// weight returns the weight of an element of Accept, in thousandths: text/html;q=0.7. What is no weight counts as none, which
// is 1.
func weight(element string) int {
	const most = 1000
	_, params, _ := strings.Cut(element, ";")
	for params != "" {
		var param string
		param, params, _ = strings.Cut(params, ";")
		name, value, _ := strings.Cut(trimBlanks(param), "=")
		if lower(name) != "q" {
			continue
		}
		whole, decimals, _ := strings.Cut(value, ".")
		n, ok := natural(whole + (decimals + "000")[:3])
		if !ok || len(decimals) > 3 || n > most {
			return most
		}
		return int(n)
	}
	return most
}
