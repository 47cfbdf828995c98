package ow

import (
	"math"
	"net"
	"strconv"
	"strings"
	"testing"
)

func TestLettersChangeTheirCase(t *testing.T) {
	for _, s := range []string{"", "post", "POST", "Content-Type", "@[`{", "a1Z_z"} {
		if got, want := upper(s), strings.ToUpper(s); got != want {
			t.Errorf("upper(%q) is %q", s, got)
		}
		if got, want := lower(s), strings.ToLower(s); got != want {
			t.Errorf("lower(%q) is %q", s, got)
		}
	}
	if got := upper("é\xffa") + lower("É\xffA"); got != "é\xffAÉ\xffa" {
		t.Errorf("got %q", got)
	}
}

func TestNaturalIsParseUint(t *testing.T) {
	for _, s := range []string{
		"", "0", "007", "8080", "65536", "-1", "+1", "1_0", "1a", " 1", "0x1", "9223372036854775807", "9223372036854775808",
		"99999999999999999999", "/", ":",
	} {
		want, err := strconv.ParseUint(s, 10, 63)
		if n, ok := natural(s); ok != (err == nil) || ok && n != int64(want) {
			t.Errorf("%q: got %d, %t; want %d, %v", s, n, ok, want, err)
		}
		n, ok := portNumber(s)
		if ok != (err == nil && want <= math.MaxUint16) || ok && n != int(want) {
			t.Errorf("port %q: got %d, %t", s, n, ok)
		}
	}
}

func TestSplitPortIsSplitHostPort(t *testing.T) {
	for _, s := range []string{"", ":", ":80", "h:80", "h", "1.2.3.4:5", "[::1]:80", "[::1]", "::1:80", "[]:80", "h:", "[::1]80"} {
		wantHost, wantPort, err := net.SplitHostPort(s)
		if host, port, ok := splitPort(s); ok != (err == nil) || ok && (host != wantHost || port != wantPort) {
			t.Errorf("%q: got %q, %q, %t; want %q, %q, %v", s, host, port, ok, wantHost, wantPort, err)
		}
	}
}
