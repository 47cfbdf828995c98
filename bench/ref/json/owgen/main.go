// Command owgen uses the code that owgen generated once.
package main

import (
	"github.com/owgen/owgen/bench/json/codecs"
	"github.com/owgen/owgen/bench/json/docs"
	"github.com/owgen/owgen/bench/json/first"
)

func main() {
	first.Main(
		func(text []byte, v any) error { return codecs.Event.Unmarshal(text, v.(*docs.Event)) },
		func(v any) ([]byte, error) { return codecs.Event.Marshal(v.(*docs.Event)) },
	)
}
