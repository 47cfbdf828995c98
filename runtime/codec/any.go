package codec

// Any reads a value of any kind as nil, bool, float64, string, []any or map[string]any.
func Any(d *Dec, s string, i int, v *any) int {
	x, i := d.any(s, i)
	*v = x
	return i
}

func (d *Dec) any(s string, i int) (any, int) {
	if s[i] <= ' ' {
		i = space(s, i)
	}
	switch c := s[i]; c {
	case '"':
		t, i := d.quoted(s, i)
		return t, i
	case '{':
		return d.anyObject(s, i)
	case '[':
		return d.anyArray(s, i)
	case 't':
		return true, d.literal(s, i, "true")
	case 'f':
		return false, d.literal(s, i, "false")
	case 'n':
		return nil, d.literal(s, i, "null")
	default:
		if c == '-' || isDigit(c) {
			f, i := d.float(s, i, 0, 64)
			return f, i
		}
	}
	return nil, d.unexpected(s, i, "a value")
}

func (d *Dec) anyObject(s string, i int) (any, int) {
	i, state := d.open(s, i, '{')
	if state == failed {
		return nil, -1
	}
	m := make(map[string]any)
	if state == empty {
		return m, i
	}
	for i >= 0 {
		var k string
		if k, i = d.Key(s, i); i < 0 {
			return nil, -1
		}
		if repeated(d, i, m, k) {
			return nil, -1
		}
		var x any
		if x, i = d.any(s, i); i < 0 {
			return nil, -1
		}
		m[k] = x
		i = d.Next(s, i)
	}
	return m, End(i)
}

func (d *Dec) anyArray(s string, i int) (any, int) {
	var list []any
	i = Slice(d, s, i, &list, Any)
	return list, i
}
