// Package v1 is called as another one.
package v1

// Event is an event of core.
type Event struct {
	Name string // of the event
}

// Only is in core only.
type Only struct {
	// Deprecated: there are others.
	Name string
}
