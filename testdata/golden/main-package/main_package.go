// Package main is the program itself.
package main

type params struct {
	Name string `json:"name"`
}

type result struct {
	Greeting string `json:"greeting"`
	Nested   []inner
}

type inner struct{ N int }

// decodeParams has a name that generated code would have liked.
func decodeParams() string { return "hello " }

func hello(p params) (result, error) { return result{Greeting: decodeParams() + p.Name}, nil }
