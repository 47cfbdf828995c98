// Package omitzero has the option omitzero on types whose zero value cannot be told by comparing.
package omitzero

// Lists cannot be compared.
type Lists struct {
	L []int
	M map[string]*Lists
	F float64
	n []string
}

// Point can, but has no name elsewhere.
type point struct{ X, Y int8 }

// A Zeroer decides itself what is zero.
type Zeroer interface{ IsZero() bool }

// Params is written without the members that are zero.
type Params struct {
	Lists  Lists             `json:"lists,omitzero"`
	Array  [2]Lists          `json:"array,omitzero,omitempty"`
	Nested struct{ L Lists } `json:"nested,omitzero"`
	Point  point             `json:"point,omitzero"`
	Points [2]point          `json:"points,omitzero"`
	Slice  []Lists           `json:"slice,omitzero"`
	Zeroer Zeroer            `json:"zeroer,omitzero"`
	Open   any               `json:"open,omitzero"`
}

// A Number says that it is zero when it is odd.
type Number int

// IsZero reports whether n is odd.
func (n Number) IsZero() bool { return n%2 != 0 }

// Echo returns what it gets.
func Echo(p Params) (Params, error) { return p, nil }
