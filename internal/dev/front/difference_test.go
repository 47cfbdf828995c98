package front

import (
	"strings"
	"testing"
)

func TestDEV55DifferencesAreWholeWords(t *testing.T) {
	for _, c := range []struct{ here, there, before, is, not, after string }{
		{`{"total":9.9,"id":1}`, `{"total":9.90,"id":1}`, `{"total":`, "9.9", "9.90", `,"id":1}`},
		{`{"a": 1}`, "{\"a\":1}\n", `{"a":1}`, "", "", ""},
		{`"a b"`, `"a c"`, "", `"a b"`, `"a c"`, ""},
		{`[1,2]`, `[1]`, `[1`, ",2", "", "]"},
		{"", "a", "", "", "a", ""},
		{"größe 1", "größe 2", "größe ", "1", "2", ""},
	} {
		if got := differ(c.here, c.there); got != (difference{c.before, c.is, c.not, c.after}) {
			t.Errorf("%q beside %q: %q", c.here, c.there, got)
		}
	}
}

func TestDEV55WordsOfADifferenceAreShort(t *testing.T) {
	plain := wayLine{Way: "plain", Outcome: "ok", Text: strings.Repeat("ä", 1000)}
	other := wayLine{Way: "argv", Outcome: "ok", Text: "b"}
	other.compare(&plain)
	if want := "argv differs from plain: b, not " + strings.Repeat("ä", 40) + "…"; other.Words != want {
		t.Errorf("got %s", other.Words)
	}
	less := wayLine{Way: "stdin", Outcome: "ok", Text: "[1]"}
	if less.compare(&wayLine{Outcome: "ok", Text: "[1,2]"}); less.Words != "stdin differs from plain: nothing, not ,2" || less.Parts != [3]string{"[1", "nothing", "]"} {
		t.Errorf("got %q, %q", less.Words, less.Parts)
	}
	plain.compare(&plain)
	if plain.Words != "" || plain.Parts[0] != strings.Repeat("ä", 300)+"…" {
		t.Errorf("got %q, %q", plain.Words, plain.Parts)
	}
}
