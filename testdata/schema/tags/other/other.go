// Package other has a type with listed values.
package other

// Grade is how good it is.
//
//owgen:enum
type Grade int

// The grades.
const (
	Good Grade = iota + 1
	Fair
	Bad  = Grade(5)
	none = "no grade"
)
