package pattern

import "testing"

func TestSCH12PatternsAreCompiledWhenNeededFirst(t *testing.T) {
	p := Pattern{Text: `^[a-z]+$`}
	if p.re != nil {
		t.Error("it is compiled already")
	}
	for s, want := range map[string]bool{"abc": true, "abC": false, "": false, "a\n": false} {
		if p.Matches(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
	if allocs := testing.AllocsPerRun(100, func() { p.Matches("abc") }); allocs > 0 {
		t.Errorf("%v allocations", allocs)
	}
}
