// Package placeholder tells of machines that are too hot.
package placeholder

import (
	"fmt"

	ow "github.com/owgen/owgen/runtime"
)

//go:generate owgen

// A Reading is the data of an event that comes in.
type Reading struct {
	// Machine is the one that was measured.
	Machine string `json:"machine" ow:"required" minLength:"1" example:"press-7"`
	// Celsius is its temperature.
	Celsius float64 `json:"celsius" ow:"required" minimum:"-273.15"`
	// Limit is what it may have.
	Limit float64 `json:"limit" default:"80"`
}

// A Verdict is the data of the answer.
type Verdict struct {
	Hot  bool    `json:"hot"`
	Over float64 `json:"over"` // degrees above the limit
}

// hottest is what a machine can have: a sensor that says more is broken.
const hottest = 1000

// Placeholder judges a reading, and answers with an event that has the machine as its subject.
func Placeholder(e ow.Event[Reading]) (ow.Event[Verdict], error) {
	if e.Data.Celsius > hottest {
		message := fmt.Sprintf("%s cannot have %g degrees: look at its sensor", e.Data.Machine, e.Data.Celsius)
		return ow.Event[Verdict]{}, &ow.Error{Status: 422, Message: message}
	}
	over := max(0, e.Data.Celsius-e.Data.Limit)
	return ow.Event[Verdict]{
		Source: "/placeholder", Type: "com.example.judged", Subject: e.Data.Machine, Data: Verdict{Hot: over > 0, Over: over},
	}, nil
}
