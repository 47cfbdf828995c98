// Package rows gives rows of a hundred bytes in JSON, one after the other.
package rows

import (
	"context"
	"iter"
	"time"
)

// Params say how many rows.
type Params struct {
	Count int  `json:"count"`
	Gap   bool `json:"gap"` // the caller wants to see that the first row does not wait for the second
}

// A Row has a hundred bytes in JSON, with the line feed.
type Row struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
	Paid bool   `json:"paid"`
	Note string `json:"note"`
}

// gap is much longer than a row may take to its caller.
const gap = 50 * time.Millisecond

// Rows is the handler of owgen's program, and what the program written by hand goes through.
func Rows(_ context.Context, p Params) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for n := range p.Count {
			if p.Gap && n == 1 {
				time.Sleep(gap)
			}
			if !yield(Row{10_000_000 + n, "Ada Lovelace", true, "twelve months of maintenance for one engine"}, nil) {
				return
			}
		}
	}
}
