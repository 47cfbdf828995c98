package codec

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// words calls f with eight bytes at a time, in which bytes around those that matter are frequent.
func words(f func(text string, w uint64)) {
	r := rand.New(rand.NewPCG(5, 6))
	const likely = "\x00\x01\x1f !\"#%&'+,-./0123456789:;<=>?@AZ[\\]^az{|}~\x7f\x80\x81\xa8\xe2\xfe\xff"
	for range 200000 {
		b := make([]byte, 8)
		for i := range b {
			b[i] = likely[r.IntN(len(likely))]
			if r.IntN(4) == 0 {
				b[i] = byte(r.IntN(256))
			}
			if r.IntN(2) == 0 {
				b[i] = '5'
			}
		}
		f(string(b), load(string(b), 0))
	}
}

// index returns the index of the first byte of text for which f holds, or its length.
func index(text string, f func(byte) bool) int {
	for i := range len(text) {
		if f(text[i]) {
			return i
		}
	}
	return len(text)
}

func mark(m uint64) int {
	if m == 0 {
		return 8
	}
	return first(m)
}

func TestWordsAreSearchedAsBytesWouldBe(t *testing.T) {
	words(func(text string, w uint64) {
		if got, want := mark(stops(w)), index(text, func(c byte) bool { return c == '"' || c == '\\' || c < ' ' }); got != want {
			t.Fatalf("stops(%q) = %d, want %d", text, got, want)
		}
		if got, want := mark(specials(w)), index(text, func(c byte) bool {
			return c < ' ' || c >= utf8.RuneSelf || strings.IndexByte(`"&<>\^|~`, c) >= 0
		}); got != want {
			t.Fatalf("specials(%q) = %d, want %d", text, got, want)
		}
		count := index(text, func(c byte) bool { return !isDigit(c) })
		want, _ := strconv.ParseUint(text[:count], 10, 64)
		if got, k := leading(w); got != want || k != count {
			t.Fatalf("leading(%q) = %d, %d, want %d, %d", text, got, k, want, count)
		}
		if m := stops(w); m != 0 && before(m) != 1<<(8*first(m))-1 {
			t.Fatalf("before(%x) = %x", m, before(m))
		}
		var b [8]byte
		if store(b[:], w); string(b[:]) != text {
			t.Fatalf("store(load(%q)) = %q", text, b)
		}
	})
}

func TestCommasAreCountedUpToTheBracket(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 20000 {
		b := make([]byte, r.IntN(40))
		for i := range b {
			b[i] = ",,1+-\xac\x2c\x2d\xff"[r.IntN(9)]
		}
		if r.IntN(2) == 0 {
			b = append(b, "],,,"...)
		}
		text, _, _ := strings.Cut(string(b), "]")
		if got, want := commas(Text(b), 0), strings.Count(text, ","); got != want {
			t.Fatalf("commas(%q) = %d, want %d", b, got, want)
		}
	}
}

func TestTailsAreLoadedWithBlanksBehindThem(t *testing.T) {
	const text = "abcdefghijklm"
	for n := range len(text) + 1 {
		for i := range n {
			if n-i >= 8 {
				continue
			}
			got, want := loadTail(text[:n], i), load(text[i:n]+strings.Repeat(" ", 8), 0)
			if got != want {
				t.Fatalf("loadTail(%q, %d) = %x, want %x", text[:n], i, got, want)
			}
		}
	}
}

func TestRunesAreMeasuredAsByUTF8(t *testing.T) {
	check := func(b []byte) {
		want := 0
		if r, size := utf8.DecodeRune(b); r != utf8.RuneError || size > 1 {
			want = size
		}
		if got := runeLen(load(string(b), 0)); got != want {
			t.Fatalf("runeLen(%x) = %d, want %d", b, got, want)
		}
	}
	edges := []byte{0, 0x22, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xa8, 0xbf, 0xc0, 0xff}
	for c := 0x80; c < 0x100; c++ {
		for d := range 0x100 {
			for _, e := range edges {
				for _, f := range edges {
					check([]byte{byte(c), byte(d), e, f, 0, 0, 0, 0})
				}
			}
		}
	}
	words(func(text string, w uint64) {
		for end := range 9 {
			s := text[:end] + Padding
			if got, want := validUTF8(s, 0, end), utf8.ValidString(text[:end]); got != want {
				t.Fatalf("validUTF8(%q) = %v", text[:end], got)
			}
		}
	})
}

func TestPaddingIsPad(t *testing.T) {
	if len(Padding) != Pad || strings.Trim(Padding, "\x00") != "" {
		t.Errorf("padding is %q", Padding)
	}
}

func TestSlicesGrowWithinBounds(t *testing.T) {
	for _, n := range []int{0, 1, 2, 4, 5, 100, 1 << 20} {
		for _, size := range []int{0, 1, 8, 300, 1 << 20} {
			for _, done := range []int{0, 1, 50, 1 << 20, 1 << 30} {
				for _, rest := range []int{0, 1, 2, 1000, 1 << 30} {
					got := larger(n, size, done, rest)
					if got <= n {
						t.Errorf("larger(%d, %d, %d, %d) = %d leaves no room", n, size, done, rest, got)
					}
					if int64(got) > int64(n)+1+int64(rest)/2 {
						t.Errorf("larger(%d, %d, %d, %d) = %d is more than the text can hold", n, size, done, rest, got)
					}
					if extra := int64(got-n) * int64(size); got > 4 && got > 2*n && got > n+1 && extra > 8*int64(rest) {
						t.Errorf("larger(%d, %d, %d, %d) = %d is %d bytes too many", n, size, done, rest, got, extra)
					}
				}
			}
		}
	}
}

func TestDecimalTextsAreComparedWithoutBeingWritten(t *testing.T) {
	numbers := []int64{0, 1, 2, 9, 10, 11, 19, 20, 99, 100, 101, 110, 999999999999999999, 1000000000000000000,
		1<<63 - 1, -1 << 63, -1, -2, -9, -10, -11, -100, -99, -1000000000000000000}
	r := rand.New(rand.NewPCG(9, 10))
	for range 300 {
		numbers = append(numbers, int64(r.Uint64()>>r.UintN(64)), -int64(r.Uint64()>>r.UintN(64)))
	}
	for _, x := range numbers {
		for _, y := range numbers {
			if got, want := compareInts(x, y), strings.Compare(strconv.FormatInt(x, 10), strconv.FormatInt(y, 10)); got != want {
				t.Fatalf("compareInts(%d, %d) = %d, want %d", x, y, got, want)
			}
			u, v := uint64(x), uint64(y)
			if got, want := compareDigits(u, v), strings.Compare(strconv.FormatUint(u, 10), strconv.FormatUint(v, 10)); got != want {
				t.Fatalf("compareDigits(%d, %d) = %d, want %d", u, v, got, want)
			}
		}
	}
}
