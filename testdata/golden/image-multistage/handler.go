// Package multistage is built in the image's own build.
package multistage

type Params struct{ Name string }

type Result struct{ Greeting string }

func Greet(p Params) (Result, error) { return Result{"hello " + p.Name}, nil }
