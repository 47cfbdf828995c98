package zero_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec/zero"
)

// A sayer decides itself what is zero.
type sayer interface{ IsZero() bool }

type number int

func (n number) IsZero() bool { return n == 7 }

func (n *number) String() string { return "" }

// same compares what is said of a value with whether encoding/json leaves it out.
func same(t *testing.T, got bool, field any) {
	t.Helper()
	text, err := json.Marshal(field)
	if want := !strings.Contains(string(text), "F"); got != want || err != nil {
		t.Errorf("%s: zero is %t, %v", text, got, err)
	}
}

func TestZeroIsAsForOmitzero(t *testing.T) {
	type lists struct {
		L []int
		m map[string]int
		f float64
	}
	type field struct {
		F [2]lists `json:",omitzero"`
	}
	negative := -1.0
	for _, v := range []field{{}, {[2]lists{{L: []int{}}}}, {[2]lists{{}, {m: map[string]int{}}}}, {[2]lists{{f: 0 / negative}}}, {[2]lists{{f: 1}}}} {
		same(t, zero.Is(&v.F), &v)
	}
}

func TestInterfacesSayWhatIsZero(t *testing.T) {
	type field struct {
		F sayer `json:",omitzero"`
	}
	seven, eight := number(7), number(8)
	for _, v := range []field{{}, {number(0)}, {seven}, {&seven}, {&eight}, {(*number)(nil)}} {
		same(t, zero.Says(v.F), &v)
	}
}
