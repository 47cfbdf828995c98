package answers

import (
	"context"
	"iter"
	"time"

	ow "github.com/owgen/owgen/runtime"
)

// Rows says how many values come.
type Rows struct {
	Count int           `json:"count" default:"3"`
	Gap   time.Duration `json:"gap,omitempty"` // between them
}

// A Row is one value.
type Row struct {
	N int `json:"n"`
}

// Count sends numbers, one after the other.
//
//owgen:action
func Count(ctx context.Context, r Rows) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for n := range r.Count {
			if n > 0 && r.Gap > 0 {
				select {
				case <-ctx.Done():
					return
				case <-time.After(r.Gap):
				}
			}
			if !yield(Row{n}, nil) {
				return
			}
		}
	}
}

// A Parcel was sent.
type Parcel struct {
	Number int `json:"number" ow:"required"`
}

// Arrive answers one event with another.
//
//owgen:action
func Arrive(e ow.Event[Parcel]) (*ow.Event[Parcel], error) {
	return &ow.Event[Parcel]{Source: "/depot", Type: "arrived", Subject: e.Type, Data: e.Data}, nil
}
