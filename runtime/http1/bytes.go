package http1

// A class is a set of bytes, as a bit in classes.
type class byte

const (
	tokenByte class = 1 << iota // of methods and names of fields (RFC 9110, 5.6.2)
	valueByte                   // of values of fields: no control bytes but tabs (RFC 9110, 5.5)
	hostByte                    // of the field Host, as net/http takes it
	nameByte                    // of hosts in targets, as net/url takes them unescaped
)

// classes tells which classes a byte is in.
var classes = func() (t [256]class) {
	const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	add := func(members string, c class) {
		for i := range len(members) {
			t[members[i]] |= c
		}
	}
	add(alphanumeric+"!#$%&'*+-.^_`|~", tokenByte)
	add(alphanumeric+"!$%&'()*+,-.:;=[]_~", hostByte)
	add(alphanumeric+"!\"$&'()*+,-.:;<=>[]_~", nameByte)
	for b := range t {
		if b >= ' ' && b != 0x7f || b == '\t' {
			t[b] |= valueByte
		}
		if b >= 0x80 {
			t[b] |= nameByte
		}
	}
	return t
}()

// only reports whether all bytes of s are in c.
func only[T string | []byte](s T, c class) bool {
	for i := range len(s) {
		if classes[s[i]]&c == 0 {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + ('a' - 'A')
	}
	return c
}

// equalFold reports whether a and b are equal but for the case of ASCII letters.
func equalFold[A, B string | []byte](a A, b B) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if a[i] != b[i] && lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

// trim removes blanks and tabs from both ends.
func trim[T string | []byte](b T) T {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	return trimRight(b)
}

func trimRight[T string | []byte](b T) T {
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == '\t') {
		b = b[:len(b)-1]
	}
	return b
}

// hasToken reports whether a list with commas has an element.
func hasToken(list []byte, token string) bool {
	for start, i := 0, 0; i <= len(list); i++ {
		if i == len(list) || list[i] == ',' {
			if equalFold(trim(list[start:i]), token) {
				return true
			}
			start = i + 1
		}
	}
	return false
}

// hasWord reports whether a value has a word, with blanks, tabs or commas around it.
func hasWord(value []byte, word string) bool {
	isGap := func(c byte) bool { return c == ' ' || c == '\t' || c == ',' }
	for start, i := 0, 0; i <= len(value); i++ {
		if i == len(value) || isGap(value[i]) {
			if equalFold(value[start:i], word) {
				return true
			}
			start = i + 1
		}
	}
	return false
}
