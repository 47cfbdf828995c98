// Package events tests handlers of CloudEvents against the SDK for Go: its client sends events to the binary that owgen's
// users build and reads its answers, and its reader judges documents that a fuzzer makes up.
//
// It is a package of its own because of what the SDK links; make test does without it.
package events
