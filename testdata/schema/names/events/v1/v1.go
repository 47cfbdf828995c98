// Package v1 is called as another one.
package v1

// Event is an event of events.
type Event struct{ Kind string }
