package codec

import "strings"

// IsNull reports whether the value at i is null.
func IsNull(s string, i int) bool {
	if s[i] <= ' ' {
		i = space(s, i)
	}
	return s[i] == 'n'
}

// Missing records that the object at start lacks required members: those of the names whose bit in seen, 64 to a word, is
// not set. The object has ended with i, as Object or Next says it. Null in the place of an object has no members to miss,
// unless it is all there is.
func (d *Dec) Missing(s string, start, i int, seen []uint64, names ...string) int {
	start = space(s, start)
	if s[start] == 'n' && d.depth > 0 {
		return End(i)
	}
	var missing []string
	for bit, name := range names {
		if seen[bit/64]>>(bit%64)&1 == 0 {
			missing = append(missing, name)
		}
	}
	text := "required field " + missing[0] + " is missing"
	if len(missing) > 1 {
		text = "required fields " + strings.Join(missing, ", ") + " are missing"
	}
	return d.ErrorAt(start, text)
}
