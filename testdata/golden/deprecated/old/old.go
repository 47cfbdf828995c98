// Package old is not used any more.
//
// Deprecated: use another one.
package old

type Type struct{ N int }
