// Package raw has a handler that knows nothing about its input.
package raw

import "encoding/json"

func Raw(p json.RawMessage) (interface{}, error) {
	var v interface{}
	err := json.Unmarshal(p, &v)
	return v, err
}
