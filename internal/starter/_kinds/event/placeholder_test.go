package placeholder

import (
	"testing"

	ow "github.com/owgen/owgen/runtime"
	"github.com/owgen/owgen/runtime/owtest"
)

func TestPlaceholder(t *testing.T) {
	for _, test := range []struct {
		name    string
		reading Reading
		want    Verdict
		status  int // of an error
	}{
		{"cool", Reading{Machine: "press-7", Celsius: 80, Limit: 80}, Verdict{}, 0},
		{"hot", Reading{Machine: "press-7", Celsius: 85.5, Limit: 80}, Verdict{Hot: true, Over: 5.5}, 0},
		{"broken", Reading{Machine: "press-7", Celsius: 1001, Limit: 80}, Verdict{}, 422},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Placeholder(ow.Event[Reading]{ID: "1", Source: "/hall", Type: "com.example.measured", Data: test.reading})
			if got.Data != test.want || owtest.Status(err) != test.status {
				t.Errorf("got %+v, %v; want %+v and status %d", got, err, test.want, test.status)
			}
		})
	}
}

// TestSavedCalls makes the calls in testdata/calls, where the page of owgen dev saves them, and compares the answers.
func TestSavedCalls(t *testing.T) { owtest.SavedCalls(t, "./cmd/placeholder") }
