package codec

// Value checks the value at i, of any kind, and returns its text and the index after it, or -1. Generated code passes a
// copy of the text to a type's UnmarshalJSON.
func (d *Dec) Value(s string, i int) (text string, next int) {
	i = space(s, i)
	next = d.Skip(s, i)
	if next < 0 {
		return "", -1
	}
	return s[i:next], next
}

// unquote reads a string for a type's UnmarshalText. Null leaves such a type alone: then next is below -1, and End
// turns it into an index. -1 is an error.
func (d *Dec) unquote(s string, i int) (text string, next int) {
	i = space(s, i)
	if s[i] == '"' {
		return d.quoted(s, i)
	}
	if i = d.null(s, i, "string"); i < 0 {
		return "", -1
	}
	return "", ^i
}

// Interface reads null, the only value that an interface with methods can be decoded from.
func Interface[T any](d *Dec, s string, i int, v *T) int {
	var zero T
	*v = zero
	return d.null(s, space(s, i), "null")
}
