// Command jsoniter uses jsoniter in its compatible mode once.
package main

import (
	jsoniter "github.com/json-iterator/go"

	"github.com/owgen/owgen/bench/json/first"
)

func main() {
	first.Main(jsoniter.ConfigCompatibleWithStandardLibrary.Unmarshal, jsoniter.ConfigCompatibleWithStandardLibrary.Marshal)
}
