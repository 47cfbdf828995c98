// Command goccy uses goccy/go-json once.
package main

import (
	"github.com/goccy/go-json"

	"github.com/owgen/owgen/bench/json/first"
)

func main() {
	first.Main(
		func(text []byte, v any) error { return json.Unmarshal(text, v) },
		json.Marshal,
	)
}
