package codec

import "testing"

// An arena chunk holds many strings, so one of them that is kept would keep them all.
func TestCopiedStringsAreNotInTheArena(t *testing.T) {
	s := Text([]byte(`["\n", "a long string with an escape \t in it", {"\u0061":"\r"}]`))
	var d Dec
	var v any
	if With(&d, s, 0, &v, CopyStrings, Any); len(d.arena) != 0 {
		t.Errorf("%q is in the arena", d.arena)
	}
	if Any(&d, s, 0, &v); len(d.arena) == 0 {
		t.Error("nothing is in the arena without the option, so this test tests nothing")
	}
}
