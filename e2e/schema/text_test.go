package schema

import "encoding/json"

// A sample is what a tag demands of a text, with texts that obey and texts that do not.
type sample struct {
	text      string
	good, bad []string
}

// patterns mean the same to RE2 and to ECMA-262.
var patterns = []sample{
	{`^[a-z]+$`, []string{"a", "xyz"}, []string{"", "A", "a1", "a\n"}},
	{`^[A-Z]{2}-[0-9]{3}$`, []string{"AB-123"}, []string{"AB-12", "xAB-123", "AB-1234"}},
	{`[0-9]`, []string{"7", "a7\u00e9"}, []string{"", "\u0667", "seven"}},
	{`^(|ja|nein)$`, []string{"", "ja"}, []string{"j", "janein"}},
	{`^"[^"\\]*"$`, []string{`""`, `"x"`}, []string{`"`, `x`}},
}

// formats are those that are checked. The texts are no edges on which tools differ.
var formats = []sample{
	{"date-time", []string{"2024-02-29T23:59:59Z", "1985-04-12T23:20:50.52+01:00"}, []string{"", "2023-02-29T00:00:00Z", "2024-01-01", "2024-01-01T00:00:00"}},
	{"date", []string{"2024-02-29", "0001-01-01"}, []string{"", "2023-02-29", "2024-1-1", "2024-01-01Z"}},
	{"time", []string{"23:59:59Z", "08:30:06.283185Z", "12:00:00+02:30"}, []string{"", "24:00:00Z", "12:00Z", "12:00:00"}},
	{"duration", []string{"P4DT12H30M5S", "P1Y", "PT0S", "P2W"}, []string{"", "P", "PT", "4D", "P1D2H", "1h30m"}},
	{"email", []string{"joe.bloggs@example.com", "a+b@x.org"}, []string{"", "joe", "joe@", "a..b@x.org", "two words@x.org"}},
	{"hostname", []string{"www.example.com", "xn--4gbwdl", "a-b.c1"}, []string{"-a.com", "a-.com", "a b", "a_b.com"}},
	{"ipv4", []string{"192.168.0.1", "0.0.0.0"}, []string{"", "256.0.0.1", "1.2.3", "01.2.3.4", "::1"}},
	{"ipv6", []string{"::1", "2001:db8::192.0.2.33", "fe80::a"}, []string{"", "1.2.3.4", ":::1", "12345::", "fe80::1%eth0"}},
	{"uri", []string{"http://example.com/a?b=c#d", "urn:isbn:0451450523", "mailto:a@b.org"}, []string{"", "/relative", "http://a b/", "//host/x"}},
	{"uuid", []string{"2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380"}, []string{"", "2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638g"}},
}

// printed are the patterns that owgen prints for numbers and texts in strings, and for keys that are numbers.
var printed = []sample{
	{`^-?(0|[1-9][0-9]*)$`, []string{"0", "-1", "42"}, []string{"", "x", "1.5", "--1"}},
	{`^(0|[1-9][0-9]*)$`, []string{"0", "7", "42"}, []string{"", "x", "-1", "1.5"}},
	{`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`, []string{"0", "-1.5", "2e1"}, []string{"", "x", ".5"}},
	{`^"([^"\\\x00-\x1f]|\\(["\\/bfnrt]|u[0-9a-fA-F]{4}))*"$`, []string{`""`, `"a\n\u00e9 x"`}, []string{"", "a", `"`, `"\x"`}},
}

// find returns the sample of a demand.
func find(samples []sample, text string) (sample, bool) {
	for _, s := range samples {
		if s.text == text {
			return s, true
		}
	}
	return sample{}, false
}

// quote is a text as JSON.
func quote(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(b)
}
