package format

import (
	"net/netip"
	"strings"
)

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

// Hostname reports whether s is a host name of RFC 1123, section 2.1: labels of letters, digits and hyphens, at most 63
// bytes each and 253 together. A label neither begins nor ends with a hyphen. There is no dot at the end.
func Hostname(s string) bool {
	if len(s) > 253 {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if !isLabel(label) {
			return false
		}
	}
	return true
}

func isLabel(s string) bool {
	if s == "" || len(s) > 63 || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	for k := range len(s) {
		if !isAlphanumeric(s[k]) && s[k] != '-' {
			return false
		}
	}
	return true
}

func isAlphanumeric(c byte) bool { return isDigit(c) || c|0x20-'a' < 26 }

// Email reports whether s is an address of mail: a dot-atom of RFC 5322, section 3.2.3, an @, and a host name. All is
// ASCII. What stands before the @ has at most 64 bytes, and all at most 254. (RFC 5321, section 4.5.3.1)
func Email(s string) bool {
	at := strings.LastIndexByte(s, '@')
	if at < 0 || at > 64 || len(s) > 254 {
		return false
	}
	for atom := range strings.SplitSeq(s[:at], ".") {
		if !isAtom(atom) {
			return false
		}
	}
	return Hostname(s[at+1:])
}

func isAtom(s string) bool {
	for k := range len(s) {
		if !isAlphanumeric(s[k]) && strings.IndexByte("!#$%&'*+-/=?^_`{|}~", s[k]) < 0 {
			return false
		}
	}
	return s != ""
}
