// Package placeholder says what it costs to send a parcel.
package placeholder

import (
	"fmt"

	ow "github.com/owgen/owgen/runtime"
)

//go:generate owgen

// Params are what is asked.
type Params struct {
	// Grams is what the parcel weighs.
	Grams int `json:"grams" ow:"required" minimum:"1" example:"800"`
	// Zone is where it goes.
	Zone Zone `json:"zone" default:"home"`
}

// A Zone is a part of the world with prices of its own.
//
//owgen:enum
type Zone string

const (
	Home   Zone = "home"
	Abroad Zone = "abroad"
)

// Result is the offer.
type Result struct {
	Cents int `json:"cents"` // the price
	Days  int `json:"days"`  // until it arrives
}

// heaviest is what a parcel may weigh, in grams.
const heaviest = 30_000

// Placeholder says what it costs to send a parcel, and how long it takes.
func Placeholder(p Params) (Result, error) {
	if p.Grams > heaviest {
		return Result{}, &ow.Error{Status: 422, Message: fmt.Sprintf("%d g are too heavy: a parcel has at most %d g", p.Grams, heaviest)}
	}
	kilos := (p.Grams + 999) / 1000
	if p.Zone == Abroad {
		return Result{Cents: 1200 + 450*kilos, Days: 7}, nil
	}
	return Result{Cents: 400 + 150*kilos, Days: 2}, nil
}
