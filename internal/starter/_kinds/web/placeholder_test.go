package placeholder

import (
	"testing"

	ow "github.com/owgen/owgen/runtime"
	"github.com/owgen/owgen/runtime/owtest"
)

func TestPlaceholder(t *testing.T) {
	message := Message{Email: "ada@example.com", Topic: "other", Text: "Hello."}
	for _, test := range []struct {
		name     string
		method   string
		want     int // the status
		location string
	}{
		{"a message", "POST", 201, "/messages/043622e6"},
		{"another method", "PUT", 405, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Placeholder(ow.Request[Message]{Method: test.method, Body: message})
			status := got.Status
			if err != nil {
				status = owtest.Status(err)
			}
			if status != test.want || got.Header.Get("Location") != test.location {
				t.Errorf("got %+v, %v; want status %d and Location %q", got, err, test.want, test.location)
			}
		})
	}
}

// TestSavedCalls makes the calls in testdata/calls, where the page of owgen dev saves them, and compares the answers.
func TestSavedCalls(t *testing.T) { owtest.SavedCalls(t, "./cmd/placeholder") }
