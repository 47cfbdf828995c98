// Package deprecated has handlers, types, fields and methods that are deprecated, and imports a package that is.
package deprecated

import "github.com/owgen/owgen/testdata/golden/deprecated/old"

// Params are the parameters.
type Params struct {
	// Name is the old name.
	//
	// Deprecated: use Title.
	Name  string `json:"name,omitempty"`
	Title string `json:"title"`
	Old   old.Type
	Kind  Kind `json:",omitzero"`
}

// Result is what Rename gives.
//
// Deprecated: use Params.
type Result struct{ OK bool }

// A Kind is one of two.
type Kind int

// IsZero reports whether there is none.
//
// Deprecated: compare with 0.
func (k Kind) IsZero() bool { return k == 0 }

// Rename renames.
//
// Deprecated: use Title.
//
//owgen:action
func Rename(p Params) (Result, error) { return Result{}, nil }
