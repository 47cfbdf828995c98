// Package owtest helps to test handlers. A test of the whole program is a line:
//
//	func TestSavedCalls(t *testing.T) { owtest.SavedCalls(t, "./cmd/order") }
//
// It makes the calls that are files in testdata/calls, where the page of owgen dev saves them, and compares the answers. Nothing
// of this package is linked into a program.
//
// # Files
//
//	calls.go    SavedCalls: what is in a file, and the call that is made of it
//	serve.go    the program, as a server
//	compare.go  whether an answer is the one that was saved
//	status.go   Status: what a caller sees of an error
package owtest
