// Package raw is the handler that knows nothing of its input.
package raw

import "encoding/json"

func Raw(p json.RawMessage) (interface{}, error) {
	var v interface{}
	err := json.Unmarshal(p, &v)
	return v, err
}
