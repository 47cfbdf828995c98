// Package single has one handler.
package single

// Params are of Greet.
type Params struct {
	Name string `json:"name"`
}

// Result is of Greet.
type Result struct {
	Greeting string `json:"greeting"`
}

// Greet greets.
func Greet(p Params) (Result, error) { return Result{"Hello, " + p.Name + "!"}, nil }
