// Command sonic uses sonic in its standard configuration once.
package main

import (
	"github.com/bytedance/sonic"

	"github.com/owgen/owgen/bench/json/first"
)

func main() {
	first.Main(sonic.ConfigStd.Unmarshal, sonic.ConfigStd.Marshal)
}
