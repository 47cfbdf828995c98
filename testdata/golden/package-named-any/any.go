// Package any has the name of a predeclared type.
package any

type Params struct{ Text string }

type Result struct {
	Value interface{}
}

func Any(p Params) (Result, error) { return Result{p.Text}, nil }
