package codec

// Number reads a number as its text, or a string that holds one, as json.Number does. Null leaves *v alone.
func Number[T ~string](d *Dec, s string, i int, v *T) int {
	t, i := d.numeral(s, i, string(*v))
	*v = T(t)
	return i
}

func (d *Dec) numeral(s string, i int, old string) (string, int) {
	i = space(s, i)
	if s[i] == '-' || isDigit(s[i]) {
		end := d.number(s, i)
		if end < 0 {
			return "", -1
		}
		return d.keep(s[i:end]), end
	}
	if s[i] != '"' {
		return old, d.null(s, i, "number")
	}
	t, end := d.quoted(s, i)
	if end >= 0 && !isNumber(t) {
		return "", d.ErrorAt(i, "expected number, got a string that holds none")
	}
	return t, end
}

// isNumber reports whether text is a JSON number.
func isNumber(text string) bool {
	var d Dec
	return len(text) > 0 && d.number(text+Padding, 0) == len(text)
}
