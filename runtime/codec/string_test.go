package codec_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/owgen/owgen/runtime/codec"
)

func sameString(t *testing.T, literal string) {
	t.Helper()
	same(t, []byte(literal), codec.String[string], codec.AppendString[string])
}

func TestEscapesAreUndone(t *testing.T) {
	for c := range 256 {
		sameString(t, `"\`+string([]byte{byte(c)})+`"`)
		sameString(t, `"before \`+string([]byte{byte(c)})+` and behind"`)
		sameString(t, `"`+string([]byte{byte(c)})+`"`)
		for n := range 4 {
			digits := []byte("0aF9")
			digits[n] = byte(c)
			sameString(t, `"\u`+string(digits)+`"`)
		}
	}
	for n := range 20 {
		for _, escape := range []string{`\n`, `\"`, `\\`, `\u00e9`, `\u4e16`, `\ud83d\ude00`, `\ud800`, `\ud800\ud800`, `\ud83d\n`, `\ude00\ud83d`,
			`\ud83d\u0041`, `\uD83D\uDE00`, `\u0000`, `\u003c`, "é", "\xff", "\xe2\x80\xa8", "<", "\x7f", "\xed\xa0\x80", "\xf4\x90\x80\x80"} {
			sameString(t, `"`+strings.Repeat("a", n)+escape+`"`)
			sameString(t, `"`+strings.Repeat(escape, n)+`"`)
			sameString(t, `"`+strings.Repeat(escape+"bc", n)+strings.Repeat("d", n)+`"`)
		}
	}
}

func TestSurrogatesAreCombined(t *testing.T) {
	halves := []string{`\ud800`, `\udbff`, `\udc00`, `\udfff`, `\ue000`, `\ud7ff`, `\u0041`, `A`, `\n`, `\ud83`, ``}
	for _, x := range halves {
		for _, y := range halves {
			for _, z := range halves {
				sameString(t, `"`+x+y+z+`"`)
			}
		}
	}
}

func TestEachRuneIsWrittenAsByEncodingJSON(t *testing.T) {
	var b strings.Builder
	for r := rune(0); r <= utf8.MaxRune; r++ {
		b.WriteRune(r)
		if b.Len() > 10000 || r == utf8.MaxRune {
			s := b.String()
			b.Reset()
			got := codec.AppendString(new(codec.Enc), nil, &s)
			want, err := json.Marshal(s)
			if err != nil || string(got) != string(want) {
				t.Fatalf("up to %U: got %q, want %q", r, got, want)
			}
		}
	}
}

func TestRandomBytesAreStringsAsForEncodingJSON(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	parts := []string{"a", "bcdefghi", `"`, `\`, "<", "\n", "\x00", "é", "世", "😀", "\u2028", "\u2029", "\xe2", "\x80", "\xa8", "\xff", "\xf0\x9f", "\xed\xbf\xbf"}
	for range 30000 {
		var s string
		for range r.IntN(12) {
			s += parts[r.IntN(len(parts))]
		}
		got := codec.AppendString(new(codec.Enc), []byte("x"), &s)[1:]
		want, err := json.Marshal(s)
		if err != nil || string(got) != string(want) {
			t.Fatalf("%q is written %s, want %s", s, got, want)
		}
		sameString(t, string(got))
		sameString(t, `"`+s+`"`)
	}
}

func TestAppendKeepsWhatIsThere(t *testing.T) {
	// The output may have any room behind it: words that are stored in one go must not be written over its end.
	for room := range 40 {
		b := make([]byte, 3, 3+room)
		copy(b, "abc")
		s := "\x01\u2028 <some> text\xff"
		want, _ := json.Marshal(s)
		if got := codec.AppendString(new(codec.Enc), b, &s); string(got) != "abc"+string(want) {
			t.Errorf("with room for %d bytes: %s", room, got)
		}
	}
}

func TestStringsStayWhatTheyWere(t *testing.T) {
	body := []byte(orderText)
	var v, want order
	if err := json.Unmarshal(body, &want); err != nil {
		t.Fatal(err)
	}
	var d codec.Dec
	s := codec.Text(body)
	if decodeOrder(&d, s, 0, &v) < 0 {
		t.Fatal(d.Err(s, 0, ""))
	}
	for i := range body {
		body[i] = 'X'
	}
	// Later documents with escapes go to other arenas.
	for range 3 {
		d.Reset()
		var other order
		s := codec.Text([]byte(strings.ReplaceAll(orderText, "a", `\u0062`)))
		decodeOrder(&d, s, 0, &other)
	}
	got, err := marshal(&v, encodeOrder)
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := json.Marshal(want); string(got) != string(text) {
		t.Errorf("got %s, want %s", got, text)
	}
}

func TestManyEscapesFillManyArenas(t *testing.T) {
	var list []string
	r := rand.New(rand.NewPCG(17, 18))
	for range 2000 {
		list = append(list, strings.Repeat("a\nb", r.IntN(1+r.IntN(300)))+"\t")
	}
	doc, err := json.Marshal(map[string][]string{"tags": list})
	if err != nil {
		t.Fatal(err)
	}
	sameOrder(t, doc)
}

func TestNamesFoldAsForEncodingJSON(t *testing.T) {
	for _, pair := range [][2]string{{"id", "ID"}, {"ſet", "SET"}, {"\u212a", "K"}, {"é", "É"}, {"σ", "Σ"}, {"ς", "Σ"}, {"ǆ", "Ǆ"}, {"ß", "ẞ"}, {"a_1-", "A_1-"}} {
		if got := codec.FoldName(pair[0]); got != codec.FoldName(pair[1]) {
			t.Errorf("%q folds to %q, %q to %q", pair[0], got, pair[1], codec.FoldName(pair[1]))
		}
	}
	if got := codec.FoldName("Straße\u212aſ\xff"); got != "STRAßEKS\ufffd" && got != "STRA\u00dfEKS\ufffd" {
		t.Errorf("folded to %q", got)
	}
	for r := rune(0); r <= 0x20000; r++ {
		var d codec.Dec
		if a, b := codec.FoldName(string(r)), string(d.Fold(string(r))); a != b || !strings.EqualFold(a, string(r)) {
			t.Fatalf("%U folds to %q and %q", r, a, b)
		}
	}
	// encoding/json, asked for the key of a field: all that it takes for "stock" folds to the same.
	for r := rune(0); r <= 0x20000; r++ {
		if codec.FoldName(string(r)) != "S" && codec.FoldName(string(r)) != "K" && r%257 != 0 {
			continue
		}
		sameOrder(t, []byte(`{"`+string(r)+`toc`+string(r)+`":{"a":1},"stoc`+string(r)+`":{"b":2}}`))
	}
}
