package format

// UUID reports whether s is a UUID of RFC 9562, section 4, in upper or lower case: 8, 4, 4, 4 and 12 hexadecimal digits.
func UUID(s string) bool {
	const form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
	if len(s) != len(form) {
		return false
	}
	for k := range len(form) {
		isHex := isDigit(s[k]) || s[k]|0x20-'a' < 6
		if form[k] == 'x' && !isHex || form[k] == '-' && s[k] != '-' {
			return false
		}
	}
	return true
}
