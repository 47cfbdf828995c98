package format_test

import (
	"go/build"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec/format"
	"github.com/owgen/owgen/runtime/codec/format/uri"
)

// sixtyThree is the longest label.
var sixtyThree = strings.Repeat("a", 63)

func TestSCH14FormatsAreExact(t *testing.T) {
	for _, test := range []struct {
		name      string
		is        func(string) bool
		good, bad []string
	}{
		{"date-time", format.DateTime,
			[]string{"2026-02-28T23:59:59Z", "2024-02-29T00:00:00.123456789+01:00", "0000-01-01T00:00:00-23:59"},
			[]string{"", "2026-02-29T00:00:00Z", "2026-02-28t23:59:59Z", "2026-02-28T23:59:60Z", "2026-02-28 23:59:59Z", "2026-02-28T23:59:59", "2026-02-28"}},
		{"date", format.Date,
			[]string{"2026-02-28", "2024-02-29", "0000-01-01"},
			[]string{"", "2026-02-29", "2026-2-28", "26-02-28", "2026-02-28Z", "2026-13-01", "+026-01-01"}},
		{"time", format.Time,
			[]string{"00:00:00Z", "23:59:59.5+01:00", "12:30:00-00:00"},
			[]string{"", "24:00:00Z", "12:30Z", "12:30:00", "12:30:60Z", "T12:30:00Z", "12:30:00z"}},
		{"duration", format.Duration,
			[]string{"P1Y2M3DT4H5M6S", "P1Y", "P2M3D", "PT0S", "PT4H5M", "P4W", "P007D", "P3DT5M"},
			[]string{"", "P", "PT", "P1YT", "P1Y3D", "PT4H6S", "P1W1D", "P1.5D", "-P1D", "P1", "1D", "p1d", "P1D1D", "P1M1Y", "90s", "1h30m", "P1S", "PW"}},
		{"email", format.Email,
			[]string{"a@b", "ada.lovelace+math@example.co.uk", "!#$%&'*+-/=?^_`{|}~@example.com", strings.Repeat("a", 64) + "@b"},
			[]string{"", "a", "@b", "a@", "a@b.", "a..b@c", ".a@b", "a.@b", "a b@c", `"a"@b`, "a@[1.2.3.4]", "ä@b", "a@b_c", "Ada <a@b>",
				strings.Repeat("a", 65) + "@b", "aaaa@" + strings.Repeat("b.", 124) + "bb"}},
		{"hostname", format.Hostname,
			[]string{"a", "example.com", "1.2.3.4", "xn--bcher-kva.example", sixtyThree + ".b", strings.Repeat("a.", 126) + "a"},
			[]string{"", ".", "a.", ".a", "a..b", "-a", "a-", "a_b", "ä", "a b", sixtyThree + "a", strings.Repeat("a.", 127) + "a"}},
		{"ipv4", format.IPv4,
			[]string{"0.0.0.0", "192.0.2.1", "255.255.255.255"},
			[]string{"", "256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "::1", "::ffff:1.2.3.4", " 1.2.3.4"}},
		{"ipv6", format.IPv6,
			[]string{"::", "::1", "2001:db8::1", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8"},
			[]string{"", "1.2.3.4", "fe80::1%eth0", "1:2:3:4:5:6:7", "[::1]", "12345::"}},
		{"uuid", format.UUID,
			[]string{"00000000-0000-0000-0000-000000000000", "f81D4fae-7dec-11d0-A765-00a0c91e6bf6"},
			[]string{"", "f81d4fae7dec11d0a76500a0c91e6bf6", "f81d4fae-7dec-11d0-a765-00a0c91e6bfg", "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}", "f81d4fae-7dec-11d0-a765-00a0c91e6bf", "f81d4fae07dec-11d0-a765-00a0c91e6bf6"}},
		{"uri", uri.URI,
			[]string{"http://example.com/a?b=c#d", "mailto:a@b", "urn:isbn:1", "x:", "HTTP://[::1]:80/%20"},
			[]string{"", "/a", "//a/b", "a b:c", "http://a/b c", "http://ä", "http://a/%zz", "1:a", ":a", "http://a/<b>", "http://a|b", "http://a`", "x:{y}", "x:\\", "x:^"}},
	} {
		for _, s := range test.good {
			if !test.is(s) {
				t.Errorf("%q is refused as %s", s, test.name)
			}
		}
		for _, s := range test.bad {
			if test.is(s) {
				t.Errorf("%q is taken for %s", s, test.name)
			}
		}
	}
}

func TestSCH12FormatsLinkLittle(t *testing.T) {
	for dir, allowed := range map[string]string{".": " net/netip strings time ", "uri": " net/url strings "} {
		pkg, err := build.ImportDir(dir, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range pkg.Imports {
			if !strings.Contains(allowed, " "+path+" ") {
				t.Errorf("%s imports %s", dir, path)
			}
		}
	}
}
