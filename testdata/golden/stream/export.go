// Package export gives streams of values.
package export

import (
	"context"
	"iter"

	ow "github.com/owgen/owgen/runtime"
)

type Params struct{ Count int }

type Row struct {
	N    int
	Note string `json:",omitempty"`
}

// Rows is another name for a stream.
type Rows = iter.Seq2[Row, error]

// A Line is text.
type Line string

//owgen:action
func Export(p Params) Rows {
	return func(yield func(Row, error) bool) {
		for n := range p.Count {
			if !yield(Row{N: n}, nil) {
				return
			}
		}
	}
}

//owgen:action
func Maybe(ctx context.Context, r ow.Request[struct{}]) (iter.Seq2[*Row, error], error) {
	return nil, ctx.Err()
}

//owgen:action html=raw nil=empty
func Options(p []int) (iter.Seq2[map[string][]int, error], error) { return nil, nil }

//owgen:action
func Lines() iter.Seq2[Line, error] { return func(func(Line, error) bool) {} }

//owgen:action
func Chunks(p *Params) (iter.Seq2[[]byte, error], error) {
	return func(func([]byte, error) bool) {}, nil
}
