// Package at is called like a variable of the decoders that check values, and imports a package that is called like one of
// the runtime's.
package at

import "github.com/owgen/owgen/testdata/golden/constraints-names/format"

type Base struct {
	Limit int `json:"limit" minimum:"1" default:"20"`
}

type name string

type Params struct {
	*Base
	Kind  format.Kind                   `json:"kind"`
	Ratio *format.Ratio                 `json:"ratio"`
	Mail  name                          `json:"mail" format:"email"`
	Names []name                        `json:"names" pattern:"^a$" maxItems:"2"`
	Self  []Params                      `json:"self" maxItems:"3"`
	When  map[format.Kind][]format.Kind `json:"when"`
	Text  struct {
		Value string `json:"value" minLength:"1" default:"x"`
	} `json:"text"`
}

// Validate is not called where a Base is all that is read.
func (p Params) Validate() error { return nil }

// Handle returns nothing.
//
//owgen:action
func Handle(p Params) {}

// Other takes a type without a Validate.
//
//owgen:action
func Other(b *Base) (Base, error) { return *b, nil }
