// Package embedded has exported fields in an unexported struct.
package embedded

type base struct {
	ID int `json:"id"`
}

type Params struct {
	base
	Text string
}

func Use(p Params) (Params, error) { return p, nil }
