// Package v is called like a variable of the generated code.
package v

type Params struct{ V, K, I int }

func B(p Params) (Params, error) { return p, nil }
