// Package manifest reads the output of owgen manifest with the readers that the platforms' tools use, and more
// strictly.
//
// platforms_test.go holds the documented keys of each platform that owgen writes, golden_test.go compares what is printed for
// packages of testdata/golden, quote_test.go compares what two readers make of awkward strings and numbers, and bind_test.go
// what a program receives where wskdeploy binds a parameter.
package manifest
