package reverse

import "testing"

func TestReverse(t *testing.T) {
	for _, c := range []struct {
		payload, reversed string
		length            int
	}{
		{"", "", 0},
		{"abc", "cba", 3},
		{"❄ ☃", "☃ ❄", 3},
		{"ne\u0301e", "ee\u0301n", 3}, // the accent is a rune of its own
	} {
		got, err := Reverse(Params{Payload: c.payload})
		if want := (Result{c.reversed, c.length}); err != nil || got != want {
			t.Errorf("Reverse(%q) = %+v, %v, want %+v", c.payload, got, err, want)
		}
	}
}
