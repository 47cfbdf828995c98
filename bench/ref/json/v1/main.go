// Command v1 uses encoding/json once.
package main

import (
	"encoding/json"

	"github.com/owgen/owgen/bench/json/first"
)

func main() {
	first.Main(json.Unmarshal, json.Marshal)
}
