// Command none is like the programs beside it, but without JSON.
package main

import "github.com/owgen/owgen/bench/json/first"

func main() {
	first.Main(
		func([]byte, any) error { return nil },
		func(any) ([]byte, error) { return nil, nil },
	)
}
