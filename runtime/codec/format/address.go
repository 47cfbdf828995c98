package format

import "net/netip"

// IPv4 reports whether s is an address like 192.0.2.1.
func IPv4(s string) bool {
	addr, err := netip.ParseAddr(s)
	return err == nil && addr.Is4()
}

// IPv6 reports whether s is an address like 2001:db8::1, without a zone.
func IPv6(s string) bool {
	addr, err := netip.ParseAddr(s)
	return err == nil && addr.Is6() && addr.Zone() == ""
}

// The classes of ASCII characters, in classes.
const (
	inAtom  = 1 // RFC 5322, section 3.2.3
	inLabel = 2 // RFC 1123, section 2.1
)

// classes has the classes of each byte, from 0x20 on 16 to a line.
var classes = [256]uint8{
	0x20: 0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 3, 0, 1,
	3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 1, 0, 1,
	0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
	3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 1, 1,
	1, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
	3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 1, 1, 1, 1, 0,
}

// Hostname reports whether s is a host name of RFC 1123, section 2.1: labels of letters, digits and hyphens, at most 63
// bytes each and 253 together. A label neither begins nor ends with a hyphen. There is no dot at the end.
func Hostname(s string) bool {
	start := 0
	for k := range len(s) {
		switch {
		case classes[s[k]]&inLabel != 0:
		case s[k] != '.' || !isLabel(s[start:k]):
			return false
		default:
			start = k + 1
		}
	}
	return len(s) <= 253 && isLabel(s[start:])
}

// isLabel reports whether s, of the right characters, is a label.
func isLabel(s string) bool { return s != "" && len(s) <= 63 && s[0] != '-' && s[len(s)-1] != '-' }

// Email reports whether s is an address of mail: a dot-atom of RFC 5322, section 3.2.3, an @, and a host name. All is
// ASCII. What stands before the @ has at most 64 bytes, and all at most 254. (RFC 5321, section 4.5.3.1)
func Email(s string) bool {
	k, start := 0, 0
	for ; k < len(s) && s[k] != '@'; k++ {
		switch {
		case classes[s[k]]&inAtom != 0:
		case s[k] != '.' || k == start:
			return false
		default:
			start = k + 1
		}
	}
	return start < k && k <= 64 && k < len(s) && len(s) <= 254 && Hostname(s[k+1:])
}
