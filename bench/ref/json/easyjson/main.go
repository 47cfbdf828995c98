// Command easyjson uses the code that easyjson generated once.
package main

import (
	"github.com/mailru/easyjson"

	"github.com/owgen/owgen/bench/json/first"
)

func main() {
	first.Main(
		func(text []byte, v any) error { return easyjson.Unmarshal(text, v.(easyjson.Unmarshaler)) },
		func(v any) ([]byte, error) { return easyjson.Marshal(v.(easyjson.Marshaler)) },
	)
}
