package placeholder

import (
	"slices"
	"testing"

	"github.com/owgen/owgen/runtime/owtest"
)

func TestPlaceholder(t *testing.T) {
	for _, test := range []struct {
		name   string
		params Params
		want   []Payment
		status int // of an error
	}{
		{"two months", Params{Cents: 101, Months: 2}, []Payment{{1, 51, 50}, {2, 50, 0}}, 0},
		{"one month", Params{Cents: 100, Months: 1}, []Payment{{1, 100, 0}}, 0},
		{"too many months", Params{Cents: 1, Months: 2}, nil, 422},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []Payment
			var failed error
			for payment, err := range Placeholder(test.params) {
				if failed = err; err == nil {
					got = append(got, payment)
				}
			}
			if !slices.Equal(got, test.want) || owtest.Status(failed) != test.status {
				t.Errorf("got %+v, %v; want %+v and status %d", got, failed, test.want, test.status)
			}
		})
	}
}

// TestSavedCalls makes the calls in testdata/calls, where the page of owgen dev saves them, and compares the answers.
func TestSavedCalls(t *testing.T) { owtest.SavedCalls(t, "./cmd/placeholder") }
