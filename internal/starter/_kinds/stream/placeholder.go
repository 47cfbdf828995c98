// Package placeholder divides a sum into instalments.
package placeholder

import (
	"iter"

	ow "github.com/owgen/owgen/runtime"
)

//go:generate owgen

// Params are what is asked.
type Params struct {
	// Cents is the sum.
	Cents int `json:"cents" ow:"required" minimum:"1" example:"100000"`
	// Months is how many instalments there are.
	Months int `json:"months" minimum:"1" maximum:"360" default:"12"`
}

// A Payment is one instalment.
type Payment struct {
	Month int `json:"month"`
	Cents int `json:"cents"`
	Left  int `json:"left"` // to pay after it
}

// Placeholder gives the instalments one after the other: each is sent at once. What does not divide evenly is paid first.
func Placeholder(p Params) iter.Seq2[Payment, error] {
	return func(yield func(Payment, error) bool) {
		if p.Cents < p.Months {
			yield(Payment{}, &ow.Error{Status: 422, Message: "less than a cent a month; take fewer months"})
			return
		}
		left := p.Cents
		for month := 1; month <= p.Months; month++ {
			months := p.Months - month + 1
			cents := (left + months - 1) / months
			left -= cents
			if !yield(Payment{Month: month, Cents: cents, Left: left}, nil) {
				return // nobody listens any more
			}
		}
	}
}
