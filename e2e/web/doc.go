// Package web tests what handlers see of the web and what becomes of their answers, through the real binary. The package
// fixture has the handlers, written as a user would write them.
//
// TestMain builds owgen, generates the fixture's program and builds it, once. Tests call it through surfaces: ways in which
// callers reach a handler. Over OpenWhisk's controller, which is imitated, and whatever it starts the program with, they are
// called stages: what counts is what callers get. Bytes go over plain sockets where an HTTP client would hide or change them.
package web
