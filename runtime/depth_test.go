package ow

import (
	"strings"
	"testing"
)

// Nesting is counted from the parameters: the envelope, and what else is in it, is not counted with them.
func TestNestingIsCountedFromTheParameters(t *testing.T) {
	s := whiskTest(t)
	for _, form := range [][2]string{{"[", "]"}, {`{"a":`, "}"}, {`[{"a":`, "}]"}} {
		levels := strings.Count(form[0], "[") + strings.Count(form[0], "{")
		for depth, status := range map[int]int{9999: 200, 10000: 200, 10001: 400} {
			n := (depth - 1) / levels // the parameters are one level
			inner := "1"
			if (depth-1)%levels == 1 {
				inner = "[]"
			}
			value := `{"unknown":` + strings.Repeat(form[0], n) + inner + strings.Repeat(form[1], n) + `}`
			for _, body := range []string{
				`{"value":` + value + `}`, `{"other":[[[{}]]],"value":` + value + `,"another":[[]]}`,
				`{"value":{"statusCode":1,` + value[1:] + `}`, // which is looked at before it is decoded
			} {
				r := s.post("/run", body)
				if r.status != status || status == 400 && !strings.Contains(r.body, "params.unknown") {
					t.Errorf("%d levels of %s: got %d, %.200s", depth, form[0], r.status, r.body)
				}
			}
		}
	}
}
