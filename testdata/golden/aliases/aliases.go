// Package aliases names types of a package that a program may not import.
package aliases

import "github.com/owgen/owgen/testdata/golden/aliases/internal/hidden"

type Params = hidden.Params

type Names = []string

type Result struct {
	Names Names
	Inner Inner
}

type Inner = hidden.Inner

func Alias(p Params) (Result, error) { return Result{Names: p.Names}, nil }
