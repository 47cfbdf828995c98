// Command v2 uses the mirror of encoding/json/v2 once.
package main

import (
	"github.com/go-json-experiment/json"

	"github.com/owgen/owgen/bench/json/first"
)

func main() {
	first.Main(
		func(text []byte, v any) error { return json.Unmarshal(text, v) },
		func(v any) ([]byte, error) { return json.Marshal(v) },
	)
}
