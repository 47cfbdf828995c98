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

// A set is one of ASCII characters: a bit for each.
type set [2]uint64

const (
	digits  = (1<<10 - 1) << '0'
	letters = (1<<26-1)<<('A'-64) | (1<<26-1)<<('a'-64)
	marks   = 1<<'!' | 1<<'#' | 1<<'$' | 1<<'%' | 1<<'&' | 1<<'\'' | 1<<'*' | 1<<'+' | 1<<'-' | 1<<'/' | 1<<'=' | 1<<'?'
	more    = 1<<('^'-64) | 1<<('_'-64) | 1<<('`'-64) | 1<<('{'-64) | 1<<('|'-64) | 1<<('}'-64) | 1<<('~'-64)
)

var (
	ofLabels = set{digits | 1<<'-', letters}       // RFC 1123, section 2.1
	ofAtoms  = set{digits | marks, letters | more} // RFC 5322, section 3.2.3
)

// has reports whether c is in the set.
func (x *set) has(c byte) bool { return c < 0x80 && x[c>>6]>>(c&63)&1 != 0 }

// Hostname reports whether s is a host name of RFC 1123, section 2.1: labels of letters, digits and hyphens, at most 63
// bytes each and 253 together. A label neither begins nor ends with a hyphen. There is no dot at the end.
func Hostname(s string) bool {
	if len(s) > 253 {
		return false
	}
	start := 0
	for k := 0; k <= len(s); k++ {
		switch {
		case k < len(s) && s[k] != '.':
			if !ofLabels.has(s[k]) {
				return false
			}
		case k == start || k-start > 63 || s[start] == '-' || s[k-1] == '-':
			return false
		default:
			start = k + 1
		}
	}
	return true
}

// Email reports whether s is an address of mail: a dot-atom of RFC 5322, section 3.2.3, an @, and a host name. All is
// ASCII. What stands before the @ has at most 64 bytes, and all at most 254. (RFC 5321, section 4.5.3.1)
func Email(s string) bool {
	at := strings.LastIndexByte(s, '@')
	if at < 0 || at > 64 || len(s) > 254 {
		return false
	}
	start := 0
	for k := range at + 1 {
		switch {
		case k < at && s[k] != '.':
			if !ofAtoms.has(s[k]) {
				return false
			}
		case k == start:
			return false
		default:
			start = k + 1
		}
	}
	return Hostname(s[at+1:])
}
