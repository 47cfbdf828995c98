package codec

// Pointer reads null, which sets *v to nil, or a value into what *v points to, or into a new one if it is nil.
func Pointer[P ~*E, E any](d *Dec, s string, i int, v *P, elem func(*Dec, string, int, *E) int) int {
	if s[i] <= ' ' {
		i = space(s, i)
	}
	if s[i] == 'n' {
		*v = nil
		return d.literal(s, i, "null")
	}
	if *v == nil {
		*v = new(E)
	}
	return elem(d, s, i, *v)
}
