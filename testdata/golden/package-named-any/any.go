// Package any is called like a predeclared type.
package any

type Params struct{ Text string }

type Result struct {
	Value interface{}
}

func Any(p Params) (Result, error) { return Result{p.Text}, nil }
