// Package invoke calls a handler once: it brings the program of a package up to date, builds it, and calls it in the way of a
// platform, or in all ways. It calls what runs at a URL as well.
//
// # Files
//
//	invoke.go      a command line, from end to end
//	program.go     the package: generated, its handler chosen, built
//	parameters.go  what the handler is sent
//	event.go       the same as an event
//	answer.go      one answer, printed
//	all.go         the answers of all ways, printed and compared
package invoke
