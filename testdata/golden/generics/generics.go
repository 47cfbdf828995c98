// Package generics has instances of generic types.
package generics

import "time"

type Box[T any] struct {
	Value T   `json:"value"`
	More  []T `json:"more"`
	Next  *Box[T]
}

type Pair[A, B any] struct {
	First  A
	Second B
}

type Params struct {
	Text  Box[string]
	When  Box[time.Time]
	Boxes Pair[Box[string], map[string]Box[int]]
}

func Open(p Params) (Pair[string, int], error) { return Pair[string, int]{p.Text.Value, 1}, nil }
