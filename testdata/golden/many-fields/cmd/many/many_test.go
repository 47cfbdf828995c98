package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/testdata/golden/many-fields"
)

func TestFieldsBeyondAWordAreCounted(t *testing.T) {
	decode := func(members []string) string {
		var d codec.Dec
		var v many.Params
		s := codec.Text([]byte("{" + strings.Join(members, ",") + "}"))
		if i := decodeSumRequest(&d, s, 0, &v); i < 0 || d.Document(s, i) < 0 {
			return d.Err(s, 0, "params").Error()
		}
		if v.F00 != 100 || v.F63 != 163 || v.F64 != 164 || v.F65 != 165 {
			return fmt.Sprintf("got %+v", v)
		}
		return ""
	}
	members := func() []string {
		list := make([]string, 66)
		for k := range list {
			list[k] = fmt.Sprintf(`"f%02d":%d`, k, 100+k)
		}
		return list
	}
	if problem := decode(members()); problem != "" {
		t.Error(problem)
	}
	for k := range 66 {
		less := members()
		less[k] = fmt.Sprintf(`"f%02d":null`, k)
		if got, want := decode(less), fmt.Sprintf("params.f%02d: is required", k); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		more := append(members(), fmt.Sprintf(`"F%02d":1`, k))
		if got, want := decode(more), fmt.Sprintf("params.F%02d: duplicate field at offset %d", k, 66*10+1); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	const want = "params.f00: is required (and 1 more)"
	if got := decode(members()[1:65]); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
