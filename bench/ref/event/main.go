// Command event is an action that takes an event and returns it, as owgen would have generated it.
package main

import (
	"github.com/owgen/owgen/bench/json/codecs"
	"github.com/owgen/owgen/bench/json/docs"
	ow "github.com/owgen/owgen/runtime"
)

func main() {
	decode, encode := codecs.Event.Functions()
	ow.Main(ow.Bind("HandleEvent", ow.JSON(decode), docs.HandleEvent, ow.Result(encode)))
}
