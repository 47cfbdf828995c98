// Package v has the name of a variable in generated code.
package v

type Params struct{ V, K, I int }

func B(p Params) (Params, error) { return p, nil }
