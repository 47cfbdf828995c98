package codec

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// plainString is appendString without shortcuts.
func plainString(s string) string {
	const hex = "0123456789abcdef"
	b := []byte{'"'}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(b, `\ufffd`...)
		case r == '\u2028', r == '\u2029':
			b = append(b, `\u202`...)
			b = append(b, hex[r&15])
		case r == '"', r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\b':
			b = append(b, `\b`...)
		case r == '\f':
			b = append(b, `\f`...)
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < ' ', r == '<', r == '>', r == '&':
			b = append(b, `\u00`...)
			b = append(b, hex[r>>4], hex[r&15])
		default:
			b = append(b, s[i:i+size]...)
		}
		i += size
	}
	return string(append(b, '"'))
}

func TestStringsAreWrittenAsWithoutHaste(t *testing.T) {
	check := func(s string) {
		t.Helper()
		if got, want := string(new(Enc).appendString(nil, s)), plainString(s); got != want {
			t.Fatalf("%q is written %s, want %s", s, got, want)
		}
	}
	for c := range 256 {
		check(string([]byte{byte(c)}))
		check("1234567" + string([]byte{byte(c)}) + "abcdefghijk")
		var b [8]byte
		if c < utf8.RuneSelf {
			want := plainString(string([]byte{byte(c)}))
			if n := new(Enc).escape(b[:], 0, byte(c)); string(b[:n]) != want[1:len(want)-1] || string(b[n:]) != "\x00\x00\x00\x00\x00\x00\x00\x00"[n:] {
				t.Fatalf("%q is escaped %q, want %s", rune(c), b, want)
			}
		}
	}
	r := rand.New(rand.NewPCG(21, 22))
	parts := []string{"a", "bcdefghi", " ", `"`, `\`, "<", "\n", "\x00", "\x01", "\x1f", "\x7f", "#", "$", "?", "]", "^", "|", "~", "é", "ÿ", "߿", "ࠀ", "世", "\ud7ff", "\uffff", "😀",
		"\u2028", "\u2029", "\u202a", "\xc3", "\xe2", "\x80", "\xa8", "\xff", "\xf0\x9f", "\xc1\x80", "\xe0\x9f\xbf", "\xed\xbf\xbf"}
	for range 300000 {
		some := 1 + r.IntN(len(parts))
		from := r.IntN(len(parts) - some + 1)
		var s string
		for range r.IntN(30) {
			s += parts[from+r.IntN(some)]
		}
		check(s)
	}
	words(func(text string, _ uint64) { check(text + text) })
}

func TestFrequentRunesAreMeasuredAsAll(t *testing.T) {
	for lead := range 256 {
		for second := range 256 {
			for _, third := range []byte{0, 0x7f, 0x80, 0xa7, 0xa8, 0xa9, 0xaa, 0xbf, 0xc0} {
				w := uint64(lead) | uint64(second)<<8 | uint64(third)<<16
				want := runeLen(w | 0x80)
				if lead < 0x80 || want == 4 || w&^(1<<16) == 0xa880e2 {
					want = 0
				}
				if got := frequentLen(w); got != want {
					t.Fatalf("frequentLen(%x) = %d, want %d", w, got, want)
				}
			}
		}
	}
}

func TestOutputDoesNotBeginSmall(t *testing.T) {
	if b := new(Enc).appendString(nil, "short"); cap(b) < 1024 {
		t.Errorf("the first output has room for %d bytes", cap(b))
	}
}
