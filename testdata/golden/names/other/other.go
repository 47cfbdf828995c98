// Package other has types of what is predeclared, for a package in which that is hidden.
package other

type (
	Text = string
	Nums = []int
	Flag = bool
)

type Item struct {
	Name  string
	Price float64
	N     [2]uint8
	Any   any
	Err   error
	Ints  map[int64]Box[uint16]
	Next  *Item
	Half  complex
}

type complex float32

type Box[T any] struct{ Value T }

type Base struct {
	ID   string `json:",omitempty"`
	When *int   `json:",omitempty"`
}
