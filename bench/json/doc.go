// Package json measures the codecs that owgen generates against JSON libraries.
//
// # Files
//
//	json.go          what is measured, and the goals
//	library.go       the libraries
//	contender.go     what takes part: each library, and each way to use a codec
//	document.go      the documents; style.go writes the same values in other ways
//	grid.go          results by document and contender
//	time.go heap.go  the CPU time and the allocations of each
//	first.go         what a library costs a process that uses it once
//	share.go         how much of a call is JSON
//	rules.go         what it costs to hold values to rules, and how huma does it
//	goal.go          which goals were met
//
// Package docs has the types of the documents, codecs what owgen generated for them. Package ruled has one of them with
// rules for its values.
package json
