package codec

// IsNull reports whether the value at i is null.
func IsNull(s string, i int) bool {
	if s[i] <= ' ' {
		i = space(s, i)
	}
	return s[i] == 'n'
}

// IsObject reports whether there is an object at start, where d has read one or null. Null lacks nothing and gets no
// defaults, unless it is the whole document.
func (d *Dec) IsObject(s string, start int) bool { return d.depth == 0 || !IsNull(s, start) }

// Missing records that the object at start lacks required members: the names whose bits in seen, 64 to a word, are not
// set. "" stands for a bit that is about something else. i is the end of the object as Object or Next returned it.
func (d *Dec) Missing(s string, start, i int, seen []uint64, names ...string) int {
	if !d.IsObject(s, start) {
		return End(i)
	}
	for bit, name := range names {
		if name != "" && seen[bit/64]>>(bit%64)&1 == 0 && !d.violate(violation{start, name, "is required"}) {
			return -1
		}
	}
	return End(i)
}
