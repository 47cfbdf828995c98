// Package whisk tests generated programs under everything of OpenWhisk that starts them: the invoker, dockerskeleton, the
// Docker SDK of 2016 and the Go proxy, each imitated in Go by a package in e2e/internal.
//
// Its core is one table: each case of OpenWhisk's own conformance tests of action runtimes is a row, each way to start
// a program is a column, and a cell says whether the program does what the case expects, or why not. Numbers such as
// OW-19 are those of docs/requirements.md. make conformance runs the table and prints it. A cell is a test, and the
// test of the table fails where one of the two is missing.
//
// # Files
//
//	table_test.go         the rows
//	conformance_test.go   rows and tests together
//	box_test.go           a program in a container of each kind
//	*_cells_test.go       the tests of the cells, by the origin of the case
//	loop_test.go          ActionLoop mode line by line
//	requirement_test.go   verdicts are requirements, and what is packed
//	race_test.go          the program under the race detector
package whisk
