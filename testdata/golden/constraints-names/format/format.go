// Package format has enums, whose constants only its source tells.
package format

//owgen:enum
type Kind string

const prefix = "k-"

const (
	Second, first Kind = prefix + "2", prefix + "1"
	Again              = Second
	Long          Kind = Kind("x") + Kind("A")
	none               = "no Kind"
)

//owgen:enum
type Ratio float32

const (
	Half  Ratio = 1.0 / 2
	Third Ratio = 1.0 / 3
)
