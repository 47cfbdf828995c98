package placeholder

import (
	"testing"

	"github.com/owgen/owgen/runtime/owtest"
)

func TestPlaceholder(t *testing.T) {
	for _, test := range []struct {
		name   string
		params Params
		want   Result
		status int // of an error
	}{
		{"at home", Params{Grams: 800, Zone: Home}, Result{Cents: 550, Days: 2}, 0},
		{"abroad", Params{Grams: 2500, Zone: Abroad}, Result{Cents: 2550, Days: 7}, 0},
		{"too heavy", Params{Grams: 30_001, Zone: Home}, Result{}, 422},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Placeholder(test.params)
			if got != test.want || owtest.Status(err) != test.status {
				t.Errorf("got %+v, %v; want %+v and status %d", got, err, test.want, test.status)
			}
		})
	}
}

// TestSavedCalls makes the calls in testdata/calls, where the page of owgen dev saves them, and compares the answers.
func TestSavedCalls(t *testing.T) { owtest.SavedCalls(t, "./cmd/placeholder") }
