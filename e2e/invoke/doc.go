// Package invoke calls functions with owgen invoke, as users do at a shell, in the ways of all platforms.
//
// # Files
//
//	fixture/        the functions, in a module of their own
//	main_test.go    what is built before
//	invoke_test.go  command lines: what goes in, what comes out, and with which exit status
//	ways_test.go    the same call in each way
//	signal_test.go  what is left of a call that is cut short: nothing
package invoke
