// Package bytes has bytes in each form.
package bytes

import "encoding/json"

type Blob []byte

type Params struct {
	Data  []byte
	Blob  Blob `json:"blob,omitempty"`
	Many  [][]byte
	Fixed [4]byte
	Raw   json.RawMessage
	Bytes map[string][]byte
}

func Bytes(p Params) (Params, error) { return p, nil }
