package codec

import "strings"

// IsNull reports whether the value at i is null.
func IsNull(s string, i int) bool {
	if s[i] <= ' ' {
		i = space(s, i)
	}
	return s[i] == 'n'
}

// Missing records that the object at start lacks required members: the names whose bits in seen, 64 to a word, are not
// set. i is the end of the object as Object or Next returned it. Null instead of an object lacks nothing, unless it is
// the whole document.
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
