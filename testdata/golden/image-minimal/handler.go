// Package minimal becomes an image that holds nothing but the program.
package minimal

type Params struct{ Name string }

type Result struct{ Greeting string }

func Greet(p Params) (Result, error) { return Result{"hello " + p.Name}, nil }
