package codec

// Skip checks the value at i, of any kind, and returns the index after it.
func (d *Dec) Skip(s string, i int) int {
	if s[i] <= ' ' {
		i = space(s, i)
	}
	switch c := s[i]; c {
	case '"':
		return d.skipString(s, i)
	case '{':
		return d.skipObject(s, i)
	case '[':
		return d.skipArray(s, i)
	case 't':
		return d.literal(s, i, "true")
	case 'f':
		return d.literal(s, i, "false")
	case 'n':
		return d.literal(s, i, "null")
	default:
		if c == '-' || isDigit(c) {
			return d.number(s, i)
		}
	}
	return d.unexpected(s, i, "a value")
}

func (d *Dec) skipObject(s string, i int) int {
	i, state := d.open(s, i, '{')
	if state != inside {
		return i
	}
	for i >= 0 {
		if i = d.skipString(s, i); i < 0 {
			return -1
		}
		if s[i] != ':' {
			if i = space(s, i); s[i] != ':' {
				return d.unexpected(s, i, "':'")
			}
		}
		i = d.Next(s, d.Skip(s, i+1))
	}
	return End(i)
}

func (d *Dec) skipArray(s string, i int) int {
	i, state := d.open(s, i, '[')
	if state != inside {
		return i
	}
	for i >= 0 {
		if i = d.Skip(s, i); i < 0 {
			return -1
		}
		i = d.element(s, i)
	}
	return End(i)
}

// skipString checks the string whose quote is at i.
func (d *Dec) skipString(s string, i int) int {
	start := i + 1
	for i = start; ; {
		m := stops(load(s, i))
		if m == 0 {
			i += 8
			continue
		}
		i += first(m)
		switch {
		case s[i] == '"':
			if d.how&ValidUTF8 != 0 && !validUTF8(s, start, i) {
				return d.notUTF8(s, start, i)
			}
			return i + 1
		case s[i] != '\\':
			return d.unexpected(s, i, "the rest of a string")
		case s[i+1] == 'u':
			if _, i = d.unicode(s, i); i < 0 {
				return -1
			}
		case escapes[s[i+1]] == 0:
			return d.unexpected(s, i+1, "an escape")
		default:
			i += 2
		}
	}
}
