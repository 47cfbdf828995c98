// Package model has the types.
package model

type Order struct {
	ID    ID
	State State `json:"state"`
	Lines []Line
}

type ID string

type State uint8

type Line struct {
	SKU   string
	Count int16
}
