// Package two has two handlers that share types.
package two

import "context"

type Params struct {
	Numbers []float64 `json:"numbers"`
}

type Result struct {
	Value float64 `json:"value"`
}

//owgen:action
func Sum(p Params) (Result, error) { return Result{}, nil }

// Largest finds the largest number.
//
//owgen:action max
func Largest(ctx context.Context, p Params) (Result, error) { return Result{}, ctx.Err() }
