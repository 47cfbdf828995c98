// Package basic has the simplest handler.
package basic

type Params struct {
	Name  string `json:"name"`
	Times int    `json:"times"`
}

type Result struct {
	Greeting string `json:"greeting"`
}

func Hello(p Params) (Result, error) { return Result{Greeting: "hello " + p.Name}, nil }
