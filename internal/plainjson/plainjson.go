// Package plainjson writes JSON that people read: <, > and & stay as they are, which encoding/json escapes for HTML.
package plainjson

import (
	"bytes"
	"encoding/json"
)

// Marshal is json.Marshal without the escapes for HTML.
func Marshal(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(value)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// Must is Marshal for values that all have a JSON form.
func Must(value any) []byte {
	text, err := Marshal(value)
	if err != nil {
		panic(err)
	}
	return text
}
