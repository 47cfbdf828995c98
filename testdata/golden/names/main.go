// Names declares every name that generated code would like to use, and hides the predeclared names that it needs.
package main

//lint:file-ignore U1000,ST1001,ST1003,ST1019 The names are all that these are for.

import (
	. "github.com/owgen/owgen/testdata/golden/names/other"
	encodeParams "github.com/owgen/owgen/testdata/golden/names/other"
)

// Variables of generated functions.
type (
	b     struct{ D d }
	d     struct{ S s }
	e     map[k]v
	i     struct{ *x }
	k     Text
	keys  struct{ Open open }
	open  [2]space
	s     []b
	seen  struct{ Had had }
	had   Nums
	space map[Text]seen
	start struct{ keys }
	v     struct{ Flag Flag }
	x     struct{ Start *start }
	ctx   struct{ I i }

	run_go_generate struct{ E e }
)

// Functions and packages.
type (
	decodeParams struct {
		Ctx   ctx `json:",omitzero"`
		Guard run_go_generate
		Item  *Item
		*Base
		V    v `json:",omitzero"`
		List []encodeParams.Item
		Map  map[Text]any `json:",omitempty,omitzero"`
		Any  any
		Int  int
		Len  len
	}
	callp    struct{}
	codec    struct{}
	fallback struct{}
	ow       struct{}
	context  struct{}
	strings  struct{}
	zero     struct{}
	self     struct{}
	names    struct{}
)

// Predeclared names.
type (
	any     interface{}
	bool    struct{}
	byte    struct{}
	error   interface{ error() }
	float64 struct{}
	int     Text
	len     []Text
	string  struct{ Min min }
	uint8   struct{}
	uint16  struct{}
	int64   struct{}
	uint64  struct{}
	float32 struct{}
	min     struct{}
)

const (
	append = 1
	new    = 2
	nil    = 3
	true   = 4
	false  = 5
	iota   = 6
	cap    = 7
)

//owgen:action
func p(p decodeParams) string { return string{} }

//owgen:action
func predeclared(p *decodeParams) e { return e{} }

//owgen:action
func make() [2]string { return [2]string{} }
