// Package shapes has a handler of every shape.
package shapes

import "context"

type Params struct{ N int }

type Result struct{ N int }

//owgen:action
func None() {}

//owgen:action
func OnlyResult() Result { return Result{} }

//owgen:action
func OnlyError() error { return nil }

//owgen:action
func OnlyContext(ctx context.Context) {}

//owgen:action
func OnlyParams(p Params) {}

//owgen:action
func NoError(ctx context.Context, p Params) Result { return Result(p) }

//owgen:action
func NoResult(p Params) error { return nil }

//owgen:action
func NoParams(ctx context.Context) (Result, error) { return Result{}, nil }

//owgen:action
func Pointers(p *Params) (*Result, error) { return nil, nil }

//owgen:action
func PointerOnly(ctx context.Context, p *Params) error { return nil }

//owgen:action
func Map(p map[string]int) (map[string]int, error) { return p, nil }

//owgen:action
func List(p []Params) ([]Result, error) { return nil, nil }

//owgen:action
func Fixed(ctx context.Context, p Params) ([2]int, error) { return [2]int{p.N, p.N}, nil }
