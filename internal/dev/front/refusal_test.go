package front

import (
	"fmt"
	"testing"

	"github.com/owgen/owgen/internal/dev/record"
)

func TestDEV48ErrorsSayWhichFieldsTheyAreAbout(t *testing.T) {
	for answer, want := range map[string]string{
		`{"error":{"message":"params.b: x (and 1 more)","fields":{"b":"x","a[0].c":"y"}}}`: "[{a[0].c y} {b x}]",
		`{"error":"params.qty: must be: one"}`:                                             "[{qty must be: one}]",
		`{"error":{"message":"params.items[3].price: expected number"}}`:                   "[{items[3].price expected number}]",
		`{"error":"params.labels[\"a: b\"]: too long"}`:                                    `[{labels["a: b"] too long}]`,
		`{"error":"params: expected object, got array"}`:                                   "[{$ expected object, got array}]",
		`{"error":"params[0].sku: is required"}`:                                           "[{[0].sku is required}]",
		`{"error":"parameters: none"}`:                                                     "[]",
		`{"error":7}`:                                                                      "[]",
		`no JSON`:                                                                          "[]",
	} {
		c := &record.Call{Row: record.Row{Outcome: record.Error}, Answer: record.Message{Body: answer}}
		if got := fmt.Sprint(refusals(c)); got != want {
			t.Errorf("%s\n\tsays %s, want %s", answer, got, want)
		}
	}
	c := &record.Call{Row: record.Row{Outcome: record.OK}, Answer: record.Message{Body: `{"error":"params.a: b"}`}}
	if got := refusals(c); len(got) != 0 {
		t.Errorf("a result says %v", got)
	}
}
