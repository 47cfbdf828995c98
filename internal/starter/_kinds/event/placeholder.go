// Package placeholder tells of machines that are too hot.
package placeholder

import (
	ow "github.com/owgen/owgen/runtime"
)

//go:generate owgen

// The types of the events that come in, and that go out.
const (
	measured = "com.example.measured"
	judged   = "com.example.judged"
)

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

// Placeholder judges a reading, and answers with an event that has the machine as its subject.
func Placeholder(e ow.Event[Reading]) (ow.Event[Verdict], error) {
	if e.Type != measured {
		return ow.Event[Verdict]{}, &ow.Error{Status: 422, Message: "want an event of type " + measured + ", not " + e.Type}
	}
	over := max(0, e.Data.Celsius-e.Data.Limit)
	return ow.Event[Verdict]{
		Source: "/placeholder", Type: judged, Subject: e.Data.Machine, Data: Verdict{Hot: over > 0, Over: over},
	}, nil
}
