package typo

import "testing"

func TestTheWordThatWasMeantIsFound(t *testing.T) {
	words := []string{"omitempty", "omitzero", "string", "zip", "image", "Hello"}
	for word, want := range map[string]string{
		"omitemtpy":  "omitempty",
		"omitempy":   "omitempty",
		" omitempty": "omitempty",
		"omit_empty": "omitempty",
		"OmitZero":   "omitzero",
		"strings":    "string",
		"imgae":      "image",
		"zpi":        "zip",
		"hello":      "Hello",
		"Helo":       "Hello",
		"inline":     "",
		"unknown":    "",
		"format:x":   "",
		"a":          "",
		"":           "",
	} {
		if got := Meant(word, words); got != want {
			t.Errorf("Meant(%q) = %q, want %q", word, got, want)
		}
	}
}
