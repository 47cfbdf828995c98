// Command segmentio uses segmentio/encoding/json once.
package main

import (
	"github.com/segmentio/encoding/json"

	"github.com/owgen/owgen/bench/json/first"
)

func main() {
	first.Main(json.Unmarshal, json.Marshal)
}
