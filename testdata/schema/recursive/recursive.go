// Package recursive has types that hold themselves and are no structs.
package recursive

// Params holds others.
type Params struct {
	Tree    Tree
	Forest  Forest
	Pointer Pointer
	Around  Around
	Back    []Params
}

// Tree is a slice of itself.
type Tree []Tree

// Forest holds itself in a struct without a name.
type Forest map[string]struct{ Below Forest }

// Pointer points to a slice of itself.
type Pointer *[]Pointer

// Around holds itself through another type.
type Around []Through

// Through is a struct.
type Through struct{ Around Around }

//owgen:action
func Recursive(p Params) (Tree, error) { return nil, nil }

//owgen:action
func Forests(p Forest) (map[string]Forest, error) { return nil, nil }
