// Package dashed has a name that is not the last element of its path.
package dashed

type Params struct{ N int }

func Dash(p Params) (Params, error) { return p, nil }
