package ow

import (
	"net"
	"strings"
)

// This file does what packages strings, strconv and net do as well, in the few lines that are needed of it. Theirs know all
// of Unicode and every base, and say in errors of their own what is wrong: a program would be 20 kB larger with them.

// lower returns s with its ASCII letters in lower case, and upper in upper case. Others are left alone.
func lower(s string) string { return recased(s, 'A') }

func upper(s string) string { return recased(s, 'a') }

// recased returns s with the letters from first on, 26 of them, in the other case.
//
//go:noinline // which would make the program larger
func recased(s string, first byte) string {
	var b []byte
	for i := range len(s) {
		if s[i]-first < 26 {
			if b == nil {
				b = []byte(s)
			}
			b[i] ^= 'a' ^ 'A'
		}
	}
	if b == nil {
		return s
	}
	return string(b)
}

// indexAny returns the index of the first byte of s that is in set, or -1. Both are ASCII.
//
//go:noinline // which would make the program larger
func indexAny(s, set string) int {
	for i := range len(s) {
		if strings.IndexByte(set, s[i]) >= 0 {
			return i
		}
	}
	return -1
}

// isAmong reports whether s is made of bytes of set alone.
func isAmong(s, set string) bool { return trimLeft(s, set) == "" }

// trimLeft returns s without the bytes of set that it begins with.
//
//go:noinline // which would make the program larger
func trimLeft(s, set string) string {
	for s != "" && strings.IndexByte(set, s[0]) >= 0 {
		s = s[1:]
	}
	return s
}

// trimBlanks removes blanks and tabs around s.
func trimBlanks(s string) string {
	s = trimLeft(s, " \t")
	for s != "" && isAmong(s[len(s)-1:], " \t") {
		s = s[:len(s)-1]
	}
	return s
}

// natural returns the number that s is, of decimal digits and nothing else.
//
//go:noinline // which would make the program larger
func natural(s string) (n int64, ok bool) {
	for i := range len(s) {
		d := int64(s[i]) - '0'
		if d < 0 || d > 9 || n > (1<<63-1-d)/10 {
			return 0, false
		}
		n = 10*n + d
	}
	return n, s != ""
}

// portNumber returns the number of a port.
func portNumber(s string) (port int, ok bool) {
	n, ok := natural(s)
	return int(n), ok && n < 1<<16
}

// splitPort splits host:port. Where there are colons in a host, as in [::1], brackets are around it.
func splitPort(s string) (host, port string, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return "", "", false
	}
	if host, port = s[:i], s[i+1:]; strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		return host[1 : len(host)-1], port, true
	}
	return host, port, strings.IndexByte(host, ':') < 0
}

// tcpAddr reads an address of IP and port. Of names it knows localhost alone: to look others up would link a resolver. Without
// a host, the address has no IP.
func tcpAddr(s string) (at *net.TCPAddr, ok bool) {
	host, number, split := splitPort(s)
	port, ok := portNumber(number)
	at = &net.TCPAddr{Port: port}
	if host == "localhost" {
		host = "127.0.0.1"
	}
	if host != "" {
		at.IP = net.ParseIP(host)
	}
	return at, split && ok && (host == "" || at.IP != nil)
}
